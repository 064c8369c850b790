import { addDays, today } from '@tongming/law';
import { bodyFromText, renderPdf } from '@tongming/typeset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stageFile, verifyFile } from '../../../platform/files.ts';
import { drainOutbox } from '../../../platform/outbox.ts';
import { outboxHandlers, revise } from '../../drafting/index.ts';
import { drive, issued, refusalOf, step, testCity, type TestCity } from '../../drafting/testing.ts';
import { endRecord } from '../commands/end-record.ts';
import { channelsOf } from '../open/channels.ts';
import { sweepPublicFiles } from '../public-files.ts';
import { evidenceOf, missingChannels, recordChannels } from './queries.ts';
import { recordChannel, type Evidence } from './record-channel.ts';
import { removeChannel } from './remove-channel.ts';
import { channelSettings, saveChannelSettings } from './settings.ts';

let t: TestCity;
let id: string;
beforeAll(async () => {
  t = await testCity();
  id = (await issued(t, { category: 'normative' })).recordId ?? '';
});
afterAll(() => t.close());

const gazette = { channel: 'gazette', usedOn: today(), url: null, issue: '2026年第3期', isPublic: true, filePublic: false };
const enter = (change = {}, evidence: Evidence | null = null, of = id) => recordChannel(t.env, t.people.office, of, { ...gazette, ...change }, evidence);
const shown = async (of = id) => (await channelsOf(t.portalDb, [of])).get(of) ?? [];
const staged = async (name: string, bytes: Uint8Array): Promise<Evidence> => ({ name, staged: await stageFile(t.env.files, bytes, { name, limit: 1_000_000 }) });
const makePdf = async (text: string): Promise<Uint8Array> => (await renderPdf({
  form: 'letter', urgency: null, issuers: [{ name: '通辽日报' }], markSuffix: '', documentNumber: '', signers: [], title: '版面', addressees: [], body: bodyFromText(text),
  attachmentList: [], signatories: [], dateMade: today(), sealed: false, note: null, attachments: [], copyTo: [], printedBy: '', printedOn: null,
  meta: { language: 'zh-CN', author: '', publicCopy: false },
})).bytes;
const useOf = async (channel: string) => (await recordChannels(t.db, t.people.office, id)).uses.find((use) => use.channel === channel && use.removed === null)?.id ?? '';

describe('a channel a document was published through', () => {
  it('is on record and before the public, each entry with its journal row', async () => {
    await enter();
    expect(await shown()).toMatchObject([{ channel: 'gazette', name: '政府公报', usedOn: today(), issue: '2026年第3期', file: null }]);
    const view = await recordChannels(t.db, t.people.office, id);
    expect(view).toMatchObject({ portal: { url: `/records/${id}` }, editable: true, missing: [{ code: 'press' }] });
    const { action, after } = await t.db.selectFrom('core.journal').select(['action', 'after']).where('subjectId', '=', id).orderBy('id', 'desc').executeTakeFirstOrThrow();
    expect([action, after]).toMatchObject(['record.channel', { channel: 'gazette', isPublic: true }]);
  });

  it('is refused with all reasons', async () => {
    expect(await refusalOf(enter({ channel: 'portal', usedOn: addDays(today(), 1), issue: null, url: 'javascript:alert(1)' }))).toEqual(['channel-itself', 'channel-future', 'channel-url']);
    expect(await refusalOf(enter({ channel: 'pigeon', issue: null }))).toEqual(['channel-unknown', 'evidence-missing']);
    expect(await refusalOf(enter({ usedOn: '1990-01-01' }))).toEqual(['channel-before-made']);
    expect(await refusalOf(enter())).toEqual(['channel-already']);
    expect(await refusalOf(enter({ issue: '机密★1年 第3期' }))).toEqual(['classified']);
    await expect(recordChannel(t.env, t.people.drafter, id, gazette)).rejects.toMatchObject({ status: 403 });
    await expect(enter({}, null, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ status: 404 });
  });

  it('stays inside where the entry says so', async () => {
    await enter({ channel: 'press', issue: '内部签收单', isPublic: false });
    expect((await shown()).map((use) => use.channel)).toEqual(['gazette']);
    expect((await recordChannels(t.db, t.people.drafter, id)).uses).toHaveLength(2);
    const stranger = await recordChannels(t.db, t.people.stranger, id);
    expect(stranger.uses.map((use) => use.channel)).toEqual(['gazette']);
    expect(stranger.editable).toBe(false);
  });

  it('is taken back with a reason, kept on record, and may be entered again', async () => {
    expect(await refusalOf(removeChannel(t.db, t.people.office, id, await useOf('gazette'), { reason: '' }))).toEqual(['reason-missing']);
    const use = await useOf('gazette');
    await removeChannel(t.db, t.people.office, id, use, { reason: '期号写错' });
    expect(await shown()).toEqual([]);
    await expect(removeChannel(t.db, t.people.office, id, use, { reason: '再来一次' })).rejects.toMatchObject({ status: 409 });
    expect((await recordChannels(t.db, t.people.office, id)).uses).toContainEqual(expect.objectContaining({ id: use, removed: expect.objectContaining({ reason: '期号写错', by: 'office某' }) }));
    await enter();
    expect(await shown()).toHaveLength(1);
  });
});

