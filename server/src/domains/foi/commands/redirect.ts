import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

/** An application that came to the wrong office of the platform, before it is registered. The receipt date stays. */
export const redirect: Verb<'redirect'> = {
  decide: async ({ ctx, case: c, data }) => {
    if (data.agencyCode === c.agency.code) return [{ code: 'agency-same', message: zh.refusal.agencySame, field: 'agencyCode' }];
    const agency = await ctx.tx.selectFrom('core.agency').select('code').where('code', '=', data.agencyCode).where('active', '=', true).executeTakeFirst();
    return agency ? [] : [{ code: 'agency-unknown', message: zh.refusal.noAgency(data.agencyCode), field: 'agencyCode' }];
  },
  effect: async ({ ctx, case: c, data }) => {
    await ctx.tx.updateTable('core.foiWords').set({ agencyCode: data.agencyCode }).where('caseId', '=', c.id).execute();
    return { agencyCode: data.agencyCode };
  },
};
