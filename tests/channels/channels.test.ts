import { randomUUID } from 'node:crypto';
import { today } from '@tongming/law';
import { bodyFromText, findInFile, redactPdf, renderPdf } from '@tongming/typeset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDFDocument } from 'pdf-lib';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { CITY_OFFICE, OPENNESS_OFFICE, finish, issue, teamOf, upToSigned, ApiRefusal, type Team } from '../support/staff.ts';
import { publishIntakeKey } from '../../server/src/domains/foi/index.ts';
import { readCase, readLetterFile, submitApplication } from '../../server/src/domains/foi/inbox.ts';
import { installationSecret } from '../../server/src/platform/config.ts';
import { foiAct, judgedHeld, replyFor, staffNamed } from '../support/foi-staff.ts';
import { startWorld, type World } from '../support/world.ts';
import { searchPlace, walkPortal } from './oracle.ts';
import { pdfWithText } from './sample-pdf.ts';

// Every hidden thing has words of its own that stand nowhere else.
const hidden = {
  inBody: ['阿拉坦仓布', '柒号救助金账户'],
  inTitle: '乌兰塔娜',
  inAttachment: 'HUSHJINGMI7788',
  attachmentName: '受助人员银行账户明细',
  withheldBody: '内部磋商要点甲子',
  withheldTitle: '关于甲子事项处理意见的报告',
  onRequestBody: '依申请内容乙丑',
  onRequestTitle: '关于乙丑事项的函',
  draftBody: '未定稿内容丙寅',
  draftTitle: '关于丙寅事项的通知',
  withdrawnBody: '撤回内容丁卯',
};
const secrets = Object.values(hidden).flat();
const visible = '临时救助发放情况';

let world: World;
let team: Team;
const papers: Record<'redacted' | 'withheld' | 'onRequest' | 'draft' | 'withdrawn' | 'open', DocumentView> = {} as never;

const body = (...texts: (string | { secret: string; ground: string })[]) => ({
  type: 'doc' as const,
  content: [{
    type: 'paragraph' as const,
    content: texts.map((t) => (typeof t === 'string' ? { type: 'text' as const, text: t }
      : { type: 'text' as const, text: t.secret, marks: [{ type: 'redact' as const, attrs: { ground: t.ground } }] })),
  }],
});
const common = { addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true };
const privacy = { code: 'third-party' as const, reason: '涉及受助人员个人隐私，公开将损害其合法权益' };

beforeAll(async () => {
  world = await startWorld();
  team = await teamOf(world.base, CITY_OFFICE);
  papers.open = await issue(team, {
    ...common, kind: 'notice', title: '通辽市人民政府办公室关于做好冬季取暖救助工作的通知',
    body: body('为保障困难群众温暖过冬，现就做好取暖救助工作通知如下。'), disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  });
  papers.redacted = await issue(team, {
    ...common, kind: 'circular', title: `关于${hidden.inTitle}等人${visible}的通报`, publicTitle: `关于部分人员${visible}的通报`,
    body: body('经审核，', { secret: hidden.inBody[0] ?? '', ground: 'third-party' }, '等人符合条件，资金已拨付至', { secret: hidden.inBody[1] ?? '', ground: 'third-party' }, '，请各地做好后续工作。'),
    disclosure: { attribute: 'redacted', method: 'proactive', grounds: [privacy] },
    attachments: [
      { name: `${hidden.attachmentName}.pdf`, bytes: await pdfWithText(['Approved list', `Account ${hidden.inAttachment} of applicant`]), patch: { publicName: '发放情况.pdf', attribute: 'redacted', grounds: [privacy], redaction: { terms: [{ text: hidden.inAttachment, ground: 'third-party' }] } } },
    ],
  });
  papers.withheld = await issue(team, {
    ...common, kind: 'report', direction: 'up', form: 'upward', title: hidden.withheldTitle, addressees: ['内蒙古自治区人民政府'],
    signers: [{ agency: '通辽市人民政府办公室', name: '高云飞' }], body: body(`现将有关情况报告如下：${hidden.withheldBody}。`),
    disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'process', reason: '属于向上级机关的请示报告，系过程性信息' }] },
  });
  papers.onRequest = await issue(team, {
    ...common, kind: 'letter', direction: 'parallel', form: 'letter', title: hidden.onRequestTitle, body: body(`来函收悉。${hidden.onRequestBody}。`),
    disclosure: { attribute: 'full', method: 'on-request', grounds: [] },
  });
  papers.draft = await upToSigned(team, {
    ...common, kind: 'notice', title: hidden.draftTitle, body: body(`${hidden.draftBody}，请遵照执行。`), disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  });
  papers.withdrawn = await issue(team, {
    ...common, kind: 'notice', title: '关于丁卯事项的通知', body: body(`${hidden.withdrawnBody}，请遵照执行。`), disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  });
  await team.office.send('POST', `/records/${papers.withdrawn.recordId}/ends`, {
    kind: 'withdrawn', effectiveOn: papers.withdrawn.dateMade, ground: '内容有误，经批准撤回', publicNote: '因内容有误撤回，更正后重新发布。',
  });
});
afterAll(() => world.stop());

