import type { CivilDate } from '@tongming/law';
import type { RecordStatus } from '../../platform/schema.ts';

/** An end of a record. 撤销 makes it void from the beginning, 废止 and 失效 from a day on; withdrawal is no status. */
export type End = { kind: 'repealed' | 'expired' | 'annulled' | 'withdrawn'; effectiveOn: CivilDate; publicNote: string };

export type StatusInput = {
  today: CivilDate;
  effectiveOn: CivilDate | null;
  /** Last day in force. */
  expiresOn: CivilDate | null;
  ends: readonly End[];
  amended: boolean;
  /** What the source of an imported record says; null for a record made here. */
  stated: RecordStatus | null;
};

export type Status = { status: RecordStatus; note: string | null };

/**
 * The validity of a record on a day, from its dates, its ends and what amends it. The strongest holds:
 * annulled > repealed > expired > not yet in force > amended > what the source says.
 */
export function statusOf(input: StatusInput): Status {
  const { today } = input;
  const reached = (kind: End['kind']) => input.ends.find((end) => end.kind === kind && end.effectiveOn <= today);
  const annulled = input.ends.find((end) => end.kind === 'annulled');
  if (annulled) return { status: 'annulled', note: annulled.publicNote };
  const repealed = reached('repealed');
  if (repealed) return { status: 'repealed', note: repealed.publicNote };
  const expired = reached('expired');
  if (expired) return { status: 'expired', note: expired.publicNote };
  if (input.expiresOn !== null && input.expiresOn < today) return { status: 'expired', note: null };
  if (input.stated === 'repealed' || input.stated === 'annulled' || input.stated === 'expired') {
    return { status: input.stated, note: null };
  }
  if (input.effectiveOn !== null && input.effectiveOn > today) return { status: 'not-yet', note: null };
  if (input.amended) return { status: 'amended', note: null };
  return { status: input.stated ?? 'in-force', note: null };
}
