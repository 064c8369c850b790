import { isCivilDate, type Instant } from '@tongming/law';

/** Where a list ordered by moment of publication (newest first) goes on: the last row that was shown. */
export type Position = { at: Instant; id: string };

const moment = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isRecordId(text: string): boolean {
  return uuid.test(text);
}

export function encodeCursor(position: Position): string {
  return Buffer.from(`${position.at}|${position.id}`, 'utf8').toString('base64url');
}

/** Null when it is not a cursor that `encodeCursor` made. */
export function decodeCursor(text: string): Position | null {
  if (text.length > 100 || !/^[\w-]+$/.test(text)) return null;
  const [at, id, rest] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  if (at === undefined || id === undefined || rest !== undefined) return null;
  return moment.test(at) && isCivilDate(at.slice(0, 10)) && isRecordId(id) ? { at: at as Instant, id } : null;
}