describe('the leak oracle', () => {
  it('finds the public paper everywhere (so it does look)', async () => {
    const walk = await walkPortal(world.base, ['温暖过冬', '冬季取暖救助'], [`/api/v1/records/${papers.open.recordId}`]);
    const where = walk.leaks.map((l) => l.channel);
    for (const channel of [/^\/records\/[\w-]+$/, /file\.pdf/, /file\.docx/, /file\.txt/, /file\.md/, /file\.xml/, /file\.json/, /^\/offline\.zip!d\//, /^\/offline\.zip!data\/p0\/docs\.js/, /^\/offline\.zip!list-1/,
      ...['pdf', 'docx', 'txt', 'md', 'xml', 'json'].map((format) => new RegExp(`^/records/download\\?format=${format}!.*\\.${format}`)), /^\/api\/v1\/records\/[\w-]+/, /^\/api\/v1\/records\.jsonl$/, /^\/api\/v1\/records\.csv$/, /^\/api\/v1\/changes/,
      /^\/feed\.xml$/, /^\/feed\.atom$/, /^\/feed\.json$/, /^\/oai\?verb=ListRecords&metadataPrefix=oai_dc$/, /^\/oai\?verb=ListRecords&metadataPrefix=zwgk$/]) {
      expect(where.some((w) => channel.test(w)), String(channel)).toBe(true);
    }
  });

  it('finds no hidden word in any channel, file, header or name', async () => {
    const ids = Object.values(papers).flatMap((p) => [p.id, p.recordId ?? p.id]);
    const probes = ids.flatMap((id) => [`/records/${id}`, `/api/v1/records/${id}`, ...['pdf', 'docx', 'txt', 'md', 'xml', 'json'].map((f) => `/records/${id}/file.${f}`), `/records/download?format=json&ids=${id}`, `/records/${id}/file.md?article=1`, ...[0, 1, 2].map((n) => `/records/${id}/attachments/${n}`)]);
    const walk = await walkPortal(world.base, secrets, probes);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(walk.pages).toBeGreaterThan(60);
    expect(walk.files).toBeGreaterThanOrEqual(7);
  });

  it('finds no hidden word in the public place itself', async () => {
    expect(await searchPlace(world.system, secrets)).toEqual([]);
  });

  it('shows the redacted paper with what remains', async () => {
    const page = await (await fetch(`${world.base}/records/${papers.redacted.recordId}`)).text();
    expect(page).toContain(`关于部分人员${visible}的通报`);
    expect(page).toContain('符合条件');
    expect(page).toContain('删减');
  });

  it('keeps both versions, apart', async () => {
    const inside = await team.office.get<DocumentView>(`/documents/${papers.redacted.id}`);
    expect(JSON.stringify(inside.sheet.body)).toContain(hidden.inBody[0]);
  });

  it('answers for what is not public as for what does not exist, and for what was withdrawn with a tombstone', async () => {
    for (const paper of [papers.withheld, papers.onRequest, papers.draft]) {
      expect((await fetch(`${world.base}/records/${paper.recordId ?? paper.id}`)).status).toBe(404);
    }
    const gone = await fetch(`${world.base}/records/${papers.withdrawn.recordId}`);
    expect(gone.status).toBe(410);
    expect((await fetch(`${world.base}/records/${papers.withdrawn.recordId}/file.pdf`)).status).toBeGreaterThanOrEqual(404);
  });
});

