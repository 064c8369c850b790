import type { Reason } from '#contract';
import type { FoiAct, FoiCaseView, FoiPaperView, FoiRequestType } from '#contract-foi';
import { post, put, url } from '../api/client.ts';
import type { Values } from './act-specs.ts';

export type LetterEdit = { parts: { key: string; text: string }[]; attachments?: string[]; addressee?: string; withheldWords?: string[] };
/** What still stands in the way of a letter's approval. */
type Told = { id: string; version: number; reasons: Reason[] };
const at = (paper: FoiPaperView, rest = ''): string => `/foi/papers/${encodeURIComponent(paper.id)}${rest}`;

/** Drafting, editing, approving letters. The paper itself is read with the case afterwards. */
export const papers = {
  draft: (caseId: string, kind: PaperKind, data: Readonly<Record<string, unknown>>) => post<Told>(`/foi/cases/${encodeURIComponent(caseId)}/papers`, { kind, data }),
  save: (paper: FoiPaperView, edit: LetterEdit) => put<Told>(at(paper), { version: paper.version, edit }),
  approve: (paper: FoiPaperView) => post<unknown>(at(paper, '/approve'), { version: paper.version }),
  fileUrl: (paper: FoiPaperView, format: 'pdf' | 'docx') => url(at(paper, `/file.${format}`), { v: paper.version }),
};

export const draftKinds = [
  'reply', 'correction-notice', 'extension-notice', 'third-party-consultation', 'consultation-notice', 'third-party-notice', 'co-producer-consultation',
  'assistance-request', 'fee-notice', 'reasons-notice', 'delay-notice', 'closure', 'receipt', 'registration', 'rectification',
] as const;
export type PaperKind = (typeof draftKinds)[number];

/** The letter an act goes out with. */
export const kindsOfAct: Partial<Record<FoiAct, readonly PaperKind[]>> = {
  'notify-correction': ['correction-notice'], 'ask-third-party': ['third-party-consultation'], 'tell-third-party': ['third-party-notice'], 'ask-agency': ['co-producer-consultation', 'assistance-request'],
  'ask-unit': ['assistance-request'], 'notify-extension': ['extension-notice'], 'notify-fee': ['fee-notice'], 'ask-reasons': ['reasons-notice'], 'set-delay': ['delay-notice'],
  serve: ['reply'], close: ['closure'],
};

/** Fields of an act's form that a letter drafted before the act can use. */
const draftable = ['items', 'answerBy', 'why', 'until', 'workingDays', 'name', 'what', 'party', 'outcome'] as const;
const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export function draftDataOf(act: FoiAct, values: Values): Record<string, unknown> {
  const known = draftable.filter((key) => !isBlank(values[key]) && (key !== 'party' || act === 'tell-third-party'));
  return Object.fromEntries(known.flatMap((key) => {
    const value = values[key];
    const kept = Array.isArray(value) ? value.filter((x) => typeof x !== 'string' || x.trim() !== '') : value;
    return isBlank(kept) ? [] : [[key, kept]];
  }));
}

/** Which letter an act needs: the one for agencies depends on who is asked, the answer on what was applied for. */
export function kindFor(act: FoiAct, values: Values, type: FoiRequestType = 'information'): PaperKind | null {
  if (act === 'serve' && type === 'correction-of-record') return 'rectification';
  const kinds = kindsOfAct[act] ?? [];
  return (act === 'ask-agency' && values['role'] === 'other' ? kinds[1] : kinds[0]) ?? null;
}

/** The letter meant while nobody has chosen one: the only one of its kind that is approved. */
export function onlyPaper({ papers: all }: Pick<FoiCaseView, 'papers'>, kind: PaperKind | null): string | null {
  const ready = all.filter((p) => p.kind === kind && p.state === 'approved');
  return ready.length === 1 ? (ready[0]?.id ?? null) : null;
}
