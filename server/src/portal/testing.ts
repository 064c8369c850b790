// Factories of public data for tests of the portal: rows of `open` as the projection writes them.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, civilDate, foiReplyClock, instant, now, type CivilDate, type Instant } from '@tongming/law';
import { bodyToText, type Block, type Body } from '@tongming/typeset';
import type { Insertable } from 'kysely';
import type { ApplicantView } from '../domains/foi/inbox.ts';
import { makeReceiptNumber } from '../domains/foi/receipt-number.ts';
import { intakeKeyOf, keysOfCode, makeQueryCode, sealTo } from '../domains/foi/seal.ts';
import { json, type Db } from '../platform/database.ts';
import { fileStore, type FileStore } from '../platform/files.ts';
import type { DB } from '../platform/schema.ts';
import { indexRecord } from '../platform/search-index.ts';
import { testDatabase, type TestDatabase } from '../platform/testing.ts';
import { portalApp, type PortalOptions } from './app.ts';

export type TestPortal = {
  t: TestDatabase;
  files: FileStore;
  app: ReturnType<typeof portalApp>;
  /** A request as a browser of www.example.gov.cn sends it. */
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  text: (path: string) => Promise<string>;
  post: (path: string, form: Record<string, string> | FormData, headers?: Record<string, string>) => Promise<Response>;
  drop: () => Promise<void>;
};

export const testOrigin = 'http://www.example.gov.cn';

/** The portal over a fresh database and an empty file store. */
export async function testPortal(options: Partial<PortalOptions> = {}): Promise<TestPortal> {
  const t = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tongming-portal-'));
  const files = fileStore(folder);
  const config = { publicUrl: null, trustedProxies: 0, fontFolder: null };
  const app = portalApp({ db: t.portalDb, files, config, demo: true, ...options });
  const send = async (path: string, init: RequestInit) =>
    app.request(`${testOrigin}${path}`, { ...init, headers: { host: 'www.example.gov.cn', ...init.headers } });
  return {
    t, files, app,
    get: (path, headers = {}) => send(path, { headers }),
    text: async (path) => (await send(path, {})).text(),
    post: (path, form, headers = {}) => send(path, { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form), headers }),
    drop: async () => {
      await t.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type RecordRow = Insertable<DB['open.record']>;
export type RecordSeed = Partial<Omit<RecordRow, 'body' | 'official'>> & { body?: Body | null; official?: unknown };

const newestDay = civilDate('2026-11-20');
let serial = 0;

/** A public record with plausible values for all that is not given. Returns its id. */
export async function seedRecord(db: Db, seed: RecordSeed = {}): Promise<string> {
  serial += 1;
  const id = seed.id ?? randomUUID();
  const day: CivilDate = civilDate(seed.datePublished ?? addDays(newestDay, -serial));
  const body = seed.body === undefined ? paragraphs('各旗县市区人民政府，开发区管委会：', '现将有关事项通知如下。') : seed.body;
  const bodyText = seed.bodyText ?? (body === null ? '' : bodyToText(body));
  const row = {
    externalId: null, indexNumber: `011611213/${day.slice(0, 4)}-${String(serial).padStart(5, '0')}`, agencyCode: '150500', agencyName: '通辽市人民政府',
    issuer: '通辽市人民政府', regionCode: '150500', kind: 'notice', category: 'policy', title: `关于做好第${serial}项工作的通知`,
    documentNumber: `通政发〔${day.slice(0, 4)}〕${serial}号`, numberCode: '通政发', numberYear: Number(day.slice(0, 4)), numberSeq: serial,
    dateMade: addDays(day, -3), publishedAt: instant(`${day}T01:30:00Z`), theme: '综合政务\\政务公开', keywords: ['政务公开'], summary: null,
    articleItems: ['20-1'], status: 'in-force' as const, statusNote: null, effectiveOn: null, expiresOn: null, attribute: 'full' as const, edition: 1,
    language: 'zh-CN', updatedAt: instant(`${day}T01:30:00Z`), ...seed, id, datePublished: day, bodyText,
  };
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('open.record').values({ ...row, body: json(body), official: json(seed.official ?? null) }).execute();
    await indexRecord(tx, [{ id, title: row.title, documentNumber: row.documentNumber ?? null, bodyText, keywords: row.keywords, dateMade: row.dateMade ?? null, attachmentsText: '' }]);
    await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'published', tags: ['records'] }).execute();
  });
  return id;
}