describe('an application for disclosure', () => {
  const applicant = { name: '呼日勒巴图', phone: '04750000911', content: '戊辰牧场草原补奖发放明细' };
  it('shows on no public page, feed or interface, and nobody reads it without its code', async () => {
    await publishIntakeKey({ db: world.system.db, secret: installationSecret(world.system.config.dataFolder) });
    const { receiptNumber, queryCode } = await submitApplication(world.system.portalDb, {
      agencyCode: '150500-ZFB',
      applicant: { kind: 'naturalPerson', name: applicant.name, representative: null, contact: null, phone: applicant.phone, email: null, address: '通辽市科尔沁区某街', postcode: null },
      request: { content: applicant.content, documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null },
      identity: { type: '居民身份证', number: '150502200001010000' },
    });
    await expect.poll(() => world.system.db.selectFrom('core.foiCase').select('id').where('receiptNumber', '=', receiptNumber).executeTakeFirst()).toBeDefined();
    const words = [applicant.name, applicant.phone, applicant.content, '150502200001010000'];
    const walk = await walkPortal(world.base, words, ['/apply/', '/apply/query', '/apply/150500-ZFB', `/apply/case?number=${receiptNumber}`]);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(await searchPlace(world.system, words)).toEqual([]);
    expect(await readCase(world.system.portalDb, receiptNumber, 'AAAA-BBBB-CCCC')).toBeNull();
    expect(await readCase(world.system.portalDb, receiptNumber, queryCode)).toMatchObject({ number: receiptNumber, applicantName: applicant.name });
  });
});

describe('a comment on an annual report', () => {
  const [waiting, contact, rejected, answered] = ['己巳年报图表看不清', '04750000922', '庚午与年报无关的话', '壬申建议附上数据表'];
  it('is seen on no channel until the office publishes it with its answer', async () => {
    const { db } = world.system;
    const source = await db.selectFrom('open.record').selectAll().where('id', '=', papers.open.recordId ?? '').executeTakeFirstOrThrow();
    const [id, indexNumber] = [randomUUID(), source.indexNumber.replace(/\d{5}$/, '99999')];
    await db.insertInto('core.record').values({ id, agencyCode: source.agencyCode, indexNumber, externalId: null, kind: 'report', category: 'annual-report' }).execute();
    await db.insertInto('open.record').values({ ...source, id, indexNumber, kind: 'report', category: 'annual-report', title: '2025年政府信息公开工作年度报告', body: null, official: null }).execute();
    for (const words of [waiting, rejected, answered]) {
      const sent = await fetch(`${world.base}/records/${id}/comments`, { method: 'POST', body: new URLSearchParams({ words, signature: '', contact }) });
      expect(sent.status).toBe(200);
    }
    const taken = () => db.selectFrom('core.reportComment').select(['id', 'words', 'version']).where('recordId', '=', id).execute();
    await expect.poll(async () => (await taken()).length).toBe(3);
    const idOf = async (words: string) => (await taken()).find((row) => row.words === words)?.id ?? '';
    const { drafter: clerk } = await teamOf(world.base, OPENNESS_OFFICE);
    await clerk.send('POST', `/report-comments/${await idOf(rejected)}/decision`, { act: 'reject', version: 1, reason: '与年报无关' });
    await clerk.send('POST', `/report-comments/${await idOf(answered)}/decision`, { act: 'publish', version: 1, answer: '已经补上。' });
    const probes = [`/records/${id}`, `/records/${id}/comments`, `/api/v1/records/${id}`];
    const walk = await walkPortal(world.base, [waiting, contact, rejected], probes);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(await searchPlace(world.system, [waiting, contact, rejected])).toEqual([]);
    expect(await (await fetch(`${world.base}/records/${id}`)).text()).toContain(answered);
  });
});

