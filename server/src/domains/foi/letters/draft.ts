// Drafting a letter from a case, and taking over what a clerk changed.
import { detectSecrecyMarking, formatDocumentNumber, type CivilDate, type OutcomeCode } from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import type { FoiCaseView, FoiLetterEdit } from '../../../console-api/contract-foi.ts';
import { factsOf, type LetterFacts } from './facts.ts';
import type { DraftData, LetterAgency, LetterContent, LetterPart, PaperKind, Template } from './model.ts';
import { procedureTemplates } from './procedure.ts';
import { rectificationTemplate, replyTemplates } from './replies.ts';
import { zh } from './zh.ts';

/** All templates: procedural papers, one reply a result and variant, closures, 更正. */
export const templates: readonly Template[] = [...procedureTemplates, ...replyTemplates, rectificationTemplate];

/** Null where the result is not chosen, or has variants and none is chosen. */
export function templateOf(kind: PaperKind, outcome: OutcomeCode | null, variant: string | null): Template | null {
  const answers = kind === 'reply' || kind === 'closure';
  return templates.find((t) => t.kind === kind && (!answers || (t.outcome === outcome && t.variant === variant))) ?? null;
}

export type Drafted = { ok: true; content: LetterContent; series: Template['series'] } | { ok: false; refusal: Reason };

/**
 * A letter of this kind about this case, dated today. What is not on record stands in it as a gap (【请填写：…】), which
 * `checkLetter` refuses. Pure: the same case, agency and day give the same letter.
 */
export function draftLetter(view: FoiCaseView, kind: PaperKind, today: CivilDate, agency: LetterAgency, data: DraftData = {}): Drafted {
  const facts = factsOf(view, kind, today, agency, data);
  const outcome = facts.outcome?.code ?? null;
  const variant = data.variant ?? (facts.decision?.variant ?? null);
  if ((kind === 'reply' || kind === 'closure') && outcome === null) return refused('outcome-missing', zh.refusal.outcome);
  const template = templateOf(kind, outcome, variant);
  if (template === null) return refused('variant-missing', facts.outcome !== null && facts.outcome.variants.length > 0 ? zh.refusal.variant : zh.check.unknownKind);
  return { ok: true, series: template.series, content: contentOf(template, facts, data) };
}

function refused(code: string, message: string): Drafted {
  return { ok: false, refusal: { code, message, field: 'kind' } };
}

function contentOf(template: Template, facts: LetterFacts, data: DraftData): LetterContent {
  return {
    kind: template.kind, outcome: template.outcome, variant: template.variant, party: data.party ?? null, layout: template.layout,
    title: template.title, number: null, agencyName: facts.agency.name,
    addressee: template.addressee === 'applicant' ? facts.view.applicant.name : template.addressee === 'party' ? facts.party.name : '',
    parts: template.parts.map((p): LetterPart => ({
      key: p.key, name: p.name, required: p.required, text: p.text(facts), must: [...(p.must?.(facts) ?? [])].filter((m) => !m.includes(zh.gapMark)), article: p.article ?? null,
    })),
    attachments: data.attachments ?? handedOver(template, facts), withheldWords: data.withheldWords ?? [], date: facts.today, notes: notesOf(facts),
  };
}

/** 附件说明: the files the decision hands over, by name without ending. */
function handedOver({ kind }: Template, { decision, view }: LetterFacts): string[] {
  const ids = kind === 'reply' ? (decision?.provided?.fileIds ?? []) : [];
  return view.files.filter((f) => ids.includes(f.id)).map((f) => f.name.replace(/\.[A-Za-z0-9]{1,5}$/u, ''));
}

function notesOf({ remedy, agency, outcome, decision }: LetterFacts): string[] {
  if (remedy === null) return [];
  return [
    ...(outcome !== null && decision === null && outcome.group !== 'other' ? [zh.notes.noDecision] : []),
    ...remedy.notes, ...(remedy.needsReview ? [zh.notes.review] : []), ...(agency.levelNote === null ? [] : [agency.levelNote]),
  ];
}

/** What a clerk may change. A part left out keeps its text; an optional part is left out of the letter by an empty text. */
export type LetterEdit = FoiLetterEdit;

