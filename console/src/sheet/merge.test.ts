import type { Sheet } from '#contract';
import { describe, expect, test } from 'vitest';
import { choose, mergeSheets } from './merge.ts';

const base: Sheet = {
  kind: '通知' as Sheet['kind'], direction: 'down', form: 'ordinary', category: 'policy', urgency: null, title: '甲', publicTitle: null,
  addressees: ['各局'], copyTo: [], body: { type: 'doc', content: [] }, note: null, contact: null, sealed: true, jointAgencies: [],
  signers: [], attendees: null, theme: null, keywords: [], keywordsConfirmed: false, summary: null, articleItems: [],
  forwardsRecord: null, relations: [], numberCode: null, effectiveOn: null, expiresOn: null, publishAt: null,
  disclosure: { attribute: null, method: null, grounds: [] },
};

describe('two edits of one sheet', () => {
  test('what only one changed is taken without asking', () => {
    const result = mergeSheets(base, { ...base, title: '乙' }, { ...base, addressees: ['各旗'] });
    expect(result.clashes).toEqual([]);
    expect(result.merged).toMatchObject({ title: '乙', addressees: ['各旗'] });
  });

  test('what both changed is a clash, and a person chooses', () => {
    const theirs = { ...base, title: '丙', note: '附注' };
    const result = mergeSheets(base, { ...base, title: '乙' }, theirs);
    expect(result.clashes).toEqual(['title']);
    expect(result.merged).toMatchObject({ title: '乙', note: '附注' });
    expect(choose(result.merged, theirs, ['title']).title).toBe('丙');
  });

  test('another order of keys, or null for what is left out, is no change', () => {
    const stored = { ...base, disclosure: { grounds: [], method: null, attribute: null }, attendees: null };
    expect(mergeSheets(base, { ...base, title: '乙' }, stored)).toMatchObject({ clashes: [], mine: ['title'], theirs: [] });
  });

  test('what the server trimmed is not another person\'s change', () => {
    const sent = { ...base, title: '乙 ' };
    const stored = { ...base, title: '乙' };
    expect(mergeSheets(sent, sent, { ...stored, note: '附注' }, stored)).toMatchObject({ clashes: [], theirs: ['note'] });
  });

  test('the same change on both sides is no clash', () => {
    const same = { ...base, title: '乙' };
    expect(mergeSheets(base, same, { ...same }).clashes).toEqual([]);
  });
});
