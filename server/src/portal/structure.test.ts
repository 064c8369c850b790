import { randomUUID } from 'node:crypto';
import { civilDate, instant } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../platform/database.ts';
import { seedRecord, seedTombstone, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let law: string;
let target: string;
const lawText = (second: string) => `2018年3月1日市人民政府令第5号公布\n第一章　总则\n第一条　为了规范<供热>，根据《甲管理条例》第三条制定本办法。\n第二条　${second}\n违反本办法第一条的，依法处理。\n第三条　甲。\n第四条　乙。\n第五条　丙。\n第六条　本办法自2018年5月1日起施行。`;

beforeAll(async () => {
  p = await testPortal();
  target = await seedRecord(p.t.db, { title: '甲管理条例', body: null, bodyText: '第一条　甲。\n第二条　乙。\n第三条　丙。' });
  law = await seedRecord(p.t.db, {
    title: '通辽市供热办法', documentNumber: '通辽市人民政府令第5号', body: null, bodyText: lawText('供热期为每年10月20日至次年4月10日。'), edition: 3, dateMade: civilDate('2024-02-01'), effectiveOn: civilDate('2024-04-01'), datePublished: civilDate('2018-03-10'),
    status: 'in-force',
  });
  const former = { recordId: law, title: '通辽市供热办法（旧）', documentNumber: '通辽市人民政府令第5号', dateMade: civilDate('2018-03-01'), effectiveOn: civilDate('2018-05-01'), body: json(null) };
  await p.t.db.insertInto('open.edition').values([
    { ...former, no: 1, publishedOn: '2018-03-10', replacedOn: '2020-01-05', bodyText: lawText('供热期为每年10月15日至次年4月15日。') },
    { recordId: law, no: 2, title: '', documentNumber: null, dateMade: null, effectiveOn: null, publishedOn: '2020-01-05', replacedOn: '2024-02-20', body: json(null), bodyText: '', hidden: true },
  ]).execute();
  await p.t.db.insertInto('open.citation').values({ fromId: law, key: '甲管理条例', toId: target, anchors: ['art-3', 'art-1-2'] }).execute();
});
afterAll(() => p.drop());

describe('the page of a record', () => {
  it('has a table of contents, an address and a citation for each article, and links to what it cites', async () => {
    const page = await p.text(`/records/${law}`);
    expect(page).toContain('<h3 id="ch-1"');
    expect(page).toContain('<p id="art-2" class="clause">');
    expect(page).toContain('href="#art-2" aria-label="引用第二条"');
    expect(page).toContain('<b>《通辽市供热办法》第二条第二款</b>');
    expect(page).toContain(`<a class="citation" href="/records/${target}">《甲管理条例》</a>`);
    expect(page).toContain(`<a class="citation" href="/records/${target}#art-3">第三条</a>`);
    expect(page).toContain('<a class="citation" href="#art-1">第一条</a>');
    expect(page).toContain('class="history"');
    expect(page).toContain('规范&lt;供热&gt;');
  });

  it('says who cites it, and where', async () => {
    const page = await p.text(`/records/${target}`);
    expect(page).toContain('本站有1件文件引用了它');
    expect(page).toMatch(new RegExp(`<a href="/records/${law}">通辽市供热办法</a>[^]*引用第三条、第一条第二款`));
    const list = await p.text(`/records/${target}/cited-by`);
    expect(list).toContain(`href="/records/${law}"`);
    expect((await p.get(`/records/${target}/cited-by?cursor=x`)).status).toBe(400);
  });

  it('cites nothing that is not public any more', async () => {
    const gone = await seedRecord(p.t.db, { title: '乙管理条例' });
    await p.t.db.insertInto('open.citation').values([{ fromId: law, key: '乙管理条例', toId: gone }, { fromId: gone, key: '甲管理条例', toId: target }]).execute();
    await p.t.db.insertInto('open.change').values({ subjectType: 'citations', subjectId: '1', kind: 'status', tags: ['citations'] }).execute();
    expect(await p.text(`/records/${target}`)).toContain('本站有2件文件引用了它');
    await p.t.db.deleteFrom('open.record').where('id', '=', gone).execute();
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: gone, kind: 'withdrawn', tags: ['records', `record:${gone}`] }).execute();
    expect(await p.text(`/records/${target}`)).not.toContain('乙管理条例');
    expect(await p.text(`/records/${law}`)).not.toContain(gone);
  });
});

