// 删减后公开 and 不予公开, on everything this domain writes: what is withheld is in no row and no file of the public place.
import { readdir, readFile as read } from 'node:fs/promises';
import { join } from 'node:path';
import { extractPdfText, findInFile, renderPdf, type OfficialDocument } from '@tongming/typeset';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putFile, recordFile, stageFile, verifyFile } from '../../platform/files.ts';
import { asOwnerOf } from '../../platform/testing.ts';
import { today } from '@tongming/law';
import { attachFile } from './commands/attach-file.ts';
import { changeAttachment } from './commands/change-attachment.ts';
import { frameOf } from './official.ts';
import { loadCase } from './store.ts';
import { bodyOf, documentIn, draftOf, drive, issued, noticeSheet, refusalOf, step, testCity, type TestCity } from './testing.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const grounds = [{ code: 'third-party' as const, reason: '涉及个人隐私，第三方不同意公开' }];
const redacted = (change: Parameters<typeof noticeSheet>[0] = {}) => noticeSheet({
  disclosure: { attribute: 'redacted', method: 'proactive', grounds },
  body: bodyOf('现将处理结果通报如下。', { open: '当事人', hidden: '乌仁图雅', rest: '已整改到位。' }), ...change,
});

async function sampleDocument(): Promise<OfficialDocument> {
  const frame = frameOf(await loadCase(t.db, await draftOf(t, noticeSheet())), { documentNumber: '通政发〔2026〕1号', dateMade: today(), printedOn: null });
  return { ...frame, body: bodyOf('领取人宝音德力格尔，已经签收。') };
}

