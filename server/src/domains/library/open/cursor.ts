import { isCivilDate } from '@tongming/law';

/** Where a list ordered by day of publication (newest first) goes on: the last row that was shown. */
export type Position = { day: string; id: string };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isRecordId(text: string): boolean {
  return uuid.test(text);
}

export function encodeCursor(position: Position): string {
  return Buffer.from(`${position.day}|${position.id}`, 'utf8').toString('base64url');
}

/** Null when it is not a cursor that `encodeCursor` made. */
export function decodeCursor(text: string): Position | null {
  if (text.length > 100 || !/^[\w-]+$/.test(text)) return null;
  const [day, id, rest] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  if (day === undefined || id === undefined || rest !== undefined) return null;
  return isCivilDate(day) && isRecordId(id) ? { day, id } : null;
}
