// Editions and ends of a public record, and which text stood on a day.
import type { CivilDate } from '@tongming/law';
import type { PortalDb } from '../../../platform/database.ts';
import { statusOf, type End, type Status } from '../status.ts';
import type { Beside, OpenRecord } from './get-record.ts';

/** `hidden`: the words of it are not public any more, only its days. */
export type EditionLine = {
  no: number; effectiveOn: CivilDate | null; dateMade: CivilDate | null; publishedOn: CivilDate; hidden: boolean;
  /** From this day it is what stands. */
  start: CivilDate;
};
export type History = { editions: EditionLine[]; ends: End[] };
export type EditionText = { no: number; title: string; documentNumber: string | null; dateMade: CivilDate | null; effectiveOn: CivilDate | null; body: unknown; bodyText: string };

type Dates = Omit<EditionLine, 'start'>;

export async function findHistory(db: PortalDb, record: OpenRecord, { editions, ends: ended }: Pick<Beside, 'editions' | 'ends'>): Promise<History> {
  const [former, ends] = await Promise.all([
    !editions ? [] : db.selectFrom('open.edition').select(['no', 'effectiveOn', 'dateMade', 'publishedOn', 'replacedOn', 'hidden']).where('recordId', '=', record.id).orderBy('no').execute(),
    !ended ? [] : db.selectFrom('open.recordEnd').select(['kind', 'effectiveOn', 'note as publicNote']).where('recordId', '=', record.id).orderBy('effectiveOn').execute(),
  ]);
  const current: Dates = {
    no: record.edition, effectiveOn: record.effectiveOn, dateMade: record.dateMade, hidden: false,
    publishedOn: former.at(-1)?.replacedOn ?? record.datePublished,
  };
  return { editions: withStarts([...former, current]), ends };
}

/**
 * The first edition stands from the day it says, else from its date. A later one from a new day of effect or a new date
 * (an amendment), else from its publication (a correction); never before the one it replaces.
 */
export function withStarts(editions: readonly Dates[]): EditionLine[] {
  const lines: EditionLine[] = [];
  for (const edition of editions) {
    const { no, effectiveOn, dateMade, publishedOn, hidden } = edition;
    const former = lines.at(-1);
    const fresh = (day: CivilDate | null, before: CivilDate | null | undefined) =>
      (day !== null && (former === undefined || (day !== before && day > former.start)) ? day : null);
    const start = fresh(effectiveOn, former?.effectiveOn) ?? fresh(dateMade, former?.dateMade) ?? publishedOn;
    lines.push({ no, effectiveOn, dateMade, publishedOn, hidden, start: former !== undefined && start < former.start ? former.start : start });
  }
  return lines;
}

/** What stood on the day; null before the first. */
export function editionOn(editions: readonly EditionLine[], day: CivilDate): EditionLine | null {
  return editions.findLast((edition) => edition.start <= day) ?? null;
}

/** The validity on a day. A repeal that only its source reports has no date: it is held to have come before the day. */
export function statusOn(record: OpenRecord, history: History, edition: EditionLine, day: CivilDate): Status {
  const amended = record.relations.some((r) => r.direction === 'to' && r.type === 'amends' && r.dateMade !== null && r.dateMade <= day);
  const explained = history.ends.length > 0 || record.expiresOn !== null || ['in-force', 'amended', 'not-yet'].includes(record.status);
  return statusOf({
    today: day, effectiveOn: edition.effectiveOn, expiresOn: record.expiresOn, ends: history.ends, amended, stated: explained ? null : record.status,
  });
}

/** One edition that the public may read; null when there is none of that number. */
export async function findEdition(db: PortalDb, record: OpenRecord, no: number): Promise<EditionText | null> {
  if (no === record.edition) return { ...record, no };
  const row = await db.selectFrom('open.edition').select(['no', 'title', 'documentNumber', 'dateMade', 'effectiveOn', 'body', 'bodyText'])
    .where('recordId', '=', record.id).where('no', '=', no).where('hidden', '=', false).executeTakeFirst();
  return row ?? null;
}
