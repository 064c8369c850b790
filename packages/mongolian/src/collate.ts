import { MVS } from './characters.ts';
import { foldKey } from './fold.ts';

const GAPS = new RegExp(MVS, 'g');

/**
 * A key to sort lists by: two keys compare as the words do, unit by unit (`<`, or bytewise in UTF-16). First the letters in the order
 * of the alphabet, which is that of the code points (no collation of ICU knows it); then the gaps; then the spelling, so that no two texts tie.
 */
export function collationKey(text: string): string {
  const strict = foldKey(text);
  return `${strict.replace(GAPS, '')}\u0000${strict}\u0000${text}`;
}

export function compareMongolian(a: string, b: string): number {
  const [left, right] = [collationKey(a), collationKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