export function paragraphs(...lines: string[]): Body {
  return { type: 'doc', content: lines.map((text): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] })) };
}

export type AgencySeed = Partial<Omit<Insertable<DB['open.agency']>, 'openness'>> & { openness?: unknown };

export async function seedAgency(db: Db, seed: AgencySeed = {}): Promise<void> {
  await db.insertInto('open.agency').values({
    code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', parentCode: null, kind: 'government', uscc: null, position: 0,
    ...seed,
    openness: json(seed.openness ?? {
      office: '通辽市人民政府办公室政务公开科', address: '通辽市科尔沁区（演示地址）', hours: '工作日 8:30—12:00，14:30—17:30', phone: '0475-0000000',
      fax: '0475-0000001', email: 'zwgk@example.invalid', postcode: '028000', duties: '负责推进、指导、协调、监督全市政务公开工作。', departments: ['综合科', '政务公开科'],
    }),
  }).onConflict((c) => c.column('code').doNothing()).execute();
}

export async function seedTombstone(db: Db, id: string = randomUUID(), at: Instant = instant('2026-10-01T02:00:00Z')): Promise<string> {
  await db.insertInto('open.tombstone').values({
    id, indexNumber: '011611213/2026-09999', agencyCode: '150500', agencyName: '通辽市人民政府', withdrawnAt: at, reason: '内容有误，更正后重新公开',
  }).execute();
  return id;
}

const departments = [
  ['150500-fgw', '通辽市发展和改革委员会'], ['150500-jyj', '通辽市教育局'], ['150500-mzj', '通辽市民政局'], ['150500-rsj', '通辽市人力资源和社会保障局'],
  ['150500-zrzyj', '通辽市自然资源局'], ['150500-zjj', '通辽市住房和城乡建设局'], ['150500-wjw', '通辽市卫生健康委员会'],
] as const;
const themes = ['综合政务\\政务公开', '科技、教育\\教育', '民政、扶贫、救灾\\社会救助', '卫生、体育\\卫生', '城乡建设、环境保护\\城乡建设（含住房）', '劳动、人事、监察\\社会保障', '财政、金融、审计\\财政'];
const subjects = ['城市供热', '义务教育招生', '最低生活保障', '基层医疗卫生', '住房公积金', '就业创业补贴', '农牧业保险', '营商环境', '政务服务一次告知', '安全生产检查'];
const kinds = [['notice', '通知'], ['opinion', '意见'], ['proclamation', '公告'], ['circular', '通报'], ['letter', '函']] as const;
const categories = ['policy', 'normative', 'policy', 'normative', 'other'] as const;
const statuses = ['in-force', 'in-force', 'in-force', 'amended', 'repealed', 'expired', 'not-yet', 'unknown'] as const;

/** A small city with some sixty records of every kind, status and category, so that no page is empty. */
export async function seedCity(db: Db): Promise<{ rich: string; law: string; redacted: string; repealed: string; tombstone: string }> {
  await db.insertInto('open.region').values([
    { code: '150500', name: '通辽市', parentCode: null, level: 'city' }, { code: '150502', name: '科尔沁区', parentCode: '150500', level: 'county' },
    { code: '150502001', name: '科尔沁街道', parentCode: '150502', level: 'township' },
  ]).execute();
  await seedAgency(db);
  await seedAgency(db, { code: '150500-bgs', name: '通辽市人民政府办公室', shortName: '市政府办', parentCode: '150500', kind: 'office', position: 1 });
  for (const [i, [code, name]] of departments.entries()) await seedAgency(db, { code, name, shortName: name, parentCode: '150500', kind: 'department', position: 10 + i });
  await seedAgency(db, { code: '150502', name: '科尔沁区人民政府', shortName: '科尔沁区', regionCode: '150502', parentCode: '150500', position: 50 });
  await seedAgency(db, { code: '150502001', name: '科尔沁街道办事处', shortName: '科尔沁街道', regionCode: '150502001', parentCode: '150502', kind: 'township', position: 90, openness: {} });
  for (let i = 0; i < 48; i += 1) {
    const [agencyCode, agencyName] = departments[i % departments.length] ?? departments[0];
    const [kind, word] = kinds[i % kinds.length] ?? kinds[0];
    const subject = subjects[i % subjects.length] ?? '';
    await seedRecord(db, {
      agencyCode, agencyName, issuer: agencyName, kind, category: categories[i % categories.length], theme: themes[i % themes.length] ?? null,
      status: statuses[i % statuses.length], title: `${agencyName}关于进一步做好${subject}有关工作的${word}`,
      datePublished: addDays(newestDay, -i * 23), articleItems: [`20-${(i % 15) + 1}`], keywords: [subject],
    });
  }
  await seedRecord(db, { category: 'system', title: '通辽市政府信息公开审查制度', articleItems: ['20-1'] });
  await seedRecord(db, { category: 'system', title: '通辽市行政机关公文政府信息公开属性源头认定制度' });
  for (const year of [2025, 2024, 2023]) {
    await seedRecord(db, { category: 'annual-report', kind: 'report', title: `通辽市${year}年政府信息公开工作年度报告`, documentNumber: null, datePublished: civilDate(`${year + 1}-03-20`), articleItems: [] });
  }
  return seedSpecial(db);
}