/** The letter with the clerk's words in it. Keys it does not know are kept, so that `checkLetter` can name them. */
export function withEdit(content: LetterContent, edit: LetterEdit): LetterContent {
  const texts = new Map((edit.parts ?? []).map((p) => [p.key, p.text.trim()]));
  const known = new Set(content.parts.map((p) => p.key));
  const strange = [...texts].filter(([key]) => !known.has(key)).map(([key, text]): LetterPart => ({ key, name: key, required: false, text, must: [], article: null }));
  return {
    ...content,
    ...(edit.attachments === undefined ? {} : { attachments: edit.attachments }),
    ...(edit.withheldWords === undefined ? {} : { withheldWords: edit.withheldWords }),
    ...(edit.addressee === undefined ? {} : { addressee: edit.addressee.trim() }),
    parts: [...content.parts.map((p) => ({ ...p, text: texts.get(p.key) ?? p.text })), ...strange],
  };
}

/** Characters of one part. */
export const partLimit = 8_000;

/**
 * Everything that keeps a letter from being approved, all at once: required parts that are gone or empty, statutory words
 * that are gone, gaps, parts it cannot have, secrecy markings, and words that are withheld.
 */
export function checkLetter(content: LetterContent, withheldWords: readonly string[] = content.withheldWords): Reason[] {
  const template = templateOf(content.kind, content.outcome, content.variant);
  if (template === null) return [{ code: 'letter-kind', message: zh.check.unknownKind, field: 'kind' }];
  return [
    ...(content.title === template.title ? [] : [reason('letter-title', zh.check.title(template.title), 'title')]),
    ...(template.addressee !== 'none' && hollow(content.addressee) ? [reason('letter-addressee', zh.check.addressee, 'addressee')] : []),
    ...template.parts.flatMap((p) => missing(p, content)),
    ...content.parts.flatMap((p, i) => partFaults(p, i, content, template)),
    ...markings(content),
    ...withheldFaults(content, withheldWords),
  ];
}

function reason(code: string, message: string, field: string, article?: string | null): Reason {
  return { code, message, field, ...(article ? { article } : {}) };
}

function hollow(text: string): boolean {
  return text.trim() === '' || text.includes(zh.gapMark);
}

function missing(p: Template['parts'][number], content: LetterContent): Reason[] {
  const there = content.parts.some((q) => q.key === p.key && q.text.trim() !== '');
  return p.required && !there ? [reason('letter-part-missing', zh.check.partMissing(p.name), `parts.${p.key}`, p.article)] : [];
}

function partFaults(p: LetterPart, index: number, content: LetterContent, template: Template): Reason[] {
  const field = `parts.${p.key}`;
  if (!template.parts.some((q) => q.key === p.key)) return [reason('letter-part-unknown', zh.check.partUnknown(p.key), field)];
  if (content.parts.findIndex((q) => q.key === p.key) !== index) return [reason('letter-part-twice', zh.check.partTwice(p.name), field)];
  const gone = p.text.trim() === '' ? [] : p.must.filter((words) => !squeeze(p.text).includes(squeeze(words)));
  return [
    ...gone.map((words) => reason('letter-words-missing', zh.check.mustMissing(p.name, words), field, p.article)),
    ...(p.text.includes(zh.gapMark) ? [reason('letter-gap', zh.check.gap(p.name), field)] : []),
    ...(p.text.length > partLimit ? [reason('letter-too-long', zh.check.tooLong(p.name, partLimit), field)] : []),
  ];
}

function markings(content: LetterContent): Reason[] {
  const found = detectSecrecyMarking([content.addressee, ...content.attachments, ...content.parts.map((p) => p.text)].join('\n'));
  return found === null ? [] : [reason('secrecy-marking', zh.check.marking(found.level), 'parts')];
}

function withheldFaults(content: LetterContent, words: readonly string[]): Reason[] {
  const sought = words.map(squeeze).filter((w) => w !== '');
  const places = [...content.parts.map((p) => ({ field: `parts.${p.key}`, name: p.name, text: p.text })), { field: 'attachments', name: zh.frame.attachments, text: content.attachments.join('\n') }];
  return places.filter(({ text }) => sought.some((w) => squeeze(text).includes(w))).map(({ field, name }) => reason('letter-withheld', zh.check.withheld(name), field));
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '').toLowerCase();
}

/** 通政办依复〔2026〕12号. */
export function numbered(content: LetterContent, code: string, year: number, seq: number, date: CivilDate): LetterContent {
  return { ...content, number: formatDocumentNumber(code, year, seq), date };
}
