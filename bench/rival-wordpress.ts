// WordPress as Debian packages it, with the records as posts, beside the portal by turns: without a page cache, and with nginx's fastcgi_cache.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from '../server/src/platform/system.ts';
import type { LoadResult } from './http-load.ts';
import { megabytes, memoryOf, processorOf, say, serverProcess } from './kit.ts';
import { answerOf, ended, failed, freePort, joined, load, ms, serve, type Kind, type PortalBench } from './portal.ts';

const HOST = 'www.example.gov.cn';
const CORE = '/usr/share/wordpress';
const THEME = 'twentytwentythree';
const CHINESE = 'zh_CN';
const NGINX = '/usr/sbin/nginx';
const DATABASE = '/usr/sbin/mariadbd';
const WORKERS = 6;
/** As many rows as a list of the portal has. */
const ROWS = 20;
const AT_ONCE = 500;
const ENCODING = 'gzip, br';
const asRoot = process.getuid?.() === 0;

type Rival = { plain: number; cached: number; pids: Record<'PHP' | 'MariaDB' | 'nginx', number>; stop: () => Promise<void> };
type Party = { name: string; port: number; pids: readonly (number | null)[]; paths: string[] };

/** `kinds`: what is asked of the portal; the documents are the first ones by id. */
export async function measureWordPress(system: System, folder: string, kinds: readonly Kind[], how: PortalBench): Promise<void> {
  const php = globSync('/usr/sbin/php-fpm*').at(-1);
  if (php === undefined || ![`${CORE}/wp-load.php`, `${CORE}/wp-content/themes/${THEME}`, `${CORE}/wp-content/languages/${CHINESE}.mo`, DATABASE, NGINX, '/usr/bin/php'].every((path) => existsSync(path))) {
    say('WordPress: not measured; it takes apt-get install wordpress wordpress-l10n wordpress-theme-twentytwentythree php-fpm php-cli php-mysql mariadb-server nginx');
    return;
  }
  const from = performance.now();
  const rival = await startWordPress(system, join(folder, 'wordpress'), php);
  try {
    await answersRightly(system, rival);
    say(`WordPress (made and loaded in ${((performance.now() - from) / 1000).toFixed(0)} s): Debian's, in Chinese, theme ${THEME}, ${WORKERS} PHP workers with opcache, ${ROWS} posts a page, nginx with gzip, MariaDB as Debian sets it; all asked for ${ENCODING}`);
    const [kept, anew] = [await serve('portal', folder), await serve('portal', folder, { TONGMING_PAGE_CACHE: '0' })];
    await compare(rival, { kept, anew, database: await serverProcess(system) }, kinds, how);
    await Promise.all([kept.stop(), anew.stop()]);
  } finally {
    await rival.stop();
  }
}

type Own = { kept: { port: number; pid: number }; anew: { port: number; pid: number }; database: number | null };

async function compare(rival: Rival, own: Own, kinds: readonly Kind[], how: PortalBench): Promise<void> {
  say(`${'page'.padEnd(10)}${'served by'.padEnd(28)}${'/s'.padStart(8)}   ms p50 / p99; processor ms a request; kB a page`);
  const theirs = Object.values(rival.pids);
  for (const kind of kinds) {
    const parties: Party[] = [
      { name: 'WordPress', port: rival.plain, pids: theirs, paths: pathsOf(kind) },
      { name: 'portal, made anew', port: own.anew.port, pids: [own.anew.pid, own.database], paths: kind.paths },
      { name: 'WordPress, fastcgi_cache', port: rival.cached, pids: theirs, paths: pathsOf(kind) },
      { name: 'portal, kept', port: own.kept.port, pids: [own.kept.pid, own.database], paths: kind.paths },
    ];
    for (const { port, paths } of parties.slice(2)) for (const path of paths) await answerOf(port, HOST, path, ENCODING);
    const results = new Map(parties.map(({ name }) => [name, { all: [] as LoadResult[], seconds: 0 }]));
    for (let turn = 0; turn < 2; turn += 1) {
      for (const { name, port, pids, paths } of parties) {
        const before = spentBy(pids);
        const result = await load({ port }, paths, { ...how, seconds: how.seconds / 2 }, { host: HOST, encoding: ENCODING });
        const sum = results.get(name);
        sum?.all.push(result);
        if (sum) sum.seconds += spentBy(pids) - before;
      }
    }
    for (const [name, { all, seconds }] of results) {
      const sum = joined(all);
      const size = all.reduce((bytes, r) => bytes + r.bytes, 0) / sum.requests / 1000;
      say(`${kind.name.padEnd(10)}${name.padEnd(28)}${sum.rate.toFixed(sum.rate < 100 ? 1 : 0).padStart(8)}   ${ms(sum.times, 0.5)} / ${ms(sum.times, 0.99)}; ${((seconds * 1000) / sum.all).toFixed(2)}; ${size.toFixed(1)}${failed(sum)}`);
    }
  }
  say(`memory: ${[...Object.entries(rival.pids), ['portal, kept', own.kept.pid] as const, ['portal, made anew', own.anew.pid] as const, ['PostgreSQL', own.database] as const].map(([name, pid]) => `${name} ${megabytes(memoryOf(pid))}`).join(', ')}`);
}

