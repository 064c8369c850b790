import type { UpdateDuty } from '@tongming/law';
import { c } from './messages.ts';

const usual: readonly UpdateDuty[] = ['P7D', 'P10D', 'P14D', 'P1M', 'P2M', 'P3M', 'P6M'];

export function dutyLabel(duty: UpdateDuty | null): string {
  return duty === null ? c.noDuty : c.dutyOf(Number(duty.slice(1, -1)), duty.endsWith('D') ? 'D' : 'M');
}

/** The usual ones, and the one that is set. */
export function dutyOptions(set: UpdateDuty | null): { value: UpdateDuty | ''; label: string }[] {
  const all = set === null || usual.includes(set) ? usual : [...usual, set];
  return [{ value: '', label: c.noDuty }, ...all.map((value) => ({ value, label: dutyLabel(value) }))];
}
