import { civilDate, type ReceiptChannel } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { deriveReceipt, emptyEntry, missingOf, requestOf, type Entry } from './entry-data.ts';

const on = civilDate;
const entry = (more: Partial<Entry> = {}): Entry => ({ ...emptyEntry('150500', on('2026-11-02')), ...more });
const derived = (channel: ReceiptChannel, facts: Entry['facts'], settings = {}) => deriveReceipt(entry({ channel, facts }), settings);

describe('the day of receipt while the form is filled in', () => {
  it('is the day of submission at the counter, with the end of the period', () => {
    const { receipt, replyBy } = derived('in-person', {});
    expect(receipt?.receivedOn).toBe('2026-11-02');
    expect(replyBy).toBe('2026-11-30');
  });
  it('waits for the confirmation of an ordinary letter, and remarks on a late one', () => {
    expect(derived('ordinary-mail', { arrivedOn: on('2026-11-04') })).toMatchObject({ receipt: { receivedOn: null }, replyBy: null });
    const late = derived('ordinary-mail', { arrivedOn: on('2026-11-04'), confirmedOn: on('2026-11-06') });
    expect(late.receipt).toMatchObject({ receivedOn: '2026-11-06' });
    expect(late.receipt?.notes).toHaveLength(1);
  });
  it('leaves out days typed for another channel', () => {
    expect(derived('in-person', { signedOn: on('2026-11-01'), confirmedOn: on('2026-11-09') })).toMatchObject({ receipt: { receivedOn: '2026-11-02' } });
  });
  it('says in words what cannot be', () => {
    expect(derived('signed-mail', { signedOn: on('2026-11-01') }).fault).toContain('早于');
  });
  it('follows the setting for mailboxes', () => {
    expect(derived('email', { arrivedOn: on('2026-11-03') }).receipt?.receivedOn).toBeNull();
    expect(derived('email', { arrivedOn: on('2026-11-03') }, { emailCounts: 'arrivedOn' }).receipt?.receivedOn).toBe('2026-11-03');
  });
});

describe('what is sent', () => {
  const full = entry({ channel: 'fax', facts: { confirmedOn: on('2026-11-03'), signedOn: on('2026-11-03') }, evidence: ' 传真记录 ', content: ' 草原奖补资金 ', applicant: { name: ' 那顺 ', representative: '甲', contact: '乙', phone: '139', email: '', address: '', postcode: '' } });
  it('names what is missing', () => {
    expect(missingOf(entry())).toHaveLength(4);
    expect(missingOf(full)).toEqual([]);
  });
  it('trims, drops what is not of the channel or of a person, and sends no empty identity', () => {
    const request = requestOf(full, on('2026-11-02'));
    expect(request.facts).toEqual({ confirmedOn: '2026-11-03' });
    expect(request.applicant).toEqual({ kind: 'naturalPerson', name: '那顺', representative: null, contact: null, phone: '139', email: null, address: null, postcode: null });
    expect(request).toMatchObject({ evidence: '传真记录', identity: null, request: { content: '草原奖补资金', documentNumber: null } });
  });
  it('keeps the representative of an organisation', () => {
    expect(requestOf({ ...full, kind: 'enterprise' }, on('2026-11-02')).applicant).toMatchObject({ representative: '甲', contact: '乙' });
  });
});