/** Everything in schema `open`, as text. */
async function openAsText(): Promise<string> {
  return asOwnerOf(t.ownerUrl, async (client) => {
    const tables = await client.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'open'`);
    const parts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ text: string | null }>(`select string_agg(x::text, '|') as text from open."${name}" x`);
      parts.push(rows[0]?.text ?? '');
    }
    return parts.join('\n');
  });
}

async function openFilesHold(word: string): Promise<string[]> {
  const root = join(t.env.files.root, 'open');
  const names = (await readdir(root, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name));
  const found: string[] = [];
  for (const name of names) {
    const bytes = await read(join(root, name));
    const kind = bytes.subarray(0, 4).toString('latin1') === '%PDF' ? 'pdf' : bytes.subarray(0, 2).toString('latin1') === 'PK' ? 'docx' : 'txt';
    if ((await findInFile(bytes, kind, [word])).length > 0) found.push(name);
  }
  return found;
}

describe('redacted', () => {
  it('publishes the redacted text and keeps the original inside', async () => {
    const doc = await issued(t, redacted());
    const open = await t.portalDb.selectFrom('open.record').selectAll().where('id', '=', doc.recordId ?? '').executeTakeFirstOrThrow();
    expect(open).toMatchObject({ attribute: 'redacted', bodyText: '现将处理结果通报如下。\n当事人□□□已整改到位。' });
    expect(await openAsText()).not.toContain('乌仁图雅');
    expect(await openFilesHold('乌仁图雅')).toEqual([]);
    const edition = await t.db.selectFrom('core.edition').select(['bodyText']).where('recordId', '=', doc.recordId ?? '').executeTakeFirstOrThrow();
    expect(edition.bodyText).toContain('乌仁图雅');
    const internal = await read(join(t.env.files.root, 'core', doc.printed?.internal.hash.slice(0, 2) ?? '', doc.printed?.internal.hash ?? ''));
    expect((await extractPdfText(internal)).join('')).toContain('乌仁图雅');
  });

  it('needs something to be marked', async () => {
    const id = await draftOf(t, redacted({ body: bodyOf('没有标记。') }));
    expect(await refusalOf(step(t, id, 'submit'))).toEqual(['redaction-missing']);
    const stray = await draftOf(t, redacted({ disclosure: { attribute: 'full', method: 'proactive', grounds: [] } }));
    expect(await refusalOf(step(t, stray, 'submit'))).toEqual(['redaction-stray']);
  });

  const leaks: [string, Parameters<typeof noticeSheet>[0], string][] = [
    ['elsewhere in the body', { body: bodyOf({ open: '当事人', hidden: '乌仁图雅', rest: '已整改。' }, '乌仁 图雅表示接受。') }, 'leak-body'],
    ['in the title', { title: '关于乌仁图雅有关问题的通知' }, 'leak-title'],
    ['in the summary', { summary: '乌仁图雅一案的处理' }, 'leak-field'],
    ['in the keywords', { keywords: ['乌仁图雅'] }, 'leak-field'],
    ['in a note', { note: '联系人乌仁图雅' }, 'leak-field'],
    ['in a relation', { relations: [{ type: 'based-on' as const, recordId: null, text: '乌仁图雅的来信' }] }, 'leak-field'],
    ['a single character in its context', { body: bodyOf({ open: '死亡', hidden: '三', rest: '人，受伤十人。' }, '合计死亡三人，受伤十人。') }, 'leak-body'],
  ];
  it.each(leaks)('stops at printing when the words are %s', async (_where, change, code) => {
    const id = await draftOf(t, redacted(change));
    await drive(t, id, 'printing');
    expect(await refusalOf(step(t, id, 'print'))).toContain(code);
    expect((await documentIn(t, id)).state).toBe('printing');
  });

  it('lets the public title stand for the original one', async () => {
    const doc = await issued(t, redacted({ title: '关于乌仁图雅有关问题的通知', publicTitle: '关于有关问题的通知' }));
    const open = await t.portalDb.selectFrom('open.record').select(['title', 'official']).where('id', '=', doc.recordId ?? '').executeTakeFirstOrThrow();
    expect(open.title).toBe('关于有关问题的通知');
    expect(JSON.stringify(open.official)).not.toContain('乌仁图雅');
  });

  it('stops at attachments that say the words, in text or name, and leaves withheld ones out', async () => {
    const id = await draftOf(t, redacted());
    const attach = async (name: string, text: string) =>
      attachFile(t.env, t.people.drafter, id, name, await stageFile(t.env.files, new TextEncoder().encode(text), { limit: 10_000, name }));
    const list = await attach('名单.txt', '一、乌仁图雅\n');
    const named = await attach('乌仁图雅.txt', '附件');
    await drive(t, id, 'printing');
    expect((await refusalOf(step(t, id, 'print'))).filter((c) => c.startsWith('leak'))).toEqual(expect.arrayContaining(['leak-attachment', 'leak-name']));
    await step(t, id, 'return', { opinion: '附件要处理' });
    await changeAttachment(t.env, t.people.drafter, id, list, { attribute: 'withheld', grounds });
    await changeAttachment(t.env, t.people.drafter, id, named, { publicName: '附件2.txt' });
    const doc = await drive(t, id, 'issued');
    const rows = await t.portalDb.selectFrom('open.attachment').select(['name', 'text']).where('recordId', '=', doc.recordId ?? '').execute();
    expect(rows).toEqual([{ name: '附件2.txt', text: '附件' }]);
    expect(await openAsText()).not.toContain('乌仁图雅');
    expect(await openFilesHold('乌仁图雅')).toEqual([]);
  });
});

describe('a PDF attachment', () => {
  it('is made anew without the marked words, and stops where they are not found', async () => {
    const { bytes } = await renderPdf(await sampleDocument());
    const id = await draftOf(t, redacted());
    const a = await attachFile(t.env, t.people.drafter, id, '名册.pdf', await stageFile(t.env.files, bytes, { limit: 10_000_000, name: '名册.pdf' }));
    const mark = (text: string) => changeAttachment(t.env, t.people.drafter, id, a, {
      attribute: 'redacted', grounds, redaction: { terms: [{ text, ground: 'third-party' }] },
    });
    await mark('宝音德力格尔不在其中');
    await drive(t, id, 'printing');
    expect(await refusalOf(step(t, id, 'print'))).toContain('redaction-missed');
    await step(t, id, 'return', { opinion: '删减词有误' });
    await mark('宝音德力格尔');
    const doc = await drive(t, id, 'issued');
    const open = await t.portalDb.selectFrom('open.attachment').selectAll().where('recordId', '=', doc.recordId ?? '').executeTakeFirstOrThrow();
    expect(open.text).toContain('领取人');
    expect(open.text).not.toContain('宝音德力格尔');
    expect(await openFilesHold('宝音德力格尔')).toEqual([]);
  });
});

describe('not for the public', () => {
  it('gives withheld and on-request documents a record and nothing in the public place', async () => {
    for (const disclosure of [
      { attribute: 'withheld' as const, method: null, grounds: [{ code: 'process' as const, reason: '讨论稿，尚未定论' }] },
      { attribute: 'full' as const, method: 'on-request' as const, grounds: [] },
    ]) {
      const doc = await issued(t, { title: '关于内部排查事项的通知', body: bodyOf('内部排查暗号海日汗。'), disclosure });
      const record = await t.db.selectFrom('core.record').select('indexNumber').where('id', '=', doc.recordId ?? '').executeTakeFirstOrThrow();
      expect(record.indexNumber).toMatch(/\/\d{4}-\d{5}$/);
      expect(await t.db.selectFrom('core.duty').select('id').where('subjectId', '=', doc.id).execute()).toEqual([]);
    }
    const open = await openAsText();
    expect(open).not.toContain('内部排查');
    expect(await openFilesHold('海日汗')).toEqual([]);
  });
});

describe('pictures', () => {
  it('publishes those of the public text and no others', async () => {
    const png = (n: number) => sharp({ create: { width: 20 + n, height: 20, channels: 3, background: '#c00' } }).png().toBuffer();
    const [shown, hidden] = await Promise.all([1, 2].map(async (n) => putFile(t.env.files, await png(n), { limit: 100_000, name: 'a.png' })));
    if (!shown || !hidden) throw new Error('no picture');
    const image = (hash: string, redact?: { ground: string }) => ({ type: 'image' as const, attrs: { file: hash, ...(redact ? { redact } : {}) } });
    const sheet = redacted({ body: { type: 'doc', content: [...bodyOf('如图。').content, image(shown.hash), image(hidden.hash, { ground: 'third-party' })] } });
    expect(await refusalOf(draftOf(t, sheet))).toEqual(['image-unknown']);
    await t.db.transaction().execute(async (tx) => { for (const file of [shown, hidden]) await recordFile(tx, file); });
    const doc = await drive(t, await draftOf(t, sheet), 'issued');
    expect(doc.recordId).not.toBeNull();
    expect([await verifyFile(t.env.files, shown.hash, 'open'), await verifyFile(t.env.files, hidden.hash, 'open')]).toEqual(['ok', 'missing']);
    expect(await openAsText()).not.toContain(hidden.hash);
  });
});
