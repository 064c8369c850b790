import type { Reason } from '../../../console-api/contract.ts';
import type { Folded, Party } from '../fold.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

const open = (list: readonly Party[], party: string): Party | undefined => list.find((p) => p.party === party && p.answeredOn === null);
const unknown = (party: string): Reason[] => [{ code: 'party-unknown', message: zh.refusal.partyUnknown(party), field: 'party' }];

/** 条例第三十二条: in writing; the days it takes are left out of the period. */
export const askThirdParty: Verb<'ask-third-party'> = {
  decide: ({ case: { folded: f }, data }) => (open(f.thirdParties, data.party) ? [{ code: 'party-known', message: zh.refusal.partyKnown(data.name), field: 'party' }] : []),
};
export const thirdPartyReceived: Verb<'third-party-received'> = {
  decide: ({ case: { folded: f }, data }) => (open(f.thirdParties, data.party)?.receivedOn === null ? [] : unknown(data.party)),
};
/** Silence is no answer and is not put on record as one: the period ends by itself. */
export const thirdPartyAnswered: Verb<'third-party-answered'> = {
  decide: ({ case: { folded: f }, data }) => {
    const objects = data.consent !== 'yes' && (data.reasons === null || data.reasonable === null);
    return [
      ...(open(f.thirdParties, data.party) ? [] : unknown(data.party)),
      ...(objects ? [{ code: 'objection-reasons', message: zh.refusal.reasonsOfObjection, field: 'reasons' }] : []),
    ];
  },
};

/** Who objected with good reason, and whose information is disclosed all the same (第三十二条末句). */
export function overridden(f: Folded): Party[] {
  return f.decision?.publicInterest ? f.thirdParties.filter((p) => objects(p)) : [];
}
export function objects(p: Party): boolean {
  return p.consent !== null && p.consent !== 'yes' && p.reasonable !== false;
}

export const tellThirdParty: Verb<'tell-third-party'> = {
  decide: ({ case: { folded: f }, data }) => {
    const objected = f.thirdParties.some((p) => p.party === data.party && p.consent !== null && p.consent !== 'yes' && p.toldOn === null);
    return objected ? [] : [{ code: 'party-not-overridden', message: zh.refusal.partyNotOverridden(data.party), field: 'party' }];
  },
};
