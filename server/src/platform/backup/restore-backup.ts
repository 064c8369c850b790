// A backup back into a database and a file store. The database changes in one transaction, checked before it commits.
import { rm } from 'node:fs/promises';
import type pg from 'pg';
import { refuse } from '../errors.ts';
import { listFiles, pathOf, type FilePlace, type FileStore } from '../files.ts';
import { migrate, migrations } from '../migrate.ts';
import { checkBackup, entriesOf } from './check-backup.ts';
import { journalHead, type Progress } from './make-backup.ts';
import { type Manifest } from './manifest.ts';
import { zh } from './messages.ts';
import { restoreFile } from './restore-file.ts';
import { copyIn, holdsData, plainSession, sumOf, tablesOf } from './tables.ts';

export type RestoreTarget = { ownerUrl: string; files: FileStore };

/**
 * Checks everything, then restores. Nothing is changed when the file is not whole ('bad-backup') or the database holds
 * data and `replace` is not given ('not-empty', 409).
 */
export async function restoreBackup(target: RestoreTarget, path: string, options: { replace: boolean }, progress: Progress): Promise<Manifest> {
  const manifest = await checkBackup(path, (done, total) => progress(zh.steps.check, Math.ceil(done / 1024), Math.ceil(total / 1024)));
  const client = await plainSession(target.ownerUrl, 'tongming restore');
  try {
    if (!options.replace && await holdsData(client)) refuse('not-empty', zh.notEmpty, 409);
    // Roles are of the cluster and stay whatever happens to the transaction.
    await migrate(target.ownerUrl, { upTo: 0 });
    await client.query(`set lock_timeout = '20s'; set gin_pending_list_limit = 1048576`);
    await client.query('begin');
    try {
      progress(zh.steps.structure, 0, null);
      await rebuild(client, manifest);
      await load(client, target.files, path, manifest, progress);
      await compare(client, manifest, progress);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
    if (options.replace) await removeOthers(target.files, manifest);
    await client.query('select open.merge_search()');
    await client.query('analyze');
  } finally {
    await client.end();
  }
  await migrate(target.ownerUrl, { onStep: (name) => progress(`${zh.steps.newer} ${name}`, 0, null) });
  return manifest;
}

/** The schema as it was when the backup was made, empty. */
async function rebuild(client: pg.Client, manifest: Manifest): Promise<void> {
  await client.query('drop schema if exists core, open, inbox cascade; delete from public.tongming_migration');
  const wanted = new Set(manifest.migrations.map((m) => m.no));
  await client.query('set local search_path to default');
  for (const m of migrations().filter((each) => wanted.has(each.no))) {
    await client.query(m.sql);
    await client.query('insert into public.tongming_migration (no, name, hash) values ($1, $2, $3)', [m.no, m.name, m.hash]);
  }
  await client.query('set local search_path = pg_catalog');
  for (const table of (await tablesOf(client)).toReversed()) {
    // What the triggers would do is in the backup already; the owner may hold them off, and back on they are before commit.
    await client.query(`alter table ${table.name} disable trigger user`);
    await client.query(`delete from ${table.name}`);
  }
}

async function load(client: pg.Client, files: FileStore, path: string, manifest: Manifest, progress: Progress): Promise<void> {
  const open = new Map<string, ReturnType<typeof copyIn>>();
  const finish = async (): Promise<void> => {
    for (const copy of open.values()) await copy.end();
    open.clear();
  };
  let at = 0;
  for await (const entry of entriesOf(path)) {
    const [kind, part = '', name = ''] = entry.name.split('/');
    progress(kind === 'files' ? zh.steps.files : zh.steps.table(part), at += 1, manifest.entries.length + 1);
    if (!open.has(part)) await finish();
    if (kind === 'tables') {
      const copy = open.get(part) ?? copyIn(client, { name: part, columns: manifest.tables.find((t) => t.name === part)?.columns ?? [] });
      open.set(part, copy);
      for await (const chunk of entry.data) await copy.write(chunk);
    } else if (kind === 'files') await restoreFile(files, part as FilePlace, name, entry);
    else for await (const _rest of entry.data);
  }
  await finish();
  await resetIdentities(client, manifest);
  // Checks that wait for the end of the transaction keep the tables from being altered.
  await client.query('set constraints all immediate');
  for (const table of manifest.tables) await client.query(`alter table ${table.name} enable trigger user`);
}

async function resetIdentities(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const { name, identity, lastIdentity } of manifest.tables) {
    if (identity === null) continue;
    await client.query(`select setval(pg_get_serial_sequence($1, $2), greatest($3::bigint, (select max(${identity}) from ${name}), 1),
      $3::bigint is not null or exists (select from ${name}))`, [name, identity, lastIdentity]);
  }
}

/** Every table has the rows it had, byte for byte. */
async function compare(client: pg.Client, manifest: Manifest, progress: Progress): Promise<void> {
  const there = await tablesOf(client);
  for (const [i, expected] of manifest.tables.entries()) {
    progress(zh.steps.verify, i + 1, manifest.tables.length);
    const table = there.find((t) => t.name === expected.name);
    const sum = table ? await sumOf(client, table) : null;
    if (sum?.rows !== expected.rows || sum.sha256 !== expected.sha256) throw new Error(zh.mismatch(expected.name));
  }
  if (await journalHead(client) !== manifest.journalHead) throw new Error(zh.journal);
}

/** What the database before this one had in its store; above all, what the public could see. */
async function removeOthers(files: FileStore, manifest: Manifest): Promise<void> {
  const kept = new Set(manifest.entries.map((entry) => entry.name));
  for (const place of ['open', 'core'] as const) {
    for await (const hash of listFiles(files, place)) {
      if (!kept.has(`files/${place}/${hash}`)) await rm(pathOf(files, place, hash), { force: true });
    }
  }
}

