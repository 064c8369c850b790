import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAnnualReport } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgency, saveRegion } from '../domains/identity/index.ts';
import { runCommand } from '../platform/command.ts';
import { testActor, testDatabase, type TestDatabase } from '../platform/testing.ts';
import { annualReportCommand } from './annual-report.ts';
import { runCli, type CliIo } from './command.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongming-cli-'));
  await runCommand(database.db, testActor, async (ctx) => {
    await saveRegion(ctx, { code: '150500', name: '通辽市', level: 'city' });
    return createAgency(ctx, { code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', kind: 'government', uscc: '11150500TL00000165', orgCode: 'TL0000016' });
  });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io: CliIo = {
    env: { DATABASE_URL: database.ownerUrl, TONGMING_DATA: folder }, out: (l) => out.push(l), err: (l) => err.push(l), progress: () => undefined, endProgress: () => undefined,
  };
  const code = await runCli(annualReportCommand, args, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('annual-report', () => {
  it('prints JSON that law can check, and says on the side what is still blank', async () => {
    const { code, out, err } = await run('--agency', '150500', '--year', '2022');
    const report = JSON.parse(out) as { table3: Record<string, unknown> };
    expect(code).toBe(0);
    expect(Object.keys(report.table3)).toHaveLength(25);
    expect(checkAnnualReport(report).identities.filter((i) => i.id.startsWith('T3')).map((i) => i.result)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(err).toContain('没有填写，空白不能代替零');
  });

  it('writes HTML, DOCX and PDF', async () => {
    expect((await run('--agency', '150500', '--year', '2020', '--format', 'html')).out).toContain('<h1>通辽市人民政府2020年政府信息公开工作年度报告</h1>');
    for (const [format, head] of [['pdf', '%PDF'], ['docx', 'PK']] as const) {
      const path = join(folder, `report.${format}`);
      expect((await run('--agency', '150500', '--year', '2022', '--format', format, '--output', path)).code).toBe(0);
      expect((await readFile(path)).subarray(0, head.length).toString('latin1')).toBe(head);
    }
  });

  it('a wrong call ends with 2, an unknown agency with 1', async () => {
    for (const args of [[], ['--agency', '150500'], ['--agency', '150500', '--year', '2018'], ['--agency', 'x', '--year', '2022', '--format', 'xls'], ['--agency', '--year']]) {
      expect((await run(...args)).code).toBe(2);
    }
    expect(await run('--agency', 'NONE', '--year', '2022')).toMatchObject({ code: 1, out: '', err: '没有这个机关' });
  });
});
