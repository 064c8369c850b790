// What the report of an agency and year is made of.
import type { CivilDate, Instant } from '@tongming/law';
import { z } from 'zod';
import type { ReportState } from '../../console-api/contract-report.ts';
import type { AgencyKind } from '../../platform/schema.ts';
import type { Figures } from './cells.ts';

export type { ReportState };

/** A figure by a person's hand: entered where nothing is counted, a correction where something is. */
export type Correction = { cell: string; value: number; computed: number | null; reason: string; by: string; at: Instant };

export const frozenSchema = z.object({
  shown: z.record(z.string(), z.number().nullable()), computed: z.record(z.string(), z.number().nullable()), feeIncome: z.number(),
});
/** Figures as they stood at submission. */
export type Frozen = z.output<typeof frozenSchema>;

export const sectionKeys = ['一', '五', '六'] as const;
export type SectionKey = (typeof sectionKeys)[number];
export const textsSchema = z.partialRecord(z.enum(sectionKeys), z.string().max(20_000));
export type Texts = z.output<typeof textsSchema>;

export type ReportRow = {
  agencyCode: string; year: number; state: ReportState; texts: Texts; frozen: Frozen | null; submittedOn: CivilDate | null;
  publishedOn: CivilDate | null; recordId: string | null; version: number;
};

export type TreeAgency = { code: string; name: string; kind: AgencyKind; parentCode: string | null; active: boolean };

/** Governments report for themselves, their departments and the levels below; all others for themselves (条例第四十九条). */
export function reportsForAll(kind: AgencyKind): boolean {
  return kind === 'government' || kind === 'zone' || kind === 'township';
}

/** One agency's share of a figure of its government. `source` 'submitted': as it handed in; 'counted': as counted now. */
export type Member = { code: string; name: string; source: 'submitted' | 'counted' | 'published' };
export type Computed = {
  /** What the platform counts, all members included. */
  computed: Figures;
  /** With what people entered and corrected, and the sums that follow. */
  shown: Figures;
  corrections: ReadonlyMap<string, Correction>;
  members: readonly Member[];
  memberFigures: ReadonlyMap<string, Figures>;
  /** Cells that stay blank because these agencies left them blank. */
  missing: ReadonlyMap<string, readonly string[]>;
  feeIncome: number;
};
