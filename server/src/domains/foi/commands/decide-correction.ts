import type { Reason } from '../../../console-api/contract.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

const t = zh.refusal;

/** 条例第四十一条: who is competent checks and corrects; who is not hands it on, or says to whom it belongs. */
export const decideCorrection: Verb<'decide-correction'> = {
  decide: ({ case: { folded: f }, data }) => {
    const { competent } = f.findings;
    const handedOn = data.result === 'transferred';
    const wanted = handedOn ? 'not-responsible' : 'ours';
    const found: [boolean, Reason][] = [
      [f.findings.complete !== 'complete', { code: 'step-missing', message: t.stepMissing(zh.steps.complete.name) }],
      [competent === null, { code: 'step-missing', message: t.stepMissing(zh.steps.competent.name) }],
      [competent !== null && competent !== wanted, { code: 'correction-competence', message: handedOn ? t.correctionOurs : t.correctionNotOurs, field: 'result' }],
      [handedOn && data.agency === null, { code: 'correction-agency', message: t.correctionAgency, field: 'agency' }],
      [data.result !== 'corrected' && data.reasons.length < 2, { code: 'reasons-missing', message: t.correctionReasons, field: 'reasons' }],
    ];
    return found.flatMap(([wrong, reason]) => (wrong ? [reason] : []));
  },
};