describe('an answer that withholds a part', () => {
  const withheld = ['图门乌力吉', '玖号补偿账户庚午'];
  const told = '补偿标准按每亩计算';
  it('holds what was withheld in no layer of anything the applicant gets, and on no channel', async () => {
    const { receiptNumber, queryCode } = await submitApplication(world.system.portalDb, {
      agencyCode: '150500-ZWGK',
      applicant: { kind: 'naturalPerson', name: '额尔敦巴特', representative: null, contact: null, phone: '04750000922', email: null, address: null, postcode: null },
      request: { content: '公开专线改造补偿协议', documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null },
      identity: { type: '居民身份证', number: '150502200001010000' },
    });
    const caseOf = () => world.system.db.selectFrom('core.foiCase').select('id').where('receiptNumber', '=', receiptNumber).executeTakeFirst();
    await expect.poll(caseOf).toBeDefined();
    const { id } = await caseOf() ?? { id: '' };
    const [clerk, legality, secrecy, signer, stranger] = await Promise.all(['乌云其其格', '宝音图', '马守正', '高云飞', '赵春燕'].map((name) => staffNamed(world.base, name)));
    if (!clerk || !legality || !secrecy || !signer || !stranger) throw new Error('somebody is missing');
    await judgedHeld(clerk, id, today());
    const original = (await renderPdf({
      form: 'letter', urgency: null, issuers: [{ name: '通辽市政务公开工作领导小组办公室' }], markSuffix: '', documentNumber: '', signers: [], title: '补偿协议', addressees: [],
      body: bodyFromText(`甲方与${withheld[0]}约定：${told}，款项付至${withheld[1]}。`), attachmentList: [], signatories: [], dateMade: today(), sealed: false, note: null,
      attachments: [], copyTo: [], printedBy: '', printedOn: null, meta: { language: 'zh-CN', author: '', publicCopy: false },
    })).bytes;
    const give = (purpose: string, bytes: Uint8Array) => clerk.upload<{ id: string }>(`/foi/cases/${id}/files?purpose=${purpose}`, '补偿协议.pdf', bytes);
    await give('evidence', original);
    const decision = (fileId: string) => ({
      outcome: 'partial', articles: ['《中华人民共和国政府信息公开条例》第三十七条'], facts: '协议由本机关保存', reasons: '属于内部事务信息，涉及个人账户', withheld: [{ ground: 'denied.internalAffairs', reason: '个人账户' }],
      provided: { description: '区分处理后的协议', fileIds: [fileId], recordIds: [], pages: 1 },
    });
    const pass = async (fileId: string): Promise<void> => {
      await foiAct(clerk, id, 'decide', decision(fileId));
      await foiAct(legality, id, 'pass-legality', { opinion: '合法' });
      await foiAct(secrecy, id, 'clear-secrecy', { conclusion: '不涉密' });
      await foiAct(signer, id, 'approve');
    };
    // The unredacted file does not get out even when everybody has passed it.
    await pass((await give('provided', original)).id);
    await expect(replyFor(clerk, id, withheld)).rejects.toMatchObject({ refusal: { code: 'paper-refused' } });
    await foiAct(signer, id, 'return', { reason: '提供的文件没有遮盖' });
    const { bytes } = await redactPdf(original, { terms: withheld.map((text) => ({ text, ground: 'third-party' })) });
    await pass((await give('provided', bytes)).id);
    const reply = await replyFor(clerk, id, withheld);
    await foiAct(clerk, id, 'serve', { paperId: reply.id, service: { via: 'counter', tracking: null, to: '额尔敦巴特', evidence: null } });

    const view = await readCase(world.system.portalDb, receiptNumber, queryCode);
    expect(view?.letters.flatMap((letter) => letter.files)).toHaveLength(2);
    const read = await Promise.all(view?.letters.flatMap((letter) => letter.files).map((file) => readLetterFile(world.system.files, file)) ?? []);
    const docx = await clerk.bytes(`/foi/papers/${reply.id}/file.docx`);
    for (const [kind, file] of [...read.map((file) => ['pdf', file] as const), ['docx', docx] as const]) expect(await findInFile(file, kind, withheld)).toEqual([]);
    expect((await Promise.all(read.map((file) => findInFile(file, 'pdf', [told])))).flat().length).toBeGreaterThan(0);
    expect(JSON.stringify(view)).not.toMatch(new RegExp(withheld.join('|')));

    await clerk.send('POST', `/foi/cases/${id}/archive`, { incompleteReason: '测试' });
    for (const file of ['archive.pdf', 'manifest.json']) {
      expect((await fetch(`${world.base}/api/console/foi/cases/${id}/${file}`)).status).toBe(401);
      await expect(stranger.bytes(`/foi/cases/${id}/${file}`)).rejects.toMatchObject({ status: 404 });
    }
    const words = [...withheld, '额尔敦巴特', '04750000922', told];
    const walk = await walkPortal(world.base, words, ['/apply/', '/apply/query', '/apply/150500-ZWGK', `/apply/case?number=${receiptNumber}`, '/openness/150500-ZWGK']);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(await searchPlace(world.system, words)).toEqual([]);
  });
});

