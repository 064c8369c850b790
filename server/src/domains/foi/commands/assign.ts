import type { FoiAct } from '../../../console-api/contract-foi.ts';
import type { Reason } from '../../../console-api/contract.ts';
import { zh } from '../messages.ts';
import type { Verb, Work } from '../perform.ts';
import { handlerRoles } from '../policy.ts';

async function holder({ ctx, case: c, data }: Work<'assign' | 'hand-over'>): Promise<Reason[]> {
  const found = await ctx.tx.selectFrom('core.roleAssignment as r').innerJoin('core.person as p', 'p.id', 'r.personId').select('p.id')
    .where('p.id', '=', data.personId).where('p.active', '=', true).where('r.agencyCode', '=', c.agency.code).where('r.role', 'in', [...handlerRoles])
    .executeTakeFirst();
  return found ? [] : [{ code: 'person-unknown', message: zh.refusal.personUnknown, field: 'personId' }];
}

export const assign: Verb<'assign'> = { decide: holder };
/** By who has the case now; the note says how far it has come. */
export const handOver: Verb<'hand-over'> = { decide: holder };
/** For the record only. */
export const note: Verb<Extract<FoiAct, 'note'>> = {};
