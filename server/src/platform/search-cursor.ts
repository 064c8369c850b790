import { isCivilDate } from '@tongming/law';
import { refuse } from './errors.ts';
import { searchMessages } from './search-messages.ts';
import type { Place } from './search-plan.ts';

/** Where a result goes on, and whether it is one of nearest records. */
export type Position = { place: Place; near: boolean };

export function encodePosition({ place: { rank, standing, at, id }, near }: Position): string {
  return Buffer.from(`${near ? 'n' : 'e'}|${rank}|${standing}|${at}|${id}`).toString('base64url');
}

const LONGEST = 120;

/** @throws Refused 'bad-cursor' (400) */
export function decodePosition(cursor: string): Position {
  const [way, rank = '', standing = '', at = '', id = '', rest] = cursor.length > LONGEST ? [] : Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const fits = (way === 'e' || way === 'n') && rest === undefined && /^\d{1,9}$/.test(rank) && /^\d{1,4}$/.test(standing) && isCivilDate(at)
    && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!fits || !isCivilDate(at)) return refuse('bad-cursor', searchMessages.badCursor, 400);
  return { place: { rank: Number(rank), standing: Number(standing), at, id }, near: way === 'n' };
}
