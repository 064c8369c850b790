// The fixed blocks of an agency's platform: guide, rules, content with its directory, annual reports.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../platform/database.ts';
import { seedCity, seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal();
  await seedCity(p.t.db);
  for (let i = 0; i < 55; i += 1) await seedRecord(p.t.db, { agencyCode: '150502', agencyName: '科尔沁区人民政府', title: `科尔沁区第${i}号文件`, summary: i === 0 ? '=说明第一件' : null });
});
afterAll(() => p.drop());

/** Every address an openness page leads to, the rest of the site left out. */
const linksIn = (page: string): string[] => [...page.matchAll(/href="(\/(?:openness|records|apply)\/[^"#]*)"/g)].map((m) => (m[1] ?? '').replaceAll('&amp;', '&'));

describe('guide', () => {
  it('says what is known of an agency that has confirmed none, and what it has not made known', async () => {
    const page = await p.text('/openness/150502001/guide');
    expect(page).toContain('尚未公布');
    expect(page).toContain('href="/openness/150502001/apply"');
    expect(page).not.toContain('确认。');
  });

  it('gives the confirmed texts with the facts of today', async () => {
    const facts = { name: '科尔沁区人民政府', office: '旧科室', address: null, hours: null, phone: '0475-9999999', fax: null, email: null, postcode: null };
    const texts = { classification: '按主题分类。', arrangement: '按年度编排。\n再按顺序号。', access: '到区档案馆查阅。' };
    await p.t.db.insertInto('open.opennessGuide').values({ agencyCode: '150502', texts: json(texts), facts: json(facts), confirmedOn: '2026-03-02' }).execute();
    const page = await p.text('/openness/150502/guide');
    for (const words of ['按主题分类。', '<p>再按顺序号。</p>', '到区档案馆查阅。', '2026年3月2日确认', '0475-0000000', '以下面的为准']) expect(page).toContain(words);
    expect(page).not.toContain('0475-9999999');
  });
});

describe('directory', () => {
  it('lists everything public, page after page, and once each', async () => {
    const first = await p.text('/openness/150502/directory');
    expect(first).toContain('共55件');
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1] ?? '';
    const second = await p.text(next);
    const ids = [first, second].flatMap((page) => [...page.matchAll(/<li><h2><a href="\/records\/([\w-]+)"/g)].map((m) => m[1]));
    expect([ids.length, new Set(ids).size]).toEqual([55, 55]);
    expect(second).not.toContain('rel="next"');
    expect(second).toContain('name="robots" content="noindex');
  });

  it('is a table to take away, without a formula for a spreadsheet to run', async () => {
    const response = await p.get('/openness/150502/directory.csv');
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, 'text/csv; charset=utf-8', true]);
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines.length).toBe(56);
    expect(lines[0]?.replace('\ufeff', '')).toBe('索引,名称,内容概述,生成日期');
    expect(lines.flatMap((line) => line.split(','))).toContain("'=说明第一件");
  });

  it('an agency that does not exist has none', async () => {
    for (const path of ['/openness/none/directory', '/openness/none/directory.csv', '/openness/none/guide']) expect((await p.get(path)).status).toBe(404);
  });
});

it('reports of a government lead to those below it', async () => {
  const page = await p.text('/openness/150500/reports');
  expect(page).toContain('通辽市2025年政府信息公开工作年度报告');
  expect(page).toContain('href="/openness/150502/reports"');
});

it('no block of any agency is a dead end', async () => {
  const dead: string[] = [];
  for (const agency of ['150500', '150502', '150502001']) {
    for (const block of ['', 'guide', 'rules', 'content', 'reports', 'apply', 'directory']) {
      const page = await p.text(`/openness/${agency}/${block}`);
      const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '';
      const links = [...new Set(linksIn(main))];
      if (links.length < 3) dead.push(`${agency}/${block}: ${links.join(' ')}`);
      for (const link of links.slice(0, 12)) if ((await p.get(link)).status >= 400) dead.push(link);
    }
  }
  expect(dead).toEqual([]);
});
