import { describe, expect, it } from 'vitest';
import { dataOf, factsFor, missingIn } from './act-data.ts';
import type { Field } from './act-specs.ts';
import { draftDataOf, kindFor } from './papers.ts';

const items: Field = { kind: 'list', name: 'items', label: '事项', add: '', least: 1 };
const reason: Field = { kind: 'words', name: 'reason', label: '理由' };
const note: Field = { kind: 'words', name: 'note', label: '说明', optional: true };

describe('the form of an act', () => {
  it('names what is missing and lets optional fields be', () => {
    expect(missingIn([items, reason, note], { items: ['  '], reason: '' })).toEqual(['事项', '理由']);
    expect(missingIn([items, reason, note], { items: ['', '甲'], reason: '因为' })).toEqual([]);
  });
  it('sends only its own fields, trimmed, without empty lines', () => {
    expect(dataOf('split', [items, reason, note], { items: [' 甲 ', ''], reason: ' 因为 ', note: ' ', service: 'x' })).toEqual({ items: ['甲'], reason: '因为', note: null });
  });
  it('knows a new third party by its name', () => {
    const name: Field = { kind: 'short', name: 'name', label: '名称' };
    expect(dataOf('ask-third-party', [name], { name: ' 某公司 ', taken: [] })).toEqual({ name: '某公司', party: '某公司' });
    expect(dataOf('ask-third-party', [name], { name: '某公司', taken: ['某公司', '乙公司'] })).toMatchObject({ party: '某公司（2）' });
    expect(dataOf('third-party-answered', [reason], { reason: '因为', taken: [] })).not.toHaveProperty('party');
  });
  it('takes the facts of a correction apart from the channel', () => {
    const field: Field = { kind: 'receipt', fixed: false, name: 'facts', label: '怎样来的' };
    const values = { facts: { channel: 'fax', facts: { confirmedOn: '2026-11-02' } } };
    expect(dataOf('receive-correction', [field], values)).toEqual({ channel: 'fax', facts: { confirmedOn: '2026-11-02' } });
    expect(dataOf('confirm-receipt', [field], values)).toEqual({ facts: { confirmedOn: '2026-11-02' } });
  });
});

describe('a period ordered by a decision or judgment', () => {
  const period: Field = { kind: 'period', name: 'period', label: '期限' };
  it('may be none, but not half of one', () => {
    expect(missingIn([period], { period: null })).toEqual([]);
    expect(missingIn([period], { period: { unit: 'days', length: 15 } })).toEqual([]);
    expect(missingIn([period], { period: { unit: 'until', until: '2026-12-01' } })).toEqual([]);
    expect(missingIn([period], { period: { unit: 'until' } })).toEqual(['期限']);
    expect(dataOf('reopen', [period], { period: null })).toEqual({ period: null });
  });
});

describe('facts of receipt', () => {
  it('asks for what counts in the channel, and for the arrival of letters', () => {
    expect(factsFor('in-person')).toEqual([]);
    expect(factsFor('signed-mail')).toEqual(['signedOn']);
    expect(factsFor('ordinary-mail')).toEqual(['arrivedOn', 'confirmedOn']);
    expect(factsFor('other')).toEqual(['publishedRuleOn', 'confirmedOn']);
  });
});

describe('the letter of an act', () => {
  it('depends on whom an agency letter goes to', () => {
    expect([kindFor('serve', {}), kindFor('serve', {}, 'correction-of-record')]).toEqual(['reply', 'rectification']);
    expect([kindFor('ask-agency', { role: 'co-producer' }), kindFor('ask-agency', { role: 'other' }), kindFor('note', {})]).toEqual(['co-producer-consultation', 'assistance-request', null]);
  });
  it('is drafted from what the form says so far', () => {
    expect(draftDataOf('notify-correction', { items: ['甲', ' '], answerBy: '2026-12-01', service: {}, why: '' })).toEqual({ items: ['甲'], answerBy: '2026-12-01' });
    expect(draftDataOf('ask-third-party', { name: '某公司', taken: [] })).toEqual({ name: '某公司' });
  });
});
