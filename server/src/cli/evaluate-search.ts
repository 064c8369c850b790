import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { searchRecords } from '../domains/library/open/search.ts';
import type { PortalDb } from '../platform/database.ts';
import { UsageFault, withSystem, type CliCommand, type CliIo } from './command.ts';
import { words } from './evaluate-search-text.ts';

const question = z.object({ query: z.string().min(1), kind: z.string().min(1), expect_id: z.string().min(1) });
type Question = z.infer<typeof question>;
/** Place of what was meant among the first ten, from 0; -1 when it is not there. */
export type Answered = Question & { place: number; first: string | null };
export type Share = { kind: string; queries: number; success1: number; success10: number; mrr: number };

const LOOKED_AT = 10;

export const evaluateSearchCommand: CliCommand = {
  name: 'evaluate-search',
  summary: words.summary,
  help: words.help,
  async run(args, io) {
    const json = args.includes('--json');
    const misses = args.includes('--misses');
    const files = args.filter((arg) => arg !== '--json' && arg !== '--misses');
    const [bad] = files.filter((arg) => arg.startsWith('-'));
    if (bad !== undefined) throw new UsageFault(words.badOption(bad));
    if (files.length === 0) throw new UsageFault(words.noFile);
    const questions = files.flatMap(readQuestions);
    return withSystem(io, async (system) => {
      const answered = await answer(system.portalDb, questions, io);
      if (misses) for (const a of answered) if (a.place !== 0) io.out(JSON.stringify(a));
      const table = sharesOf(answered);
      if (json) io.out(JSON.stringify(table));
      else for (const line of tableOf(table)) io.out(line);
      return 0;
    });
  },
};

function readQuestions(file: string): Question[] {
  return read(file).split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const result = question.safeParse(parse(line));
    if (!result.success) throw new UsageFault(words.badLine(file, i + 1));
    return [result.data];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageFault(words.unreadable(file));
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function answer(db: PortalDb, questions: readonly Question[], io: CliIo): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const asked of questions) {
    const { items } = await searchRecords(db, { q: asked.query, filter: {}, limit: LOOKED_AT, cursor: null });
    answered.push({ ...asked, place: items.findIndex((item) => item.externalId === asked.expect_id), first: items[0]?.title ?? null });
    io.progress(words.asking, answered.length, questions.length);
  }
  io.endProgress();
  return answered;
}

/** One line a kind in the order they come, and one for all. */
export function sharesOf(answered: readonly Answered[]): Share[] {
  const kinds = [...new Set(answered.map((a) => a.kind))];
  return [...kinds.map((kind) => shareOf(kind, answered.filter((a) => a.kind === kind))), ...(answered.length > 0 ? [shareOf(words.all, answered)] : [])];
}

function shareOf(kind: string, answered: readonly Answered[]): Share {
  const mean = (value: (place: number) => number) => answered.reduce((sum, { place }) => sum + value(place), 0) / answered.length;
  return {
    kind, queries: answered.length, success1: mean((place) => (place === 0 ? 1 : 0)), success10: mean((place) => (place >= 0 ? 1 : 0)),
    mrr: mean((place) => (place >= 0 ? 1 / (place + 1) : 0)),
  };
}

function tableOf(shares: readonly Share[]): string[] {
  const row = (cells: readonly string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(12))).join('');
  return [row(['kind', 'queries', 'success@1', 'success@10', 'MRR']),
    ...shares.map((s) => row([s.kind, String(s.queries), s.success1.toFixed(3), s.success10.toFixed(3), s.mrr.toFixed(3)]))];
}