describe('the evidence of it', () => {
  it('is inside unless the entry says otherwise, and then goes with the entry', async () => {
    const bytes = await makePdf('公报版面');
    await enter({ channel: 'radio', issue: null }, await staged('录音说明.pdf', bytes));
    expect((await shown()).map((use) => use.channel)).toEqual(['gazette']);
    const { hash } = await evidenceOf(t.db, t.people.office, id, await useOf('radio'));
    expect(await verifyFile(t.env.files, hash, 'open')).toBe('missing');
    await expect(evidenceOf(t.db, t.people.stranger, id, await useOf('radio'))).rejects.toMatchObject({ status: 404 });

    await enter({ channel: 'tv', issue: null, filePublic: true }, await staged('播出画面.pdf', bytes));
    expect(await shown()).toContainEqual(expect.objectContaining({ channel: 'tv', file: expect.objectContaining({ hash, name: '播出画面.pdf' }) }));
    expect(await verifyFile(t.env.files, hash, 'open')).toBe('ok');
    expect(await sweepPublicFiles(t.db, t.env.files, '2099-01-01T00:00:00.000Z' as Parameters<typeof sweepPublicFiles>[2])).toBe(0);
    await removeChannel(t.db, t.people.office, id, await useOf('tv'), { reason: '画面不清' });
    await drainOutbox(t.db, new Map(Object.entries(outboxHandlers(t.env))));
    expect(await verifyFile(t.env.files, hash, 'open')).toBe('missing');
  });

  it('is refused to the public in a form that may hide something, with personal data, or of a hidden entry', async () => {
    await expect(enter({ channel: 'tv', filePublic: true }, await staged('说明.txt', Buffer.from('说明')))).rejects.toMatchObject({ reasons: [{ code: 'evidence-type' }] });
    expect(await refusalOf(enter({ channel: 'tv', filePublic: true }, await staged('名单.pdf', await makePdf('张三 13800138000'))))).toEqual(['evidence-personal']);
    expect(await refusalOf(enter({ channel: 'tv', filePublic: true, isPublic: false }, await staged('画面.pdf', await makePdf('画面'))))).toEqual(['evidence-hidden']);
  });
});

describe('when the record changes', () => {
  it('entries outlive a revision, go with a withdrawal, and none is left for the public', async () => {
    const of = (await issued(t, { title: '关于试行新办法的通知', category: 'normative' })).recordId ?? '';
    await enter({ url: 'https://www.example.com/a', filePublic: true }, await staged('版面.pdf', await makePdf('第一版')), of);
    const before = await shown(of);
    const draft = await revise(t.env, t.people.drafter, of);
    await step(t, draft, 'submit');
    await drive(t, draft, 'issued');
    expect(await shown(of)).toEqual(before);
    await endRecord(t.db, t.people.office, of, { kind: 'withdrawn', effectiveOn: today(), ground: '内容有误', publicNote: '因内容有误撤回' });
    expect(await shown(of)).toEqual([]);
    await drainOutbox(t.db, new Map(Object.entries(outboxHandlers(t.env))));
    expect(await verifyFile(t.env.files, before[0]?.file?.hash ?? '', 'open')).toBe('missing');
    expect(await refusalOf(enter({ channel: 'tv', issue: null, filePublic: true }, await staged('画面.pdf', await makePdf('画面')), of))).toEqual(['evidence-record']);
  });
});

describe('normative documents without a required channel', () => {
  it('are listed until it is on record, by agency and channel', async () => {
    const fresh = (await issued(t, { title: '关于另一件事的规定', category: 'normative' })).recordId ?? '';
    const of = async (query = {}) => (await missingChannels(t.db, query)).items.find((row) => row.id === fresh)?.missing;
    expect(await of()).toEqual(['政府公报', '报刊']);
    await enter({}, null, fresh);
    expect(await of()).toEqual(['报刊']);
    expect(await of({ channel: 'gazette' })).toBeUndefined();
    expect(await of({ agency: '150500-ZFB' })).toBeUndefined();
    await enter({ channel: 'press', isPublic: false }, null, fresh);
    expect(await of()).toBeUndefined();
  });

  it('are pages that together hold each of them once', async () => {
    for (let i = 0; i < 3; i += 1) await issued(t, { title: `关于第${i}件事的规定`, category: 'normative' });
    const ids: string[] = [];
    let cursor: string | undefined;
    let total = 0;
    do {
      const page = await missingChannels(t.db, { limit: '2', ...(cursor === undefined ? {} : { cursor }) });
      ids.push(...page.items.map((row) => row.id));
      cursor = page.next ?? undefined;
      total = page.total;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(total);
    expect(ids).toHaveLength(total);
  });

  it('go by the settings of the office', async () => {
    const settings = await channelSettings(t.db);
    const refused = saveChannelSettings(t.db, t.people.office, { channels: settings.channels.filter((c) => c.code !== 'gazette' && c.code !== 'portal'), required: ['owl'] });
    expect(await refusalOf(refused)).toEqual(['channel-portal', 'channel-used', 'channel-required']);
    await expect(saveChannelSettings(t.db, t.people.drafter, settings)).rejects.toMatchObject({ status: 403 });
    await saveChannelSettings(t.db, t.people.office, { channels: [...settings.channels, { code: 'screen', name: '电子显示屏' }], required: ['portal'] });
    expect((await missingChannels(t.db, {})).total).toBe(0);
    await enter({ channel: 'screen', issue: '大厅' });
    expect((await shown()).map((use) => use.name)).toContain('电子显示屏');
  });
});
