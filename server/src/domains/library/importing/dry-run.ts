// What an import would do, without doing it: what is new, changed, the same, held already, nearly the same, doubtful, at fault.
import type { Worker } from 'node:worker_threads';
import { civilDateOf, now, type CivilDate } from '@tongming/law';
import type { Db, Tx } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { CheckedLine, LinesAnswer } from './dry-run-worker.ts';
import { lineMessages } from './import-file.ts';
import { changedFields, heldNumbers, knownRecords, libraryTexts, type Held, type KnownRecord } from './library-side.ts';
import { zh } from './messages.ts';
import { NEAR, nearest } from './near.ts';
import { SKETCH } from './sketch.ts';
import type { Doubt } from './sources/source.ts';
import { throughWorker } from './through-worker.ts';

export const verdicts = ['new', 'changed', 'unchanged', 'duplicate', 'similar', 'fault'] as const;
export type Verdict = (typeof verdicts)[number];
/** The document a duplicate or a copy is like: a line of the same source, or a record of the library. */
export type Match = { line: number | null; recordId: string | null; indexNumber: string | null; title: string; likeness: number };
export type Finding = {
  line: number; where: string | null; id: string | null; title: string | null; verdict: Verdict; reason: string | null;
  /** Of a changed one, what is different. */
  fields: string[]; match: Match | null; doubts: Doubt[];
};
export type DryRun = {
  agencyCode: string; lines: number; compared: number;
  counts: Record<Verdict, number> & { doubtful: number }; doubts: Record<string, number>; findings: Finding[];
};

type Line = CheckedLine & { ok: true };
type Texts = { sketches: Uint16Array; plain: (string | null)[]; record: (Held | null)[]; line: (Line | null)[] };

/**
 * Reads the lines of one file as an import of them would. Everything happens in one read-only transaction. Memory: about a
 * kilobyte a line, 300 bytes a public record; no text is held.
 * @throws Refused when the agency is unknown (404)
 */
export async function dryRun(
  db: Db, worker: Worker, path: string, agencyCode: string, onProgress: (done: number, total: number | null) => void = () => undefined,
): Promise<DryRun> {
  const { lines, sketches } = await readLines(worker, path, onProgress);
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (tx) => {
    const agency = await tx.selectFrom('core.agency').select('name').where('code', '=', agencyCode).executeTakeFirst();
    if (!agency) return refuse('not-found', zh.noAgency(agencyCode), 404);
    const good = lines.filter((line): line is Line => line.ok);
    const known = await knownRecords(tx, agencyCode, good.map((line) => line.document.externalId));
    const fields = await changedFields(tx, agency.name, good.flatMap((line) => {
      const record = known.get(line.document.externalId);
      return record && record.hash !== line.document.hash ? [{ line: line.line, recordId: record.id, document: line.document }] : [];
    }));
    const fresh = good.filter((line) => !known.has(line.document.externalId));
    const texts = await gather(tx, worker, fresh, sketches, new Map(lines.map((line, i) => [line.line, i])));
    const matches = matchesOf(texts);
    const held = await heldNumbers(tx, good.flatMap((line) => line.document.documentNumber ?? []));
    const numbered = numbersOf(good);
    const seen = new Set<string>();
    const findings = lines.map((line): Finding => {
      if (!line.ok) return { line: line.line, where: line.where, id: null, title: null, verdict: 'fault', reason: line.reason, fields: [], match: null, doubts: [] };
      const { document } = line;
      const record = known.get(document.externalId);
      const again = seen.has(document.externalId);
      seen.add(document.externalId);
      const judged = verdictOf(line, record, fields.get(line.line) ?? [], matches.get(line.line) ?? null);
      const doubts = [...line.doubts, ...again ? [{ field: 'id' as const, code: 'same-id', reason: zh.doubt.sameId }] : [],
        ...doubtsOf(line, civilDateOf(now()), held.get(document.documentNumber ?? '') ?? [], record, numbered)];
      return { line: line.line, where: line.where, id: document.externalId, title: document.title, ...judged, doubts: judged.verdict === 'unchanged' ? [] : doubts };
    });
    return summed({ agencyCode, lines: lines.length, compared: texts.plain.length - fresh.length, findings });
  });
}

async function readLines(worker: Worker, path: string, onProgress: (done: number, total: number | null) => void) {
  const lines: CheckedLine[] = [];
  const parts: Uint16Array[] = [];
  for await (const answer of throughWorker<LinesAnswer>(worker, lineMessages(path, 0, () => undefined))) {
    for (const line of answer.lines) lines.push(line);
    parts.push(answer.sketches);
    onProgress(lines.length, null);
  }
  return { lines, sketches: joined(parts) };
}