const spentBy = (pids: readonly (number | null)[]): number => pids.reduce<number>((sum, pid) => sum + (processorOf(pid) ?? Number.NaN), 0);

/** The posts are numbered as the documents are ordered; lists by year and category stand for those by year, category and validity. */
function pathsOf({ name, paths }: Kind): string[] {
  switch (name) {
    case 'list': return ['/page/2/', '/2025/', '/category/policy/', '/category/normative/'];
    case 'document': return paths.map((_, i) => `/post-${i + 1}/`);
    case 'search': return paths.map((path) => path.replace('/search?q=', '/?s='));
    default: return paths;
  }
}

/** That the pages hold what they should, and that the cache is one. */
async function answersRightly(system: System, rival: Rival): Promise<void> {
  const { title } = await system.portalDb.selectFrom('open.record').select('title').orderBy('id').limit(1).executeTakeFirstOrThrow();
  for (const port of [rival.plain, rival.cached]) {
    const { body, headers } = await answerOf(port, HOST, '/post-1/', 'identity');
    if (!Buffer.from(body, 'base64').toString().includes(title.slice(0, 6))) throw new Error(`WordPress does not show ${title}`);
    if (headers.includes('HIT') !== (port === rival.cached)) throw new Error('the page cache of nginx is not as it should be');
  }
}

