// How long until a new or withdrawn document is in or out of what the API answers, with the accelerator at work?
import { sql } from 'kysely';
import { startServer } from '../server/src/main.ts';
import { engineFor } from '../server/src/platform/search-engine/registry.ts';
import { indexRecord } from '../server/src/platform/search-index.ts';
import { setLogSink } from '../server/src/platform/log.ts';
import type { System } from '../server/src/platform/system.ts';
import { say, threeOf } from './kit.ts';

const DOCUMENTS = 30;
const POLL_MS = 2;
const PATIENCE_MS = 10_000;

export async function measureFollowing(system: System): Promise<void> {
  setLogSink(() => undefined);
  const server = await startServer(system, 'portal', 'production');
  const started = performance.now();
  while (engineFor(system.portalDb) === undefined) await new Promise((resolve) => { setTimeout(resolve, 20); });
  say(`\nthe server's index answers ${((performance.now() - started) / 1000).toFixed(1)} s after the server does`);
  try {
    const base = `http://127.0.0.1:${server.port}/api/v1/records?limit=1&q=`;
    const times = { in: [] as number[], out: [] as number[] };
    for (let no = 0; no < DOCUMENTS; no += 1) {
      const id = `ffffffff-ffff-4fff-8fff-${String(Math.floor(performance.timeOrigin + no) % 1e12).padStart(12, '0')}`;
      const title = `关于测量第${id.slice(-12)}号公文检索用时的通知`;
      times.in.push(await until(base + encodeURIComponent(`"${title}"`), 1, () => publish(system, id, title)));
      times.out.push(await until(base + encodeURIComponent(`"${title}"`), 0, () => withdraw(system, id)));
    }
    say(`ms from the beginning of the transaction until GET /api/v1/records shows it, p50 / p95 / p99: published ${threeOf(times.in)}, withdrawn ${threeOf(times.out)}`);
  } finally {
    await server.stop();
  }
}

async function until(url: string, total: number, change: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await change();
  for (let n = 0; performance.now() - from < PATIENCE_MS; n += 1) {
    const response = await fetch(url, { headers: { 'x-forwarded-for': `10.3.${n % 200}.${1 + (Math.floor(from) % 200)}` } });
    if (((await response.json()) as { total: number }).total === total) return performance.now() - from;
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
  }
  throw new Error(`${url} never had ${total}`);
}

function publish({ db }: System, id: string, title: string): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await sql`insert into open.record (id, index_number, agency_code, agency_name, issuer, region_code, kind, category, title, date_made, published_at, date_published, status, attribute, edition, body_text, updated_at)
      select ${id}::uuid, ${id}, agency_code, agency_name, issuer, region_code, kind, category, ${title}, date_made, now(), date_published, 'in-force', 'full', 1, '', now() from open.record limit 1`.execute(tx);
    await indexRecord(tx, [{ id, title, documentNumber: null, bodyText: '', keywords: [], attachmentsText: '', dateMade: null }]);
    await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'published', tags: [] }).execute();
  });
}

function withdraw({ db }: System, id: string): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('open.record').where('id', '=', id).execute();
    await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'withdrawn', tags: [] }).execute();
  });
}