describe('a day', () => {
  it('shows the edition that stood, says so, and leads to the current one', async () => {
    const page = await p.text(`/records/${law}?on=2019-06-01`);
    expect(page).toContain('您看到的是2019年6月1日有效的文本（第1版），不是现行文本');
    expect(page).toContain('10月15日至次年4月15日');
    expect(page).not.toContain('次年4月10日');
    expect(page).toContain(`href="/records/${law}/compare?from=1&amp;to=3"`);
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toContain('file.pdf');
  });
  it('shows the current text from its day of effect, and the oldest before there was any', async () => {
    expect(await p.text(`/records/${law}?on=2024-04-01`)).toContain('2024年4月1日有效的就是现行文本（第3版）');
    const early = await p.text(`/records/${law}?on=2018-04-30`);
    expect(early).toContain('还没有施行，它自2018年5月1日起施行');
    expect(early).toContain('尚未施行');
  });
  it('shows an edition by its number', async () => {
    expect(await p.text(`/records/${law}?edition=1`)).toContain('10月15日至次年4月15日');
    for (const no of ['2', '9', '1e0', 'x']) expect((await p.get(`/records/${law}?edition=${no}`)).status, no).toBe(404);
  });
  it('does not show a hidden edition, and says that it does not', async () => {
    const page = await p.text(`/records/${law}?on=2021-01-01`);
    expect(page).toContain('2021年1月1日有效的文本不再对外显示');
    expect(page).toContain('次年4月10日');
    expect((await p.get(`/records/${law}/compare?from=1&to=2`)).status).toBe(404);
  });
  it('knows whether the document had ended', async () => {
    const id = await seedRecord(p.t.db, { status: 'repealed', statusNote: '自2022年1月1日起废止', datePublished: civilDate('2015-01-01') });
    await p.t.db.insertInto('open.recordEnd').values({ recordId: id, kind: 'repealed', effectiveOn: '2022-01-01', note: '自2022年1月1日起废止' }).execute();
    const [before, after] = [await p.text(`/records/${id}?on=2021-12-31`), await p.text(`/records/${id}?on=2022-01-01`)];
    expect(before).toContain('badge-in-force');
    expect(before).not.toContain('badge-repealed');
    expect(after).toContain('badge-repealed');
    expect(after).toContain('到2022年1月1日，这份文件已经废止（2022年1月1日起）。');
  });
  it.each(['2019-13-01', 'gestern', '2019-02-30', '0000-00-00'])('refuses %s', async (on) => {
    expect((await p.get(`/records/${law}?on=${on}`)).status).toBe(400);
  });
});

describe('a comparison', () => {
  it('marks what went and what came in words, and folds what stayed', async () => {
    const page = await p.text(`/records/${law}/compare?from=1&to=3`);
    expect(page).toMatch(/<del>15<\/del>/);
    expect(page).toMatch(/<ins>20<\/ins>/);
    expect(page).toContain('<span class="change-sign">删</span>');
    expect(page).toContain('段没有变动</summary>');
    expect(page).toContain('&lt;供热&gt;');
  });
  it.each([['from=1&to=1', 400], ['from=1', 400], ['from=1&to=9', 404], ['from=1&to=1e3', 400], ['from=-1&to=3', 400]])('answers %s with %i', async (query, status) => {
    expect((await p.get(`/records/${law}/compare?${query}`)).status).toBe(status);
  });
  it('is bounded for long texts that have nothing in common', async () => {
    const lines = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}，${word.repeat(20)}。`).join('\n');
    const id = await seedRecord(p.t.db, { body: null, bodyText: lines('甲乙'), edition: 2 });
    await p.t.db.insertInto('open.edition').values({ recordId: id, no: 1, title: '长', documentNumber: null, dateMade: null, effectiveOn: null, publishedOn: '2020-01-01', replacedOn: '2021-01-01', body: json(null), bodyText: lines('丙丁') }).execute();
    const from = performance.now();
    expect((await p.get(`/records/${id}/compare?from=1&to=2`)).status).toBe(200);
    expect(performance.now() - from).toBeLessThan(6000);
  });
});

describe('what is not there', () => {
  it('is answered alike at every address', async () => {
    const tombstone = await seedTombstone(p.t.db, randomUUID(), instant('2026-10-01T02:00:00Z'));
    for (const tail of ['', '?on=2020-01-01', '/compare?from=1&to=2', '/cited-by']) {
      expect((await p.get(`/records/${randomUUID()}${tail}`)).status, tail).toBe(404);
      expect((await p.get(`/records/${tombstone}${tail}`)).status, tail).toBe(410);
      expect((await p.get(`/records/keine-kennung${tail}`)).status, tail).toBe(404);
    }
  });
});
