// The gate (不予印发): no attribute, or withholding without lawful ground, does not go out. Each of its three locks is tried.
import { checkDisclosure, now } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sheet } from '../../console-api/contract.ts';
import { done, runCommand } from '../../platform/command.ts';
import { json } from '../../platform/database.ts';
import { journal } from '../../platform/journal.ts';
import { testActor } from '../../platform/testing.ts';
import { publishRecords, type EditionContent } from '../library/index.ts';
import { documentIn, draftOf, drive, noticeSheet, refusalOf, step, testCity, type TestCity } from './testing.ts';
import { enter, enterGated, loadCase, type Step } from './store.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const unlawful: [string, Sheet['disclosure'], string][] = [
  ['no attribute', { attribute: null, method: null, grounds: [] }, 'attribute-missing'],
  ['no method', { attribute: 'full', method: null, grounds: [] }, 'method-missing'],
  ['withheld without ground', { attribute: 'withheld', method: null, grounds: [] }, 'ground-missing'],
  ['withheld with an empty reason', { attribute: 'withheld', method: null, grounds: [{ code: 'process', reason: '无' }] }, 'reason-missing'],
  ['withheld and on request', { attribute: 'withheld', method: 'on-request', grounds: [{ code: 'process', reason: '讨论记录，尚未定论' }] }, 'method-on-withheld'],
  ['redacted without ground', { attribute: 'redacted', method: 'proactive', grounds: [] }, 'ground-missing'],
  ['state secrets', { attribute: 'withheld', method: null, grounds: [{ code: 'state-secret', reason: '属于国家秘密事项' }] }, 'classified'],
];

describe('lock 1: the types', () => {
  it('does not compile without a lawful disclosure', async () => {
    const id = await draftOf(t, noticeSheet());
    const { doc } = await loadCase(t.db, id);
    const move: Step = { event: 'issue', acting: { role: 'office', agencyCode: '150500' }, opinion: null, data: {}, set: {} };
    const attempts = (ctx: Parameters<typeof enter>[0]): Promise<unknown>[] => [
      // @ts-expect-error an ungated move does not lead to a gated state
      enter(ctx, doc, 'issued', move),
      // @ts-expect-error nor to printing
      enter(ctx, doc, 'printing', move),
      // @ts-expect-error a proposal is not a lawful disclosure
      enterGated(ctx, doc, 'issued', doc.sheet.disclosure, move),
      // @ts-expect-error nor is anything that only looks like one
      enterGated(ctx, doc, 'issued', { attribute: 'full', method: 'proactive', grounds: [], publicInterestOverride: null }, move),
    ];
    expect(attempts).toBeTypeOf('function');
  });

  it('stops at run time what was cast past the compiler', async () => {
    const forged = { attribute: 'full', method: 'proactive', grounds: [], publicInterestOverride: null };
    const content = { disclosure: { attribute: 'full', method: 'proactive', grounds: [] } } as Partial<EditionContent>;
    await expect(runCommand(t.db, testActor, async (ctx) => {
      await publishRecords(ctx, t.env.files, [{
        record: { agencyCode: '150500', externalId: null }, documentId: null, content: content as EditionContent,
        disclosure: forged as never, files: { renditions: [], attachments: [] }, publishedAt: now(),
      }]);
      return done(null, await journal(ctx, { action: 'test', subjectType: 'test', subjectId: '1' }));
    })).rejects.toThrow('without a lawful disclosure');
  });

  it('does not let a decision for one content publish another', async () => {
    const decided = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
    const content = { disclosure: { attribute: 'withheld', method: null, grounds: [] } } as Partial<EditionContent>;
    await expect(runCommand(t.db, testActor, async (ctx) => {
      await publishRecords(ctx, t.env.files, [{
        record: { agencyCode: '150500', externalId: null }, documentId: null, content: content as EditionContent,
        disclosure: decided.ok ? decided.value : ({} as never), files: { renditions: [], attachments: [] }, publishedAt: now(),
      }]);
      return done(null, await journal(ctx, { action: 'test', subjectType: 'test', subjectId: '1' }));
    })).rejects.toThrow('without a lawful disclosure');
  });
});

describe('lock 2: the commands', () => {
  it.each(unlawful)('refuses to submit: %s', async (_name, disclosure, code) => {
    const id = await draftOf(t, noticeSheet({ disclosure }));
    expect(await refusalOf(step(t, id, 'submit'))).toContain(code);
    expect((await documentIn(t, id)).state).toBe('drafting');
  });

  it.each(unlawful)('refuses to sign and to check what was changed behind its back: %s', async (_name, disclosure, code) => {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'signing');
    const set = {
      disclosureAttribute: disclosure.attribute, disclosureMethod: disclosure.method, disclosureGrounds: json(disclosure.grounds),
    };
    await t.db.updateTable('core.document').set(set).where('id', '=', id).execute();
    expect(await refusalOf(step(t, id, 'sign'))).toContain(code);
    await t.db.updateTable('core.document').set({ state: 'checking' }).where('id', '=', id).execute();
    expect(await refusalOf(step(t, id, 'check'))).toContain(code);
  });
});

describe('lock 3: the database', () => {
  it.each(unlawful)('refuses any gated state: %s', async (_name, disclosure) => {
    const id = await draftOf(t, noticeSheet({ disclosure }));
    if (disclosure.grounds.some((g) => g.reason === '无')) {
      await t.db.updateTable('core.document').set({ disclosureGrounds: json([{ code: 'process', reason: ' ' }]) }).where('id', '=', id).execute();
    }
    for (const state of ['registering', 'printing', 'dispatching', 'issued']) {
      const forced = t.db.updateTable('core.document').set({ state, documentNumber: '通政发〔2026〕99号' }).where('id', '=', id).execute();
      await expect(forced).rejects.toMatchObject({ constraint: 'document_gate' });
    }
  });

  it('refuses to print without a number, and a signature of the drafter', async () => {
    const id = await draftOf(t, noticeSheet());
    await expect(t.db.updateTable('core.document').set({ state: 'printing' }).where('id', '=', id).execute())
      .rejects.toMatchObject({ constraint: 'document_numbered' });
    const { draftedBy } = await documentIn(t, id);
    await expect(t.db.updateTable('core.document').set({ signedBy: draftedBy }).where('id', '=', id).execute())
      .rejects.toMatchObject({ constraint: 'document_four_eyes' });
  });

  it('refuses to take the disclosure away from what has passed', async () => {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'registering');
    await expect(t.db.updateTable('core.document').set({ disclosureAttribute: null }).where('id', '=', id).execute())
      .rejects.toMatchObject({ constraint: 'document_gate' });
  });
});
