// The append-only journal: who, as what, for which agency, did what to which subject; sealed into chained SM3 Merkle blocks.
import { createHash } from 'node:crypto';
import { now } from '@tongming/law';
import { sql } from 'kysely';
import type { CommandContext } from './command.ts';
import { json, type Db, type Tx } from './database.ts';

export type JournalEntry = {
  action: string;
  subjectType: string;
  subjectId: string;
  /** Rows as re-read from the store. */
  before?: unknown;
  after?: unknown;
  reason?: string | null;
  agencyCode?: string | null;
  site?: string | null;
};

declare const written: unique symbol;
/** Proof that a journal row was written in this transaction; done() of command.ts asks for it. */
export type Journalled = { readonly [written]: true };

export async function journal(ctx: CommandContext, entry: JournalEntry): Promise<Journalled> {
  return journalMany(ctx, [entry]);
}

/** One parameter for all rows: a bulk command writes hundreds at once. */
export async function journalMany(ctx: CommandContext, entries: JournalEntry[]): Promise<Journalled> {
  const { actor } = ctx;
  const rows = entries.map((entry) => ({
    agency_code: entry.agencyCode ?? actor.agencyCode, site: entry.site, action: entry.action,
    subject_type: entry.subjectType, subject_id: entry.subjectId,
    before: digestLarge(entry.before), after: digestLarge(entry.after), reason: entry.reason,
  }));
  await sql`insert into core.journal
      (at, actor_id, actor_name, actor_role, request_id, agency_code, site, action, subject_type, subject_id, before, after, reason)
    select ${ctx.now}::timestamptz, ${actor.personId}::uuid, ${actor.name}, ${actor.role}, ${actor.requestId ?? null}, r.*
    from jsonb_to_recordset(${json(rows)}) as r(agency_code text, site text, action text, subject_type text, subject_id text,
      before jsonb, after jsonb, reason text)`.execute(ctx.tx);
  return {} as Journalled;
}

export function sm3(data: string | Uint8Array): Buffer {
  return createHash('sm3').update(data).digest();
}

const LARGE_TEXT = 2000;

/** Long texts stand in the journal as their SM3 digest and length: the editions keep the words themselves. */
export function digestLarge(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > LARGE_TEXT ? textDigest(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 1) {
    const text = JSON.stringify(value);
    if (text.length > LARGE_TEXT) return textDigest(text);
  }
  if (Array.isArray(value)) return value.map((v) => digestLarge(v, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, digestLarge(v, depth + 1)]));
}

function textDigest(text: string): { sm3: string; characters: number } {
  return { sm3: sm3(text).toString('hex'), characters: text.length };
}

// ── sealing ──

type Row = { id: number } & Record<string, unknown>;
const SEALED_COLUMNS = [
  'id', 'at', 'actorId', 'actorName', 'actorRole', 'agencyCode', 'site', 'action', 'subjectType', 'subjectId',
  'before', 'after', 'reason', 'requestId',
] as const;
const BLOCK_ROWS = 5000;
const ZERO = Buffer.alloc(32);

/** JSON with sorted keys: the same text for the same row, whatever order the store gives. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

function leafOf(row: Row): Buffer {
  return sm3(canonical(SEALED_COLUMNS.map((c) => row[c])));
}

/** Leaves and nodes are hashed with different first bytes, so that a node can never be passed off as a row. */
export function merkleRoot(leaves: Buffer[]): Buffer {
  let level = leaves.map((leaf) => sm3(Buffer.concat([Buffer.from([0]), leaf])));
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] ?? ZERO;
      const right = level[i + 1];
      next.push(right ? sm3(Buffer.concat([Buffer.from([1]), left, right])) : left);
    }
    level = next;
  }
  return level[0] ?? ZERO;
}

function blockHash(no: number, previous: Buffer, root: Buffer, count: number, sealedAt: string): Buffer {
  return sm3(Buffer.concat([Buffer.from(`${no}|${count}|${sealedAt}|`), previous, root]));
}

/** Closes all rows that no block holds yet. Returns how many were sealed. One sealer at a time. */
export async function sealJournal(db: Db): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await db.transaction().execute(sealBlock);
    sealed += count;
    if (count < BLOCK_ROWS) return sealed;
  }
}

