import type { Reason } from '../../../console-api/contract.ts';
import type { Party } from '../fold.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

const open = (list: readonly Party[], party: string): Party | undefined => list.find((p) => p.party === party && p.answeredOn === null);
const unknown = (party: string): Reason[] => [{ code: 'party-unknown', message: zh.refusal.partyUnknown(party), field: 'party' }];

/** 条例第三十四条 for who made the information too: no answer within its period is consent. Others have no period. */
export const askAgency: Verb<'ask-agency'> = {
  decide: ({ case: { folded: f }, data }) => (open(f.agencies, data.party) ? [{ code: 'party-known', message: zh.refusal.partyKnown(data.name), field: 'party' }] : []),
};
export const agencyReceived: Verb<'agency-received'> = {
  decide: ({ case: { folded: f }, data }) => (open(f.agencies, data.party)?.receivedOn === null ? [] : unknown(data.party)),
};
export const agencyAnswered: Verb<'agency-answered'> = {
  decide: ({ case: { folded: f }, data }) => (open(f.agencies, data.party) ? [] : unknown(data.party)),
};
/** 协办: a unit of the agency itself. The period goes on. */
export const askUnit: Verb<'ask-unit'> = {};
export const unitAnswered: Verb<'unit-answered'> = {
  decide: ({ case: { folded: f }, data }) => (f.units.some((u) => u.unit === data.unit && u.answeredOn === null) ? []
    : [{ code: 'unit-unknown', message: zh.refusal.unitUnknown(data.unit), field: 'unit' }]),
};
