// What may follow what, and what is no Mongolian text. Pure.
import { detect, suggest } from '@tongming/mongolian';
import type { TranslationAct, TranslationState } from '../../console-api/contract-translations.ts';
import type { Reason } from '../../platform/errors.ts';
import { zh } from './messages.ts';
import type { StoredTranslation } from './model.ts';

type Step = { from: readonly TranslationState[]; to: TranslationState; by: 'translator' | 'reviewer' };
/** 接手 again while translating = the new source was read; of what is public = a fault in it is put right as a new edition. */
export const steps: Readonly<Record<TranslationAct, Step>> = {
  take: { from: ['asked', 'taken', 'published', 'stale'], to: 'taken', by: 'translator' },
  submit: { from: ['taken'], to: 'submitted', by: 'translator' },
  return: { from: ['submitted'], to: 'taken', by: 'reviewer' },
  publish: { from: ['submitted'], to: 'published', by: 'reviewer' },
};

export type Who = { personId: string; translates: boolean; reviews: boolean };

/** The acts open to a person now; what is refused besides (a text with faults, a source that changed) is told when it is tried. */
export function actsFor(stored: Pick<StoredTranslation, 'state' | 'translator'>, who: Who): TranslationAct[] {
  return (Object.keys(steps) as TranslationAct[]).filter((act) => {
    const { from, by } = steps[act];
    if (!from.includes(stored.state)) return false;
    if (by === 'reviewer') return who.reviews && stored.translator !== who.personId;
    // What somebody has taken up is his until it is published.
    return who.translates && (stored.state !== 'taken' || stored.translator === who.personId);
  });
}

/** Every reason why a text cannot go to the public; none = it can. */
export function faultsOf({ title, bodyText }: { title: string; bodyText: string }): Reason[] {
  const [head, text] = [detect(title), detect(bodyText)];
  const reason = (code: string, message: string, field: string): Reason => ({ code, message, field });
  const unknown = (['title', 'bodyText'] as const).flatMap((field) => {
    const codes = unknownCodes({ title, bodyText }[field]);
    return codes.length === 0 ? [] : [reason('unknown-private', zh.unknownPrivate(codes.join(' ')), field)];
  });
  return [
    ...(title === '' ? [reason('title-missing', zh.titleMissing, 'title')] : head.main !== 'hudum' && head.share.menksoft === 0 ? [reason('title-script', zh.titleScript, 'title')] : []),
    ...(bodyText === '' ? [reason('text-missing', zh.textMissing, 'bodyText')] : text.main !== 'hudum' && text.share.menksoft === 0 ? [reason('text-script', zh.textScript, 'bodyText')] : []),
    ...(head.share.menksoft > 0 ? [reason('menksoft', zh.menksoft, 'title')] : []), ...(text.share.menksoft > 0 ? [reason('menksoft', zh.menksoft, 'bodyText')] : []),
    ...unknown,
  ];
}

const shown = 5;
/** U+E600 …: the first few of the private codes that nobody here can read. */
export function unknownCodes(text: string): string[] {
  const found = suggest(text).filter(({ kind }) => kind === 'unknown-private').map(({ start }) => `U+${text.charCodeAt(start).toString(16).toUpperCase()}`);
  return [...new Set(found)].slice(0, shown);
}
