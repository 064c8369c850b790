// 回执号: the day, eight random digits, a check digit. Orderly for the eye, and tells nobody how many came before it.
import { randomInt } from 'node:crypto';
import type { CivilDate } from '@tongming/law';

export function makeReceiptNumber(day: CivilDate, drawn: number = randomInt(100_000_000)): string {
  const body = day.replaceAll('-', '') + String(drawn).padStart(8, '0');
  return body + checkDigit(body);
}

/** ISO 7064 MOD 11,10: every single wrong digit and every swap of neighbours is noticed. */
function checkDigit(body: string): number {
  const product = [...body].reduce((p, digit) => (((p + Number(digit)) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10;
}

export function isReceiptNumber(text: string): boolean {
  return /^\d{17}$/.test(text) && checkDigit(text.slice(0, 16)) === Number(text[16]);
}

/** In groups, for reading out: 20260617-0482-9135-7. */
export function spacedNumber(number: string): string {
  return `${number.slice(0, 8)}-${number.slice(8, 12)}-${number.slice(12, 16)}-${number.slice(16)}`;
}
