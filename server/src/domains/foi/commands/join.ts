import { randomUUID } from 'node:crypto';
import type { FoiState } from '../../../console-api/contract-foi.ts';
import type { Reason } from '../../../console-api/contract.ts';
import { sameApplicant } from '../likeness.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';
import { projectStatus } from '../status.ts';
import { append, loadCase, type Case } from '../store.ts';

const joinable: ReadonlySet<FoiState> = new Set(['handling', 'reviewing', 'approving', 'serving']);

/** 合并答复: one letter for several applications of one applicant. Each keeps its receipt, its due date and its count. */
export const join: Verb<'join'> = {
  decide: async ({ ctx, case: c, data }) => {
    const others = await Promise.all(othersThan(data.caseIds, c).map((id) => loadCase(ctx.tx, id, false, c.settings)));
    const faults = (ok: (o: Case) => boolean, code: string, message: string): Reason[] => (others.every(ok) ? [] : [{ code, message, field: 'caseIds' }]);
    return [
      ...faults((o) => o.agency.code === c.agency.code, 'join-agency', zh.refusal.joinAgency),
      ...faults((o) => sameApplicant(o, c), 'join-applicant', zh.refusal.joinApplicant),
      ...faults((o) => joinable.has(o.folded.state), 'join-state', zh.refusal.joinState),
    ];
  },
  fill: async ({ case: c, data }) => ({ caseIds: [...new Set([c.id, ...data.caseIds])], group: data.group ?? c.folded.group ?? randomUUID() }),
  effect: async ({ ctx, case: c, data, on }) => {
    for (const id of othersThan(data.caseIds, c)) {
      const { after } = await append(ctx, await loadCase(ctx.tx, id, true, c.settings), { type: 'join', on, data });
      await projectStatus(ctx, after);
    }
    return {};
  },
};

/** In one order everywhere, so that two clerks who join the same cases wait for each other and not in a circle. */
function othersThan(ids: readonly string[], c: Case): string[] {
  return [...new Set(ids)].filter((id) => id !== c.id).sort();
}
