import type { FoiDutyCode } from '@tongming/law';
import type { FoiState } from '../../../console-api/contract-foi.ts';
import type { DataOf } from '../model.ts';
import { zh } from '../messages.ts';
import { outcomeOf } from '@tongming/law';
import type { Verb } from '../perform.ts';

/** 撤回: by the applicant, at any time before the answer. */
export const withdraw: Verb<'withdraw'> = {};

const unfit: Record<DataOf<'close'>['outcome'], { state: FoiState; duty: FoiDutyCode | null }> = {
  'other.noCorrection': { state: 'correcting', duty: 'correction-answer' },
  'other.noPayment': { state: 'awaiting-payment', duty: 'fee-payment' },
  'other.misc': { state: 'handling', duty: null },
};

/** 结案 without an answer, once the applicant's period is over. A good excuse is weighed before, by not closing. */
export const close: Verb<'close'> = {
  decide: ({ case: c, on, data }) => {
    const { state, duty } = unfit[data.outcome];
    if (c.folded.state !== state) {
      return [{ code: 'close-unfit', message: zh.refusal.closeUnfit(outcomeOf(data.outcome).label, zh.states[c.folded.state]), field: 'outcome' }];
    }
    const open = duty && c.standing.clock?.duties.findLast((d) => d.code === duty && d.doneOn === null);
    return open && on <= open.due ? [{ code: 'close-early', message: zh.refusal.closeEarly(open.due), field: 'on' }] : [];
  },
};
