// Real PostgreSQL for tests: a throw-away cluster for the run (vitest.config.ts starts it), a fresh database a call.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { chmodSync } from 'node:fs';
import type { Actor } from './command.ts';
import { kyselyOf, poolOf, type Db, type PortalDb } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import type { DB, OpenDB } from './schema.ts';

const CLUSTER = 'TONGMING_TEST_CLUSTER';
const TEMPLATE = 'tongming_template';

/** Starts the run's cluster and migrates the template; call once, before the tests. Returns how to stop it. */
export async function startTestCluster(binaries?: string): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'tongming-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ folder: join(folder, 'pg'), durable: false, ...(binaries ? { binaries } : {}) });
  process.env[CLUSTER] = server.ownerUrl;
  await asOwner((client) => client.query(`create database ${TEMPLATE} template template0`));
  await migrate(urlOf(TEMPLATE));
  return async () => {
    await server.leave();
    rmSync(folder, { recursive: true, force: true });
  };
}

export type TestDatabase = { db: Db; portalDb: PortalDb; ownerUrl: string; drop(): Promise<void> };

/** A migrated, empty database. `db` acts as tongming_app, `portalDb` as tongming_portal. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asOwner((client) => client.query(`create database ${name} template ${TEMPLATE}`));
  const ownerUrl = urlOf(name);
  const db = kyselyOf<DB>(poolOf({ connectionString: ownerUrl, role: 'tongming_app', name: 'test app', max: 60 }));
  const portalDb = kyselyOf<OpenDB>(poolOf({ connectionString: ownerUrl, role: 'tongming_portal', name: 'test portal' }));
  const drop = async () => {
    await Promise.all([db.destroy(), portalDb.destroy()]);
    await asOwner((client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { db, portalDb, ownerUrl, drop };
}

/** Raw access as the owner, for tests that tamper. */
export async function asOwnerOf<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const testActor: Actor = { personId: null, name: '测试', role: 'system', agencyCode: null };

function urlOf(database: string): string {
  const url = process.env[CLUSTER];
  if (!url) throw new Error('no test cluster: run through vitest.config.ts');
  return url.replace('@/tongming?', `@/${database}?`);
}

function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asOwnerOf(urlOf('postgres'), work);
}
