// Kill rounds: under a load of issuing and importing, kill -9 the server or PostgreSQL at a random moment, start again,
// and hold what was acknowledged against what is there.
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { healthy, killPostgres, killServer, runProgram, startProgram, stopServer, type Server } from '../support/server.ts';
import { CITY_OFFICE, finish, teamOf, upToSigned, type Team } from '../support/staff.ts';

export type RoundReport = {
  rounds: number; serverKills: number; postgresKills: number; issued: number; imported: number;
  lost: string[]; halfPublished: string[]; numberFaults: string[]; verifyFaults: string[];
};

export type RoundOptions = { rounds: number; port: number; seed: number; say: (line: string) => void };

type Acknowledged = { id: string; recordId: string; number: string; title: string };

const ISSUERS = 3;
const IMPORT_LINES = 3000;
const FILES_ASKED = 30;
const UNDER_WAY_MS = 60_000;

export async function runRounds(options: RoundOptions): Promise<RoundReport> {
  const data = mkdtempSync(join(tmpdir(), 'tongming-faults-'));
  chmodSync(data, 0o755);
  const random = generator(options.seed);
  const report: RoundReport = {
    rounds: options.rounds, serverKills: 0, postgresKills: 0, issued: 0, imported: 0, lost: [], halfPublished: [], numberFaults: [], verifyFaults: [],
  };
  const acknowledged: Acknowledged[] = [];
  const importFile = join(data, 'import.jsonl');
  let told = 0;
  let server = await startProgram(data, options.port);
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      writeImport(importFile, round);
      const whom = round % 2 === 0 ? 'postgres' : 'server';
      server = await killUnderLoad(server, whom, importFile, acknowledged, random, options.port);
      report[whom === 'server' ? 'serverKills' : 'postgresKills'] += 1;
      const resumed = await runProgram(data, ['import', importFile, '--agency', '150500']);
      if (resumed.code !== 0) report.lost.push(`import ${round}: ${resumed.output.slice(-300)}`);
      await checkRound(server, data, round, acknowledged, report);
      options.say(`round ${round}/${options.rounds} (${whom}): ${acknowledged.length} acknowledged, faults ${faultsOf(report)}`);
      const found = [...report.lost, ...report.halfPublished, ...report.numberFaults, ...report.verifyFaults];
      for (const fault of found.slice(told)) options.say(`  ${fault}`);
      told = found.length;
    }
    report.issued = acknowledged.length;
    report.imported = options.rounds * IMPORT_LINES;
    await stopServer(server);
    return report;
  } finally {
    await killServer(server);
    rmSync(data, { recursive: true, force: true });
  }
}

export function faultsOf(report: RoundReport): number {
  return report.lost.length + report.halfPublished.length + report.numberFaults.length + report.verifyFaults.length;
}

async function killUnderLoad(
  server: Server, whom: 'server' | 'postgres', importFile: string, acknowledged: Acknowledged[], random: () => number, port: number,
): Promise<Server> {
  const team = await teamOf(server.base, CITY_OFFICE);
  let over = false;
  const load = [
    ...Array.from({ length: ISSUERS }, async (_, i) => {
      for (let n = 0; !over; n += 1) await issueOne(team, `${port}-${i}-${n}-${Math.floor(random() * 1e9)}`, acknowledged).catch(() => sleep(20));
    }),
    runProgram(server.data, ['import', importFile, '--agency', '150500']),
  ];
  await underWay(acknowledged, acknowledged.length);
  await sleep(random() * 4000);
  if (whom === 'server') await killServer(server);
  else killPostgres(server.data);
  await sleep(200);
  over = true;
  await Promise.all(load);
  // A killed database is brought back by the server itself.
  return whom === 'server' ? startProgram(server.data, port) : healthy(server);
}

/** On a busy machine a fixed wait would end before anything was acknowledged, and the round would show nothing. */
async function underWay(acknowledged: readonly Acknowledged[], before: number): Promise<void> {
  for (let waited = 0; acknowledged.length === before && waited < UNDER_WAY_MS; waited += 50) await sleep(50);
}

async function issueOne(team: Team, mark: string, acknowledged: Acknowledged[]): Promise<void> {
  const title = `关于做好${mark}号考验工作的通知`;
  const signed = await upToSigned(team, {
    title, kind: 'notice', addressees: ['各旗县市区人民政府'], theme: '综合政务\\政务公开', keywords: ['考验'], keywordsConfirmed: true,
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: `为检验系统在故障下的可靠性，现就考验${mark}有关事项通知如下，请认真贯彻执行。` }] }] },
    disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  });
  const done = await finish(team, signed);
  acknowledged.push({ id: done.id, recordId: done.recordId ?? '', number: done.documentNumber ?? '', title });
}

async function checkRound(server: Server, data: string, round: number, acknowledged: Acknowledged[], report: RoundReport): Promise<void> {
  const team = await teamOf(server.base, CITY_OFFICE);
  for (const [i, paper] of acknowledged.entries()) {
    const page = await fetch(`${server.base}/records/${paper.recordId}`);
    const text = await page.text();
    if (page.status !== 200 || !text.includes(paper.title) || !text.includes(paper.number)) report.lost.push(`${round}: ${paper.number} page ${page.status}`);
    // Files of the newest only: a reader who takes hundreds is slowed down, and so would this one be.
    const pdf = i < acknowledged.length - FILES_ASKED ? null : await fetch(`${server.base}/records/${paper.recordId}/file.pdf`, { method: 'HEAD' });
    if (pdf !== null && pdf.status !== 200) report.halfPublished.push(`${round}: ${paper.number} PDF ${pdf.status}`);
    const inside = await team.office.get<DocumentView>(`/documents/${paper.id}`);
    if (inside.state !== 'issued') report.halfPublished.push(`${round}: ${paper.number} is ${inside.state} inside`);
  }
  const numbers = acknowledged.map((a) => a.number);
  if (new Set(numbers).size !== numbers.length) report.numberFaults.push(`${round}: a number was given twice`);
  const verified = await runProgram(data, ['verify']);
  if (verified.code !== 0) report.verifyFaults.push(`${round}: ${verified.output.slice(-600)}`);
}

function writeImport(file: string, round: number): void {
  const lines = Array.from({ length: IMPORT_LINES }, (_, i) => JSON.stringify({
    id: `fault-${round}-${i}`, title: `考验第${round}轮第${i}号文件`, issuer: '通辽市人民政府', doc_no: null, date: '2020-06-17',
    theme: '其他', status: '有效', body: `第一条 这是第${round}轮第${i}号考验文件。\n第二条 它只用来检验导入在故障下不丢不重。`,
  }));
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** A small seeded generator (mulberry32): a failing run can be repeated. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
