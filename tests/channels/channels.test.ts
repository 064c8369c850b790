import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDFDocument } from 'pdf-lib';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { CITY_OFFICE, finish, issue, teamOf, upToSigned, ApiRefusal, type Team } from '../support/staff.ts';
import { publishIntakeKey } from '../../server/src/domains/foi/index.ts';
import { readCase, submitApplication } from '../../server/src/domains/foi/inbox.ts';
import { installationSecret } from '../../server/src/platform/config.ts';
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
}, 240_000);
afterAll(() => world.stop());

describe('the leak oracle', () => {
  it('finds the public paper everywhere (so it does look)', async () => {
    const walk = await walkPortal(world.base, ['温暖过冬'], [`/api/v1/records/${papers.open.recordId}`]);
    const where = walk.leaks.map((l) => l.channel);
    for (const channel of [/^\/records\/[\w-]+$/, /file\.pdf/, /file\.docx/, /file\.txt/, /^\/api\/v1\/records\/[\w-]+/]) {
      expect(where.some((w) => channel.test(w)), String(channel)).toBe(true);
    }
  });

  it('finds no hidden word in any channel, file, header or name', async () => {
    const ids = Object.values(papers).flatMap((p) => [p.id, p.recordId ?? p.id]);
    const probes = ids.flatMap((id) => [`/records/${id}`, `/api/v1/records/${id}`, ...['pdf', 'docx', 'txt'].map((f) => `/records/${id}/file.${f}`), ...[0, 1, 2].map((n) => `/records/${id}/attachments/${n}`)]);
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
  }, 120_000);
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
