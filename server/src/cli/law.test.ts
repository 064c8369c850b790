import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annualReportForm } from '@tongming/law';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli, type CliIo } from './command.ts';
import { lawCommand } from './law.ts';

const folder = mkdtempSync(join(tmpdir(), 'law-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function law(...args: string[]): Promise<{ code: number; out: string; err: string; json: unknown }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io: CliIo = { env: {}, out: (l) => out.push(l), err: (l) => err.push(l), progress: () => undefined, endProgress: () => undefined };
  const code = await runCli(lawCommand, args, io);
  const text = out.join('\n');
  return { code, out: text, err: err.join('\n'), json: args.includes('--json') && text ? JSON.parse(text) : null };
}

describe('law due-date', () => {
  it('prints due, provisional and the days, nothing else', async () => {
    const { code, json, err } = await law('due-date', '--rule', 'foi-reply', '--received', '2023-04-25', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(json).toMatchObject({ due: '2023-05-25', provisional: false });
    expect(Object.keys(Object(json))).toEqual(['due', 'provisional', 'derivation']);
    expect(Object(json).derivation[1]).toEqual({ date: '2023-04-26', counted: true, reason: '第1个工作日', article: '《中华人民共和国政府信息公开条例》第三十三条' });
  });

  it('takes events from a file, the receipt from either', async () => {
    const later = [{ type: 'correction-notified', date: '2023-03-20' }, { type: 'correction-received', date: '2023-04-25' }];
    const whole = file('a.json', [{ type: 'received', date: '2023-03-15' }, ...later]);
    expect((await law('due-date', '--rule', 'foi-reply', '--events', whole, '--json')).json).toMatchObject({ due: '2023-05-25' });
    expect((await law('due-date', '--received', '2023-03-15', '--events', file('b.json', later), '--json')).json).toMatchObject({ due: '2023-05-25' });
    expect((await law('due-date', '--received', '2023-03-16', '--events', whole)).code).toBe(2);
  });

  it('warns on the error stream and speaks Chinese without --json', async () => {
    const { code, out, err } = await law('due-date', '--received', '2026-12-20');
    expect(code).toBe(0);
    expect(out).toContain('到期日 2027-01-15（暂定）');
    expect(err).toContain('提醒：日期暂定');
  });

  it.each([
    ['foi-correction-notice', '2024-09-13', '2024-09-25'], ['foi-third-party', '2024-04-26', '2024-05-20'], ['proactive-disclosure', '2026-06-17', '2026-07-16'],
    ['reconsideration', '2024-05-01', '2024-07-01'], ['litigation', '2024-04-01', '2024-10-08'], ['litigation-after-reconsideration', '2024-09-16', '2024-10-08'],
    ['legality-review', '2026-06-17', '2026-07-09'], ['foi-co-producer', '2024-04-26', '2024-05-20'], ['foi-fee-payment', '2023-04-25', '2023-05-25'],
  ])('%s from %s: %s', async (rule, from, due) => {
    expect((await law('due-date', '--rule', rule, '--received', from, '--json')).json).toMatchObject({ due });
  });
});

describe('law, other computations', () => {
  it.each([
    [['fee', '--pages', '150'], { amount: 1700 }], [['fee', '--items', '45'], { amount: 5500 }], [['fee', '--items', '5', '--before', '10'], { amount: 500 }],
    [['working-day', '--from', '2023-04-25', '--add', '20'], { date: '2023-05-25' }], [['working-day', '--from', '2022-07-08', '--add', '1', '--region', '宁夏'], { date: '2022-07-13' }],
    [['due-date', '--received', '2022-07-08', '--region', '150000'], { due: '2022-08-05' }], [['due-date', '--received', '2022-07-08', '--region', '640000'], { due: '2022-08-09' }],
    [['due-date', '--rule', 'foi-third-party', '--received', '2022-07-08', '--region', '宁夏'], { due: '2022-08-02' }],
    [['monthly', '--month', '2022-07', '--day', '11', '--region', '宁夏'], { date: '2022-07-13' }], [['monthly', '--month', '2023-10', '--day', '2'], { date: '2023-10-07' }],
    [['remedy', '--outcome', 'denied.process', '--agency-level', '市级部门', '--date', '2024-05-01', '--city', '通辽市人民政府'],
      { reconsiderationFirst: true, authorities: [{ role: 'city', name: '通辽市人民政府' }], reconsideration: { due: { due: '2024-07-01' } } }],
  ])('%j', async (args, expected) => {
    const { code, json } = await law(...args, '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject(expected);
    const readable = await law(...args);
    expect([readable.code, readable.out.startsWith('{')]).toEqual([0, false]);
  });

  it('checks an annual report: exit 1 when an identity fails', async () => {
    const zero = Object.fromEntries(annualReportForm(2022).table3.rows.filter((r) => r.kind !== 'header').map((r) => [r.key, [0, 0, 0, 0, 0, 0, 0]]));
    const table4 = Object.fromEntries(annualReportForm(2022).table4.columns.map((c) => [c.key, 0]));
    expect(await law('check-annual-report', file('good.json', { year: 2022, table3: zero, table4 }), '--json')).toMatchObject({ code: 0, json: { ok: true } });
    const bad = file('bad.json', { year: 2022, table3: { ...zero, granted: [1, 0, 0, 0, 0, 0, 1] }, table4 });
    const { code, out } = await law('check-annual-report', bad);
    expect(code).toBe(1);
    expect(out).toContain('（table3.resultsTotal.naturalPerson）：应为 1，实为 0');
  });
});

describe('law, bad input: exit 2, words on the error stream, no output', () => {
  it.each([
    [['x'], '没有“law x”'], [['due-date'], '--received'], [['due-date', '--received', '2023-02-30'], '不是有效日期'],
    [['due-date', '--rule', 'x', '--received', '2023-01-01'], '没有规则'], [['due-date', '--events', '/nowhere/x.json'], '读不到文件'],
    [['due-date', '--rule', 'reconsideration', '--events', 'x.json'], '只用于'], [['due-date', '--rule', 'foi-fee-payment', '--received', '2020-01-01'], '没有这项期限'],
    [['fee'], '只能选一种'], [['fee', '--pages', '1', '--items', '1'], '只能选一种'], [['fee', '--pages', '-1'], '--pages 应为非负整数，收到“-1”'], [['working-day', '--from', '2023-01-01', '--add', '-3'], '收到“-3”'], [['due-date', '--received', '2022-07-08', '--region', '云南'], '没有地区'], [['fee', '--pages', '1.5'], '非负整数'],
    [['fee', '--pages', '40', '--date', '2020-01-01'], '尚无'], [['fee', '--pages', '40', '--before', '1'], '--before'], [['fee', '--pages=x'], '非负整数'],
    [['remedy', '--outcome', 'x', '--agency-level', 'township'], '不认识'], [['remedy', '--outcome', 'granted', '--agency-level', 'x'], '不认识'],
    [['remedy', '--agency-level', 'township'], '--outcome'], [['working-day', '--from', '2023-01-01', '--add', '0'], '1 至 1000'],
    [['monthly', '--month', '2023-02', '--day', '30'], '没有 30 日'], [['check-annual-report'], '年度报告文件'], [['due-date', '--bogus', '1'], '选项有误'],
  ])('%j', async (args, words) => {
    const { code, out, err } = await law(...args, '--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });

  it('no subcommand; --json in front', async () => {
    expect(await law()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('请写明要算什么') });
    expect((await law('--json', 'fee', '--pages', '45')).json).toMatchObject({ amount: 150 });
  });

  it('files that are no JSON, or hold no events or report', async () => {
    for (const args of [['due-date', '--events', file('c.json', '{')], ['due-date', '--events', file('d.json', {})], ['due-date', '--events', file('e.json', [])],
      ['check-annual-report', file('f.json', [])], ['check-annual-report', file('g.json', { year: 2022 })]]) {
      expect(await law(...args)).toMatchObject({ code: 2, out: '' });
    }
  });
});
