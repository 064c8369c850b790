// 编制 → 报送 → 公布. Nothing else sets the state.
import type { ReportAct, ReportState } from '../../console-api/contract-report.ts';

export type Step = { to: ReportState; reason: boolean };
export const machine: Readonly<Record<ReportState, Readonly<Partial<Record<ReportAct, Step>>>>> = {
  draft: { submit: { to: 'submitted', reason: false } },
  submitted: { return: { to: 'draft', reason: true }, publish: { to: 'published', reason: false } },
  // A published report stands until its correction is published in its place.
  published: { revise: { to: 'draft', reason: true } },
};
export const reportActs = ['submit', 'return', 'publish', 'revise'] as const satisfies readonly ReportAct[];