async function startWordPress(system: System, place: string, php: string): Promise<Rival> {
  const started: ChildProcess[] = [];
  const stop = async () => {
    for (const child of started.toReversed()) if (child.exitCode === null && child.signalCode === null) await ended(child, () => child.kill('SIGTERM'));
  };
  const start = (program: string, args: string[]): number => {
    const child = spawn(program, args, { stdio: 'ignore' });
    started.push(child);
    return child.pid ?? 0;
  };
  try {
    cpSync(CORE, place, { recursive: true, filter: (from) => !from.includes('/languages/') || from.endsWith(`${CHINESE}.mo`) });
    const database = await startDatabase(place, start);
    writeFileSync(join(place, 'wp-config.php'), configOf(database.socket));
    writeFileSync(join(place, 'found.php'), FOUNDING);
    run('/usr/bin/php', ['-d', 'sendmail_path=/bin/true', join(place, 'found.php')]);
    await loadPosts(system, database.socket);
    writeFileSync(join(place, 'fpm.conf'), workersOf(place));
    const fpm = start(php, ['--nodaemonize', '--fpm-config', join(place, 'fpm.conf')]);
    const [plain, cached] = [await freePort(), await freePort()];
    writeFileSync(join(place, 'nginx.conf'), serversOf(place, plain, cached));
    const nginx = start(NGINX, ['-c', join(place, 'nginx.conf'), '-e', join(place, 'error.log')]);
    for (const port of [plain, cached]) await until(() => answerOf(port, HOST, '/', 'identity').then(() => true, () => false));
    return { plain, cached, pids: { PHP: fpm, MariaDB: database.pid, nginx }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase(place: string, start: (program: string, args: string[]) => number): Promise<{ pid: number; socket: string }> {
  const data = join(place, 'data');
  const socket = join(data, 'mysql.sock');
  mkdirSync(data);
  const user = asRoot ? ['--user=mysql'] : [];
  run('/usr/bin/mariadb-install-db', [`--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user]);
  const pid = start(DATABASE, [`--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(data, 'pid')}`, '--skip-networking', ...user]);
  await until(() => Promise.resolve(spawnSync('/usr/bin/mariadb-admin', [`--socket=${socket}`, '--user=root', 'ping'], { stdio: 'ignore' }).status === 0));
  run('/usr/bin/mariadb', [`--socket=${socket}`, '--user=root', '-e', 'create database wordpress character set utf8mb4']);
  return { pid, socket };
}

function run(program: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}${stdout}`.slice(0, 1000));
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (await ready()) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('WordPress did not start');
}

/** Every record a post: title, text by paragraphs as the editor writes them, day and category. */
async function loadPosts(system: System, socket: string): Promise<void> {
  const client = spawn('/usr/bin/mariadb', [`--socket=${socket}`, '--user=root', '--default-character-set=utf8mb4', 'wordpress'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const end = new Promise<number | null>((resolve) => { client.once('exit', resolve); });
  const send = (text: string) => new Promise<void>((resolve) => { if (client.stdin.write(text)) resolve(); else client.stdin.once('drain', resolve); });
  const { portalDb } = system;
  const categories = (await portalDb.selectFrom('open.record').select('category').distinct().orderBy('category').execute()).map((row) => row.category);
  const term = (category: string) => 100 + categories.indexOf(category);
  await send(`set autocommit = 0; delete from wp_posts; delete from wp_comments;
insert into wp_terms (term_id, name, slug) values ${categories.map((c) => `(${term(c)}, ${quoted(c)}, ${quoted(c)})`).join()};
insert into wp_term_taxonomy (term_taxonomy_id, term_id, taxonomy, description) values ${categories.map((c) => `(${term(c)}, ${term(c)}, 'category', '')`).join()};\n`);
  for (let no = 0, last = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await portalDb.selectFrom('open.record').select(['id', 'title', 'bodyText', 'datePublished', 'category']).where('id', '>', last).orderBy('id').limit(AT_ONCE).execute();
    if (rows.length === 0) break;
    const first = no + 1;
    const posts = rows.map(({ title, bodyText, datePublished }, i) => {
      const day = quoted(`${datePublished} 09:00:00`);
      const text = bodyText.split('\n').map((line) => `<!-- wp:paragraph -->\n<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>\n<!-- /wp:paragraph -->`).join('\n\n');
      return `(${first + i}, 1, ${day}, ${day}, ${day}, ${day}, ${quoted(text)}, ${quoted(title)}, '', '', '', '', 'post-${first + i}')`;
    });
    await send(`insert into wp_posts (ID, post_author, post_date, post_date_gmt, post_modified, post_modified_gmt, post_content, post_title, post_excerpt, to_ping, pinged, post_content_filtered, post_name) values ${posts.join()};
insert into wp_term_relationships (object_id, term_taxonomy_id) values ${rows.map(({ category }, i) => `(${first + i}, ${term(category)})`).join()};\n`);
    no += rows.length;
    last = rows.at(-1)?.id ?? '';
  }
  await send('update wp_term_taxonomy t set count = (select count(*) from wp_term_relationships r where r.term_taxonomy_id = t.term_taxonomy_id); commit; analyze table wp_posts, wp_term_relationships;\n');
  client.stdin.end();
  const code = await end;
  if (code !== 0) throw new Error(`posts were not loaded: ${code}`);
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function configOf(socket: string): string {
  const constants = {
    DB_NAME: 'wordpress', DB_USER: 'root', DB_PASSWORD: '', DB_HOST: `localhost:${socket}`, DB_CHARSET: 'utf8mb4', DB_COLLATE: '', WP_HOME: `http://${HOST}`, WP_SITEURL: `http://${HOST}`,
    DISABLE_WP_CRON: true, WP_HTTP_BLOCK_EXTERNAL: true,
  };
  return `<?php
${Object.entries(constants).map(([name, value]) => `define('${name}', ${typeof value === 'string' ? quoted(value) : String(value)});`).join('\n')}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
}

const FOUNDING = `<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '${HOST}';
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('通辽市人民政府', 'bench', 'bench@example.invalid', true, '', bin2hex(random_bytes(16)));
switch_theme('${THEME}');
update_option('WPLANG', '${CHINESE}');
update_option('posts_per_page', ${ROWS});
$wp_rewrite->set_permalink_structure('/%postname%/');
$wp_rewrite->flush_rules(false);
`;

function workersOf(place: string): string {
  return `[global]
error_log = ${place}/fpm.log
[www]
${asRoot ? 'user = www-data\ngroup = www-data\n' : ''}listen = ${place}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = ${WORKERS}
`;
}

/** As the packages set nginx up: a worker for each processor, answers packed by gzip. */
function serversOf(place: string, plain: number, cached: number): string {
  const cache = `fastcgi_cache pages; fastcgi_cache_key "$scheme$request_method$host$request_uri"; fastcgi_cache_valid 200 10m; fastcgi_cache_lock on; add_header X-Cache $upstream_cache_status;`;
  const server = (port: number, more: string) => `server { listen 127.0.0.1:${port}; server_name ${HOST}; root ${place}; index index.php;
location / { try_files $uri $uri/ /index.php?$args; }
location ~ \\.php$ { include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:${place}/fpm.sock; ${more} } }`;
  return `daemon off; worker_processes auto; pid ${place}/nginx.pid; error_log ${place}/error.log;${asRoot ? ' user www-data;' : ''}
events { worker_connections 768; }
http { include /etc/nginx/mime.types; access_log off; sendfile on; gzip on; keepalive_requests 1000000; fastcgi_read_timeout 600s; fastcgi_buffers 16 32k; fastcgi_buffer_size 64k;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place}/temp-${name};`).join(' ')}
fastcgi_cache_path ${place}/cache levels=1:2 keys_zone=pages:10m inactive=60m;
${server(plain, '')}
${server(cached, cache)} }
`;
}