function joined(parts: readonly Uint16Array[]): Uint16Array {
  const whole = new Uint16Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The library first, then the new lines: whatever a text is like stands before it. */
async function gather(tx: Tx, worker: Worker, fresh: readonly Line[], ofLines: Uint16Array, place: ReadonlyMap<number, number>): Promise<Texts> {
  const parts: Uint16Array[] = [];
  const texts: Omit<Texts, 'sketches'> = { plain: [], record: [], line: [] };
  if (fresh.length > 0) {
    for await (const page of libraryTexts(tx, worker)) {
      parts.push(page.sketches);
      page.records.forEach((record, i) => {
        texts.plain.push(page.texts[i]?.plain ?? null);
        texts.record.push(record);
        texts.line.push(null);
      });
    }
  }
  for (const line of fresh) {
    const at = (place.get(line.line) ?? 0) * SKETCH;
    parts.push(ofLines.subarray(at, at + SKETCH));
    texts.plain.push(line.document.plain);
    texts.record.push(null);
    texts.line.push(line);
  }
  return { ...texts, sketches: joined(parts) };
}

function matchesOf({ sketches, plain, record, line }: Texts): Map<number, Match> {
  const matches = new Map<number, Match>();
  const first = new Map<string, number>();
  const from = record.findIndex((r) => r === null);
  const put = (text: number, other: number, likeness: number): void => {
    const [own, found, before] = [line[text], record[other], line[other]];
    if (!own) return;
    matches.set(own.line, {
      line: before?.line ?? null, recordId: found?.id ?? null, indexNumber: found?.indexNumber ?? null,
      title: found?.title ?? before?.document.title ?? '', likeness,
    });
  };
  for (const [text, near] of nearest(sketches, plain.length, from, (i) => plain[i] !== null, NEAR)) put(text, near.other, Math.min(near.likeness, 0.99));
  plain.forEach((hash, i) => {
    if (hash === null) return;
    const before = first.get(hash);
    if (before === undefined) first.set(hash, i);
    else if (line[i]) put(i, before, 1);
  });
  return matches;
}

function verdictOf(line: Line, record: KnownRecord | undefined, fields: string[], match: Match | null): Pick<Finding, 'verdict' | 'reason' | 'fields' | 'match'> {
  if (record?.hash === line.document.hash) return { verdict: 'unchanged', reason: null, fields: [], match: null };
  if (record?.withdrawn) return { verdict: 'fault', reason: zh.fault.withdrawn, fields: [], match: null };
  if (record) return { verdict: 'changed', reason: null, fields, match: null };
  if (match) return { verdict: match.likeness === 1 ? 'duplicate' : 'similar', reason: null, fields: [], match };
  return { verdict: 'new', reason: null, fields: [], match: null };
}

/** Document number → the title under which it comes first in this source. */
function numbersOf(lines: readonly Line[]): Map<string, Line> {
  const numbered = new Map<string, Line>();
  for (const line of lines) {
    const number = line.document.documentNumber;
    if (number !== null && !numbered.has(number)) numbered.set(number, line);
  }
  return numbered;
}

function doubtsOf(line: Line, today: CivilDate, held: readonly Held[], record: KnownRecord | undefined, numbered: ReadonlyMap<string, Line>): Doubt[] {
  const { documentNumber, dateMade, issuer, category, title } = line.document;
  const others = held.filter((other) => other.id !== record?.id);
  const other = others.find((o) => o.title !== title) ?? others[0];
  const before = documentNumber === null ? undefined : numbered.get(documentNumber);
  const found: (Doubt | false)[] = [
    documentNumber === null && (category === 'normative' || category === 'rule') && { field: 'doc_no', code: 'number-missing', reason: zh.doubt.numberMissing },
    dateMade === null && { field: 'date', code: 'date-missing', reason: zh.doubt.dateMissing },
    dateMade !== null && dateMade > today && { field: 'date', code: 'date-future', reason: zh.doubt.dateFuture(dateMade) },
    issuer === null && { field: 'issuer', code: 'issuer-missing', reason: zh.doubt.issuerMissing },
    other !== undefined && { field: 'doc_no', code: other.title === title ? 'number-held' : 'number-other-title', reason: zh.doubt.numberHeld(other.title, other.indexNumber) },
    before !== undefined && before !== line && before.document.externalId !== line.document.externalId
      && { field: 'doc_no', code: 'number-twice', reason: zh.doubt.numberTwice(before.line, before.document.title) },
  ];
  return found.filter((doubt): doubt is Doubt => doubt !== false);
}

function summed(run: Omit<DryRun, 'counts' | 'doubts'>): DryRun {
  const counts = { new: 0, changed: 0, unchanged: 0, duplicate: 0, similar: 0, fault: 0, doubtful: 0 };
  const doubts: Record<string, number> = {};
  for (const finding of run.findings) {
    counts[finding.verdict] += 1;
    if (finding.doubts.length > 0) counts.doubtful += 1;
    for (const code of new Set(finding.doubts.map((doubt) => doubt.code))) doubts[code] = (doubts[code] ?? 0) + 1;
  }
  return { ...run, counts, doubts };
}
