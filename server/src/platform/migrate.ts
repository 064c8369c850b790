// Plain numbered SQL files, each applied once, in order, in a transaction, under one lock.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

const FOLDER = new URL('../../migrations/', import.meta.url);

export type Migration = { no: number; name: string; sql: string; hash: string };

export function migrations(): Migration[] {
  return readdirSync(FOLDER).filter((f) => /^\d{4}_.+\.sql$/.test(f)).sort().map((name) => {
    const sql = readFileSync(new URL(name, FOLDER), 'utf8');
    return { no: Number(name.slice(0, 4)), name, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}

const MINIMUM_SERVER = 150_000;

/** Brings a database up to `upTo` (default: the newest). Returns what was applied. Upgrades need nothing else. */
export async function migrate(
  ownerUrl: string, options: { upTo?: number; onStep?: (name: string) => void } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tongming migrate' });
  await client.connect();
  try {
    await assertVersion(client);
    await client.query(`select pg_advisory_lock(hashtextextended('tongming.migrate', 0))`);
    await makeRoles(client);
    await client.query(`create table if not exists public.tongming_migration (
      no int primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`);
    return await applyAll(client, options);
  } finally {
    await client.end();
  }
}

async function applyAll(client: pg.Client, options: { upTo?: number; onStep?: (name: string) => void }): Promise<string[]> {
  const done = new Map((await client.query<{ no: number; hash: string }>('select no, hash from public.tongming_migration')).rows
    .map((row) => [row.no, row.hash]));
  const known = migrations();
  const unknown = [...done.keys()].filter((no) => !known.some((m) => m.no === no));
  if (unknown.length > 0) {
    throw new Error(`数据库由更新的版本建立（迁移 ${unknown.join('、')} 不在本程序中）：请使用不低于该版本的程序`);
  }
  const applied: string[] = [];
  for (const migration of known.filter((m) => !done.has(m.no) && m.no <= (options.upTo ?? Infinity))) {
    await client.query('begin');
    try {
      await client.query(migration.sql);
      await client.query('insert into public.tongming_migration (no, name, hash) values ($1, $2, $3)',
        [migration.no, migration.name, migration.hash]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`迁移 ${migration.name} 失败，数据库未改变`, { cause: error });
    }
    applied.push(migration.name);
    options.onStep?.(migration.name);
  }
  return applied;
}

async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string; server_encoding: string }>(
    `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version,
      current_setting('server_encoding') as server_encoding`);
  const row = rows[0];
  if (!row || Number(row.server_version_num) < MINIMUM_SERVER) throw new Error(`需要 PostgreSQL 15 或更新版本，当前为 ${row?.server_version}`);
  if (row.server_encoding !== 'UTF8') throw new Error(`数据库编码须为 UTF8，当前为 ${row.server_encoding}`);
}

/**
 * The two working roles. They are of the cluster, not of the database, so another database may have made them already.
 * The owner is made a member, so that one login can act as each; a portal node logs in with its own.
 */
async function makeRoles(client: pg.Client): Promise<void> {
  for (const role of ['tongming_app', 'tongming_portal']) {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then
        begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end;
      end if;
      if not pg_has_role(current_user, '${role}', 'MEMBER') then grant ${role} to current_user; end if;
    end $$`);
  }
}
