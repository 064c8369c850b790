import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Worker } from 'node:worker_threads';
import type { ImportFault, ImportResult } from '../domains/library/importing/import-file.ts';
import { startDryRunWorker, startWorker } from '../domains/library/importing/start-worker.ts';
import { sourceKinds, type SourceKind } from '../domains/library/importing/sources/source.ts';
import type { Lines } from '../domains/library/importing/spool.ts';
import type { Db } from '../platform/database.ts';
import { UsageFault, withSystem, type CliCommand, type CliIo } from './command.ts';
import { zh } from './import-text.ts';

/** Faults named one by one; the rest are counted, and all of them stand in the database. */
const FAULTS_SHOWN = 50;

export const importCommand: CliCommand = {
  name: 'import', summary: zh.summary, help: zh.help.join('\n'),
  async run(args, io) {
    const options = readArguments(args);
    if (options.suggest) return suggest(io, options.sources);
    if (options.guess !== null) return guess(io, options.sources, options.guess);
    if (options.undo !== null) return undo(io, options.undo);
    const folder = await mkdtemp(join(tmpdir(), 'tongming-import-'));
    try {
      return await (options.dryRun ? rehearse(io, options, folder) : importAll(io, options, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Options = {
  sources: string[]; agency: string; from: SourceKind | null; mapping: string | null; report: string | null; undo: string | null;
  guess: string | null; folder: string | null; leave: readonly (typeof leavable)[number][];
  dryRun: boolean; json: boolean; suggest: boolean; follow: boolean; allowPrivate: boolean; full: boolean;
};

async function importAll(io: CliIo, options: Options, folder: string): Promise<number> {
  const worker = startWorker();
  const checker = options.leave.length > 0 ? startDryRunWorker() : null;
  try {
    const { commandLine, importFile } = await import('../domains/library/importing/import-file.ts');
    const { saveHarvest } = await import('../domains/library/importing/harvest-state.ts');
    return await withSystem(io, async (system) => {
      let faulty = false;
      for (const source of options.sources) {
        const found = await read(io, system.db, source, options, folder);
        const lines = checker === null ? found : await withoutSome(io, system.db, checker, found, options, folder);
        const size = Math.ceil((await stat(lines.path)).size / 1024);
        faulty = await importOne(io, source, found.path === source ? zh.fault : zh.itemFault, (seen) => importFile(system, worker, lines.path, options.agency,
          (p) => io.progress(zh.progress(p.lines), Math.ceil(p.bytes / 1024), size), seen, { name: lines.name }), async (jobId) => {
          if (lines.harvested !== undefined && lines.harvested !== null) await saveHarvest(system.db, commandLine, options.agency, source, lines.harvested, jobId);
        }) || faulty;
      }
      return faulty ? 1 : 0;
    });
  } finally {
    await worker.terminate();
    await checker?.terminate();
  }
}

/** The lines without those of the kinds named by --leave-out. */
async function withoutSome(io: CliIo, db: Db, checker: Worker, lines: Lines, { leave, agency }: Options, folder: string): Promise<Lines> {
  const { dryRun } = await import('../domains/library/importing/dry-run.ts');
  const { leaveOut } = await import('../domains/library/importing/spool.ts');
  const run = await dryRun(db, checker, lines.path, agency, (done, total) => io.progress(zh.comparing, done, total));
  io.endProgress();
  const left = run.findings.filter((f) => leave.some((kind) => (kind === 'doubtful' ? f.doubts.length > 0 : f.verdict === kind)));
  const path = join(folder, 'kept.jsonl');
  await leaveOut(lines.path, path, new Set(left.map((f) => f.line)));
  io.out(zh.leftOut(left.length));
  return { ...lines, path };
}

async function read(io: CliIo, db: Db, source: string, { from, mapping, folder: confirmed, agency, follow, allowPrivate, full }: Options, folder: string) {
  const { harvestState } = await import('../domains/library/importing/harvest-state.ts');
  const state = full || !/^https?:/i.test(source) ? null : await harvestState(db, agency, source);
  const { linesOf } = await import('../domains/library/importing/spool.ts');
  const lines = await linesOf(confirmed ?? source, { from: confirmed === null ? from : 'folder', guesses: confirmed === null ? null : source, mapping: mapping === null ? null : await readJson(mapping), folder, harvest: { state, follow, allowPrivate } }, (items) => io.progress(zh.reading, items, null));
  io.endProgress();
  return lines;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageFault(zh.badMapping(path, error instanceof Error ? error.message : String(error)));
  }
}

/** True when some of its lines had faults. */
async function importOne(io: CliIo, source: string, say: (line: number, reason: string) => string, run: (onFault: (fault: ImportFault) => void) => Promise<ImportResult>, taken: (jobId: string) => Promise<void>): Promise<boolean> {
  const started = performance.now();
  let faults = 0;
  const result = await run(({ line, reason }) => {
    faults += 1;
    if (faults > FAULTS_SHOWN) return;
    io.endProgress();
    io.err(say(line, reason));
  });
  io.endProgress();
  if (faults > FAULTS_SHOWN) io.err(zh.moreFaults(faults - FAULTS_SHOWN));
  const seconds = (performance.now() - started) / 1000;
  if (result.resumedAt > 0) io.out(zh.resumed(result.resumedAt));
  io.out(zh.result(source, result, seconds.toFixed(2), Math.round((result.lines - result.resumedAt) / seconds)));
  io.out(zh.job(result.jobId));
  await taken(result.jobId);
  return result.faults > 0;
}

async function rehearse(io: CliIo, options: Options, folder: string): Promise<number> {
  const worker = startDryRunWorker();
  try {
    const { dryRun } = await import('../domains/library/importing/dry-run.ts');
    const { reportSheets, reportText } = await import('../domains/library/importing/report.ts');
    const { xlsxStream } = await import('../platform/xlsx.ts');
    return await withSystem(io, async (system) => {
      let faulty = false;
      for (const source of options.sources) {
        const lines = await read(io, system.db, source, options, folder);
        const run = await dryRun(system.db, worker, lines.path, options.agency, (done, total) => io.progress(zh.comparing, done, total));
        io.endProgress();
        io.out(options.json ? JSON.stringify({ source: lines.name, ...run }) : reportText(lines.name, run));
        if (options.report !== null) await pipeline(xlsxStream(reportSheets(run)), createWriteStream(options.report));
        faulty ||= run.counts.fault > 0;
      }
      return faulty ? 1 : 0;
    });
  } finally {
    await worker.terminate();
  }
}

async function suggest(io: CliIo, sources: string[]): Promise<number> {
  const { suggestFor } = await import('../domains/library/importing/sources/table.ts');
  for (const source of sources) {
    const { unread, mapping } = await suggestFor(source);
    const path = `${source}.mapping.json`;
    await writeFile(path, `${JSON.stringify(mapping, null, 2)}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? new UsageFault(zh.mappingThere(path)) : error;
    });
    io.out(zh.suggested(path, Object.keys(mapping.columns).length, unread));
  }
  return 0;
}

async function guess(io: CliIo, sources: string[], table: string): Promise<number> {
  const { guessFolder } = await import('../domains/library/importing/sources/folder.ts');
  const { guessTable } = await import('../domains/library/importing/sources/guess-table.ts');
  const [folder = ''] = sources;
  let files = 0;
  let faults = 0;
  const counted = async function* () {
    for await (const file of guessFolder(folder)) {
      io.progress(zh.guessing, files += 1, null);
      faults += Number('fault' in file);
      yield file;
    }
  };
  await pipeline(guessTable(table.endsWith('.csv') ? 'csv' : 'xlsx', counted()), createWriteStream(table));
  io.endProgress();
  io.out(zh.guessed(table, folder, files, faults));
  return 0;
}

async function undo(io: CliIo, jobId: string): Promise<number> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(jobId)) throw new UsageFault(zh.badJob(jobId));
  const { leftBehind, undoImport } = await import('../domains/library/importing/undo-import.ts');
  const { commandLine } = await import('../domains/library/importing/import-file.ts');
  return withSystem(io, async (system) => {
    const counts = await undoImport(system, jobId, commandLine, (done) => io.progress(zh.undoing, done, null));
    io.endProgress();
    io.out(zh.undone(counts));
    for (const row of await leftBehind(system.db, jobId)) io.out(zh.left(row.indexNumber, row.title, row.reason));
    return 0;
  });
}

const leavable = ['duplicate', 'similar', 'doubtful'] as const;
const valued = { '--leave-out': 'leave', '--agency': 'agency', '--from': 'from', '--mapping': 'mapping', '--report': 'report', '--undo': 'undo', '--guess': 'guess', '--folder': 'folder' } as const;
const flags = { '--dry-run': 'dryRun', '--json': 'json', '--suggest-mapping': 'suggest', '--follow': 'follow', '--allow-private': 'allowPrivate', '--full': 'full' } as const;

function readArguments(args: string[]): Options {
  const given: Partial<Record<(typeof valued)[keyof typeof valued], string>> = {};
  const on = new Set<string>();
  const sources: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const [name = '', value] = (args[i] ?? '').split(/=(.*)/s, 2);
    if (name in valued) given[valued[name as keyof typeof valued]] = value ?? args[i += 1] ?? '';
    else if (name in flags) on.add(flags[name as keyof typeof flags]);
    else if (name.startsWith('-')) throw new UsageFault(zh.unknownOption(name));
    else sources.push(args[i] ?? '');
  }
  const from = given.from === undefined ? null : sourceKinds.find((kind) => kind === given.from);
  if (from === undefined) throw new UsageFault(zh.unknownKind(given.from ?? '', sourceKinds.join('、')));
  const asked = given.leave === undefined ? [] : given.leave.split(',').map((kind) => kind.trim());
  const leave = leavable.filter((kind) => asked.includes(kind));
  if (leave.length < asked.length) throw new UsageFault(zh.badLeave(leavable.join('、')));
  const options: Options = {
    leave, sources, agency: given.agency ?? '', from, mapping: given.mapping ?? null, report: given.report ?? null, undo: given.undo ?? null, guess: given.guess ?? null, folder: given.folder ?? null,
    dryRun: on.has('dryRun'), json: on.has('json'), suggest: on.has('suggest'), follow: on.has('follow'), allowPrivate: on.has('allowPrivate'), full: on.has('full'),
  };
  if (options.undo !== null) return options;
  if (sources.length === 0) throw new UsageFault(zh.noSource);
  if (options.guess !== null && (sources.length > 1 || !/\.(?:xlsx|csv)$/.test(options.guess))) throw new UsageFault(zh.badGuess);
  if (options.folder !== null && sources.length > 1) throw new UsageFault(zh.badFolder);
  if (!options.suggest && options.guess === null && options.agency === '') throw new UsageFault(zh.noAgency);
  if (options.report !== null && (!options.dryRun || !options.report.endsWith('.xlsx') || sources.length > 1)) throw new UsageFault(zh.badReport);
  return options;
}