describe('the gate', () => {
  const plain = { ...common, kind: 'notice' as const, body: body('请遵照执行。') };
  const refusalOf = async (work: Promise<unknown>): Promise<string[]> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof ApiRefusal) return error.refusal.reasons.map((r) => r.code);
      throw error;
    }
    return [];
  };
  it('does not let a paper without attribute past submission', async () => {
    expect(await refusalOf(upToSigned(team, { ...plain, title: '关于无属性事项的通知', disclosure: { attribute: null, method: null, grounds: [] } }))).toContain('attribute-missing');
  });
  it('does not let a paper be withheld without a lawful ground', async () => {
    expect(await refusalOf(upToSigned(team, { ...plain, title: '关于无理由事项的通知', disclosure: { attribute: 'withheld', method: null, grounds: [] } }))).toContain('ground-missing');
  });
  it('refuses a secrecy marking and stores nothing of it', async () => {
    expect(await refusalOf(upToSigned(team, { ...plain, title: '关于辛未事项的通知', body: body('机密★1年'), disclosure: { attribute: 'full', method: 'proactive', grounds: [] } }))).toContain('classified');
    const stored = await world.system.db.selectFrom('core.document').select('id').where('title', 'like', '%辛未%').execute();
    expect(stored).toEqual([]);
  });
  it('has a last lock in the database', async () => {
    const doc = await upToSigned(team, { ...plain, title: '关于绕行事项的通知', disclosure: { attribute: 'full', method: 'proactive', grounds: [] } });
    await expect(world.system.db.updateTable('core.document').set({ state: 'registering', disclosureAttribute: null }).where('id', '=', doc.id).execute())
      .rejects.toThrow(/document_gate/);
    const done = await finish(team, doc);
    expect(done.state).toBe('issued');
  });
});

it('re-made PDF attachments keep their pages', async () => {
  const response = await fetch(`${world.base}/records/${papers.redacted.recordId}/attachments/1`);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect((await PDFDocument.load(await response.arrayBuffer())).getPageCount()).toBe(1);
});
