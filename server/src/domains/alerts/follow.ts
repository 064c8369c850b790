// Reads the change feed and notes for every alert what is new. How far it has read, what it found and the mails that will tell
// are one transaction: nothing is told twice, nothing is lost.
import { sql } from 'kysely';
import { done, runCommand, unchanged, type CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { journal } from '../../platform/journal.ts';
import { validityTag } from '../library/index.ts';
import { findMatches } from './match.ts';
import { knownOf, newsSince, type Known, type News } from './news.ts';
import { alertSettings } from './settings.ts';
import { actor, dueOf, filterOf, queueMails, type AlertEnv } from './store.ts';

const changesAtOnce = 200;
const rowsAtOnce = 1000;

let planned = false;

/** Reads on until the end of the feed. Returns how many alerts have something to tell. */
export async function followAlerts(env: Pick<AlertEnv, 'db' | 'at'>): Promise<number> {
  // When a worker starts, not when the first document is published after that.
  if (!planned) await findMatches(env.db, await searchesOf(env.db), []);
  planned = true;
  let total = 0;
  for (;;) {
    const { read, hits } = await runCommand(env.db, actor, readOn, { at: env.at });
    total += hits;
    if (read < changesAtOnce) return total;
  }
}

type Changed = { seq: number; id: string; what: 'published' | 'revised' | 'status' | null };
type Hit = { alertId: string; seq: number; recordId: string; news: News[]; cadence: 'immediate' | 'daily' };

async function readOn(ctx: CommandContext) {
  // The row is the lock: of two workers one reads. Who confirms waits for it, so that his beginning lies before or behind what is read.
  const reader = await ctx.tx.selectFrom('core.alertReader').select('seq').forUpdate().skipLocked().executeTakeFirst();
  if (!reader) return unchanged({ read: 0, hits: 0 });
  const changes = await ctx.tx.selectFrom('open.change').select(['seq', 'subjectType', 'subjectId', 'kind', 'tags'])
    .where('seq', '>', reader.seq).orderBy('seq').limit(changesAtOnce).execute();
  const last = changes.at(-1);
  if (!last) return unchanged({ read: 0, hits: 0 });
  await ctx.tx.updateTable('core.alertReader').set({ seq: last.seq }).execute();
  const records = summed(changes.filter((c) => c.subjectType === 'record'));
  const hits = [...await searchHits(ctx, records), ...await documentHits(ctx, records)];
  if (hits.length === 0) return unchanged({ read: changes.length, hits: 0 });
  await keep(ctx, hits);
  const entry = await journal(ctx, { action: 'alert.matched', subjectType: 'alerts', subjectId: String(last.seq), after: { hits: hits.length } });
  return done({ read: changes.length, hits: hits.length }, entry);
}

type Change = { seq: number; subjectId: string; kind: string; tags: string[] };
const order = ['published', 'revised', 'status'] as const;

/** Each record once, at its last change, by the most that happened to it; null: nothing that a search tells of. */
function summed(changes: readonly Change[]): Changed[] {
  const byId = new Map<string, Changed>();
  for (const { seq, subjectId: id, kind, tags } of changes) {
    const told = order.find((what) => what === kind && (what !== 'status' || tags.includes(validityTag))) ?? null;
    const before = byId.get(id)?.what ?? null;
    byId.set(id, { seq, id, what: order.find((what) => what === told || what === before) ?? null });
  }
  return [...byId.values()];
}

async function searchesOf(db: Db | Tx) {
  const alerts = await db.selectFrom('core.alert').select(['id', 'q', 'filter', 'fromSeq', 'cadence']).where('state', '=', 'active').where('recordId', 'is', null).execute();
  return alerts.map((a) => ({ ...a, filter: filterOf(a) }));
}

async function searchHits(ctx: CommandContext, records: readonly Changed[]): Promise<Hit[]> {
  const changed = new Map(records.flatMap((r) => (r.what === null ? [] : [[r.id, { ...r, what: r.what }]])));
  if (changed.size === 0) return [];
  return (await findMatches(ctx.tx, await searchesOf(ctx.tx), [...changed.keys()])).flatMap(({ search, id }) => {
    const change = changed.get(id);
    return change === undefined || change.seq <= search.fromSeq ? []
      : [{ alertId: search.id, seq: change.seq, recordId: id, news: [{ what: change.what }], cadence: search.cadence }];
  });
}

async function documentHits(ctx: CommandContext, records: readonly Changed[]): Promise<Hit[]> {
  if (records.length === 0) return [];
  const seqs = new Map(records.map((r) => [r.id, r.seq]));
  const alerts = await ctx.tx.selectFrom('core.alert').select(['id', 'recordId', 'known', 'fromSeq', 'cadence'])
    .where('state', '=', 'active').where('recordId', 'in', [...seqs.keys()]).execute();
  const current = await knownOf(ctx.tx, [...new Set(alerts.flatMap((a) => a.recordId ?? []))]);
  const hits: Hit[] = [];
  for (const { id, recordId, known, fromSeq, cadence } of alerts) {
    const [seq, after] = [seqs.get(recordId ?? '') ?? 0, current.get(recordId ?? '') ?? null];
    // Written below and at confirmation, in this shape.
    const news = seq <= fromSeq ? [] : newsSince(known as Known, after);
    if (news.length === 0 || recordId === null) continue;
    await ctx.tx.updateTable('core.alert').set({ known: json(after) }).where('id', '=', id).execute();
    hits.push({ alertId: id, seq, recordId, news, cadence });
  }
  return hits;
}

async function keep(ctx: CommandContext, found: readonly Hit[]): Promise<void> {
  // Whoever ends an alert meanwhile waits; one that is ended already tells nothing more.
  const ids = [...new Set(found.map((h) => h.alertId))];
  const living = await ctx.tx.selectFrom('core.alert').select('id').where(sql<boolean>`id = any(${ids}::uuid[])`).orderBy('id').forKeyShare().execute();
  const alive = new Set(living.map((row) => row.id));
  const hits = found.filter((h) => alive.has(h.alertId));
  for (let i = 0; i < hits.length; i += rowsAtOnce) {
    const rows = hits.slice(i, i + rowsAtOnce).map((h) => ({ alert_id: h.alertId, seq: h.seq, record_id: h.recordId, news: h.news }));
    await sql`insert into core.alert_hit (alert_id, seq, record_id, news)
      select * from jsonb_to_recordset(${json(rows)}) as x(alert_id uuid, seq bigint, record_id uuid, news jsonb) on conflict do nothing`.execute(ctx.tx);
  }
  const settings = await alertSettings(ctx.tx);
  const mails = [...new Map(hits.map((h) => [h.alertId, h.cadence]))].map(([alertId, cadence]) => ({ alertId, kind: 'hits' as const, due: dueOf(cadence, ctx.now, settings) }));
  for (let i = 0; i < mails.length; i += rowsAtOnce) await queueMails(ctx, mails.slice(i, i + rowsAtOnce));
}