async function seedSpecial(db: Db) {
  const repealed = await seedRecord(db, {
    category: 'normative', kind: 'notice', title: '通辽市城市供热管理办法（试行）', status: 'repealed', statusNote: '由《通辽市城市供热用热管理办法》废止，自2026年11月1日起停止执行。', datePublished: '2021-09-01',
  });
  const rich = await seedRecord(db, {
    title: '通辽市人民政府关于印发《通辽市城市供热用热管理办法》的通知', category: 'normative', datePublished: '2026-11-21', effectiveOn: '2026-12-01',
    summary: '规范城市供热、用热行为，明确室温标准、测温办法和热费退还。', keywords: ['城市供热', '用热', '办法'], theme: '城乡建设、环境保护\\城乡建设（含住房）', body: richBody(),
  });
  const law = await seedRecord(db, { title: '城镇燃气管理条例', issuer: '国务院', externalId: 'd000000000001', category: 'rule', kind: 'order', status: 'unknown', documentNumber: '国务院令第583号', body: null, bodyText: lawText, datePublished: '2019-03-02' });
  const redacted = await seedRecord(db, { title: '关于社会救助资金发放情况的通报', attribute: 'redacted', kind: 'circular', body: paragraphs('现将有关情况通报如下。', '申请人□□□的家庭收入核对情况不予公开。') });
  await db.insertInto('open.relation').values([
    { fromId: rich, type: 'repeals', toId: repealed, toText: null }, { fromId: rich, type: 'based-on', toId: law, toText: null },
    { fromId: rich, type: 'based-on', toId: null, toText: '内蒙古自治区城镇供热条例' },
  ]).execute();
  await db.insertInto('open.attachment').values({ recordId: rich, position: 1, name: '供热用热合同（示范文本）.docx', fileHash: 'a'.repeat(64), size: 48_230, mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', text: '' }).execute();
  return { rich, law, redacted, repealed, tombstone: await seedTombstone(db) };
}

function richBody(): Body {
  const text = (value: string) => [{ type: 'text' as const, text: value }];
  const heading = (level: 1 | 2 | 3 | 4, value: string): Block => ({ type: 'heading', attrs: { level }, content: text(value) });
  const p = (value: string): Block => ({ type: 'paragraph', content: text(value) });
  const cell = (value: string, type: 'tableCell' | 'tableHeader' = 'tableCell') => ({ type, content: [p(value)] });
  return { type: 'doc', content: [
    p('各旗县市区人民政府，开发区管委会，市政府各委办局：'),
    p('《通辽市城市供热用热管理办法》已经市人民政府常务会议审议通过，现印发给你们，请结合实际认真贯彻执行。'),
    heading(1, '一、总体要求'), p('坚持以人民为中心，保障居民冬季基本用热，规范供热单位和用户的权利义务，促进供热事业安全、稳定、节能发展。'),
    heading(1, '二、重点任务'), heading(2, '（一）保证室内温度'), p('供暖期内，居民住宅卧室、起居室昼夜室内温度不低于国家和自治区规定的标准。供热单位应当公布服务电话，二十四小时受理用户投诉。'),
    heading(2, '（二）规范测温办法。用户认为室温不达标的，可以向供热单位提出测温申请，供热单位应当及时上门测温并由双方签字确认。'),
    heading(3, '1.测温点的选择'), p('测温点设在房间中心、距地面一米四处。'), heading(3, '2.测温记录'), p('测温记录一式两份，双方各执一份。'),
    heading(2, '（三）热费退还'), p('室温不达标的，按照下表退还相应天数的热费：'),
    { type: 'table', content: [
      { type: 'tableRow', content: [cell('室温', 'tableHeader'), cell('退还比例', 'tableHeader'), cell('计算天数', 'tableHeader')] },
      { type: 'tableRow', content: [cell('低于18℃、不低于16℃'), cell('30%'), cell('自申请之日起至恢复之日止')] },
      { type: 'tableRow', content: [cell('低于16℃'), cell('100%'), cell('自申请之日起至恢复之日止')] },
    ] },
    heading(1, '三、保障措施'), p('各地各部门要加强组织领导，压实工作责任，建立供热保障联席会议制度，定期通报情况，及时协调解决问题。'),
    p('本通知自2026年12月1日起施行。'), { type: 'paragraph', attrs: { textAlign: 'right' }, content: text('通辽市人民政府') }, { type: 'paragraph', attrs: { textAlign: 'right' }, content: text('2026年11月18日') },
  ] };
}

const lawText = `2010年10月19日国务院第129次常务会议通过
目　录
第一章　总则
第二章　燃气发展规划与应急保障
第三章　燃气经营与服务
第一章　总则
第一条　为了加强城镇燃气管理，保障燃气供应，防止和减少燃气安全事故，保障公民生命、财产安全和公共安全，维护燃气经营者和燃气用户的合法权益，促进燃气事业健康发展，制定本条例。
第二条　城镇燃气发展规划与应急保障、燃气经营与服务、燃气使用、燃气设施保护、燃气安全事故预防与处理及相关管理活动，适用本条例。
第二章　燃气发展规划与应急保障
第八条　国务院建设主管部门应当会同国务院有关部门，依据国民经济和社会发展规划，组织编制全国燃气发展规划。
第三章　燃气经营与服务
第十四条　政府投资建设的燃气设施，应当通过招标投标方式选择燃气经营者。`;

/** Filled in without a fault. The number is the well-known sample with a right check digit, nobody's own. */
export const filledForm = {
  content: '2025年科尔沁区城市供热补贴发放的户数和金额', documentNumber: '', kind: 'naturalPerson', name: '测试申请人甲', representative: '', contact: '',
  idType: 'resident-id', idNumber: '11010519491231002X', phone: '0475-1234567', email: 'shenqing@example.com', address: '通辽市科尔沁区测试路1号', postcode: '028000',
  delivery: 'online', medium: 'electronic', helpNeeded: '',
};

/** What the worker does at its start: without it nothing can be sealed and nothing is taken. Returns the office's key. */
export async function seedIntakeKey(db: Db): Promise<ReturnType<typeof intakeKeyOf>> {
  const pair = intakeKeyOf(randomBytes(32));
  await db.insertInto('open.foiIntakeKey').values({ publicKey: pair.publicKey }).onConflict((c) => c.column('id').doUpdateSet({ publicKey: pair.publicKey })).execute();
  return pair;
}

const received = civilDate('2026-09-28');

/** A case in the middle of handling; `view` changes what the test is about. */
export async function seedCase(db: Db, view: Partial<ApplicantView> = {}): Promise<{ number: string; code: string }> {
  const [number, code] = [makeReceiptNumber(received), makeQueryCode()];
  const keys = await keysOfCode(number, code);
  const { due, provisional, derivation } = foiReplyClock([{ type: 'received', date: received }]);
  const whole: ApplicantView = {
    number, registerNumber: '通辽市人民政府〔2026〕第12号', agencyCode: '150500', agencyName: '通辽市人民政府', stage: 'handling', stageText: '办理中',
    submittedAt: instant('2026-09-28T02:10:00Z'), receivedOn: received, receiptArticle: '最高人民法院指导案例26号', applicantName: filledForm.name,
    request: { type: 'information', correction: null, content: filledForm.content, documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null },
    due: { due, provisional, derivation }, delayedTo: null, delayArticle: null, rounds: [], waitingText: null, correction: null, fee: null,
    timeline: [{ on: received, text: '网上提交申请，收到申请之日' }, { on: civilDate('2026-09-29'), text: '登记，开始办理' }],
    letters: [], outcome: null, can: ['withdraw'], evaluation: null, updatedAt: now(), ...view,
  };
  const sealed = sealTo(keys.readerKey, Buffer.from(JSON.stringify(whole)), number);
  await db.insertInto('open.foiStatus').values({ number, sealed, updatedAt: now() }).execute();
  return { number, code };
}