async function sealBlock(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('core.journal.seal', 0))`.execute(tx);
  const rows = await tx.selectFrom('core.journal').select(SEALED_COLUMNS)
    .where('block', 'is', null).orderBy('id').limit(BLOCK_ROWS).execute();
  if (rows.length === 0) return 0;
  const last = await tx.selectFrom('core.journalBlock').select(['no', 'hash']).orderBy('no', 'desc').limit(1).executeTakeFirst();
  const no = (last?.no ?? 0) + 1;
  const previous = last?.hash ?? ZERO;
  const leaves = rows.map(leafOf);
  const root = merkleRoot(leaves);
  const sealedAt = now();
  const ids = rows.map((row) => row.id);
  await sql`update core.journal j set block = ${no}, position = s.position::int
    from unnest(${ids}::bigint[]) with ordinality as s(id, position) where j.id = s.id`.execute(tx);
  await tx.insertInto('core.journalBlock').values({
    no, count: rows.length, ids, leaves: Buffer.concat(leaves), root, previous,
    hash: blockHash(no, previous, root, rows.length, sealedAt), sealedAt,
  }).execute();
  return rows.length;
}

// ── verification ──

export type JournalFault = { kind: 'changed' | 'missing' | 'reordered' | 'block' | 'chain'; id: string; message: string };
export type JournalReport = { ok: boolean; rows: number; blocks: number; unsealed: number; head: string; faults: JournalFault[] };

/** Recomputes every block; a changed, missing or reordered row is named. */
export async function verifyJournal(db: Db, onProgress: (blocks: number) => void = () => undefined): Promise<JournalReport> {
  const report: JournalReport = { ok: true, rows: 0, blocks: 0, unsealed: 0, head: ZERO.toString('hex'), faults: [] };
  let previous: Buffer = ZERO;
  for (let no = 1; ; no += 1) {
    const block = await db.selectFrom('core.journalBlock').selectAll().where('no', '=', no).executeTakeFirst();
    if (!block) break;
    if (!block.previous.equals(previous)) {
      report.faults.push({ kind: 'chain', id: String(no), message: `第${no}块与前一块的链接不符` });
    }
    const rows = await db.selectFrom('core.journal').select([...SEALED_COLUMNS, 'position'])
      .where('block', '=', no).orderBy('position').execute();
    report.faults.push(...rowFaults(no, block, rows), ...sealFaults(no, block));
    report.rows += rows.length;
    report.blocks += 1;
    previous = block.hash;
    onProgress(no);
  }
  await countStrays(db, report);
  report.head = previous.toString('hex');
  report.ok = report.faults.length === 0;
  return report;
}

type Block = { count: number; ids: number[]; leaves: Buffer; root: Buffer; previous: Buffer; hash: Buffer; sealedAt: string };

function rowFaults(no: number, block: Block, rows: (Row & { position: number | null })[]): JournalFault[] {
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return block.ids.flatMap((id, i): JournalFault[] => {
    const row = byPosition.get(i + 1);
    if (!row) return [{ kind: 'missing', id: String(id), message: `第${no}块第${i + 1}条（编号${id}）不见了` }];
    if (row.id !== Number(id)) return [{ kind: 'reordered', id: String(id), message: `第${no}块第${i + 1}条应为编号${id}，现为${row.id}` }];
    if (!leafOf(row).equals(block.leaves.subarray(i * 32, i * 32 + 32))) {
      return [{ kind: 'changed', id: String(id), message: `编号${id}的记录被改动` }];
    }
    return [];
  });
}

function sealFaults(no: number, block: Block): JournalFault[] {
  const leaves = Array.from({ length: block.count }, (_, i) => block.leaves.subarray(i * 32, i * 32 + 32));
  const intact = block.leaves.length === block.count * 32 && merkleRoot(leaves).equals(block.root)
    && blockHash(no, block.previous, block.root, block.count, block.sealedAt).equals(block.hash);
  return intact ? [] : [{ kind: 'block', id: String(no), message: `第${no}块的封存值不符` }];
}

async function countStrays(db: Db, report: JournalReport): Promise<void> {
  const unsealed = await db.selectFrom('core.journal').where('block', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  report.unsealed = unsealed.n;
  const beyond = await db.selectFrom('core.journal').where('block', '>', report.blocks)
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.min('block').as('block')]).executeTakeFirstOrThrow();
  if (beyond.n > 0) {
    report.faults.push({ kind: 'missing', id: String(report.blocks + 1), message: `第${report.blocks + 1}块起的封存记录不见了（涉及${beyond.n}条）` });
  }
}
