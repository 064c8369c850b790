import { civilDate, outcomes } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { decisionData, emptyDecision, missingOfDecision, withOutcome, type DecisionDraft } from './decision.ts';

const none = { thirdParties: [] };
const silent = { thirdParties: [{ party: 'a', name: '甲', what: '', sentOn: civilDate('2026-10-12'), receivedOn: null, answerDue: null, answeredOn: null, consent: null, silence: '', reasons: null, toldOn: null }] };
const draft = (more: Partial<DecisionDraft>): DecisionDraft => ({ ...emptyDecision({ decision: null }), ...more });

describe('a decision', () => {
  it('asks for the result first, then for what that result needs', () => {
    expect(missingOfDecision(draft({}), none)).toEqual(['处理决定']);
    const partial = withOutcome(draft({}), 'partial');
    expect(partial.articles).toEqual(outcomes.find((o) => o.code === 'partial')?.basis);
    expect(missingOfDecision(partial, none)).toEqual(['查明的事实', '理由', '提供什么、怎样提供', '不予公开的部分']);
  });
  it('asks for a variant where the letter depends on it', () => {
    expect(missingOfDecision({ ...withOutcome(draft({}), 'granted'), facts: '查明' }, none)).toEqual(['情形', '引用的条款项', '提供什么、怎样提供']);
  });
  it('asks for the own judgement when a third party keeps silent: silence decides nothing', () => {
    expect(missingOfDecision({ ...withOutcome(draft({}), 'denied.process'), facts: '查明', reasons: '过程稿' }, silent)).toHaveLength(1);
  });
  it('leaves out what does not belong to the result', () => {
    const typed = draft({ outcome: 'denied.process', articles: ['第十六条'], facts: ' 查明 ', reasons: '过程稿', description: '复印件', withheld: [{ ground: 'denied.thirdParty', reason: '姓名' }], earlierCase: 'x', responsibleAgency: '乙局' });
    expect(decisionData(typed)).toMatchObject({ facts: '查明', provided: null, withheld: [], earlierCase: null, responsibleAgency: null, publicInterest: null });
  });
  it('keeps what was written when another result is chosen, and proposes its articles', () => {
    const next = withOutcome(draft({ outcome: 'partial', facts: '查明', articles: ['旧'] }), 'unable.needsCreation');
    expect(next).toMatchObject({ facts: '查明', variant: null });
    expect(next.articles).not.toContain('旧');
  });
});
