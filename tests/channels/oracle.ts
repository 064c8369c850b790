// The leak oracle: walks every channel the public has and holds each answer against what must not be there.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInFile } from '@tongming/typeset';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import type { System } from '../../server/src/platform/system.ts';
import { writeSite } from '../../server/src/site-export.ts';

export type Leak = { channel: string; word: string };
export type Walk = { pages: number; files: number; leaks: Leak[]; failures: string[] };

const START = ['/', '/records/', '/openness/', '/site-map/', '/sitemap.xml', '/feed.xml', '/robots.txt', '/api/v1/records?limit=100', '/search?q=通知', '/about/accessibility', '/report-error', '/sites', '/kiosk/', '/content/', '/topics/', '/hotlines',
  '/open-data', '/feed.atom', '/feed.json', '/sitemaps/records-1.xml', '/api/v1/openapi.json', '/api/v1/changes', '/api/v1/records.jsonl', '/api/v1/records.csv',
  '/oai?verb=Identify', '/oai?verb=ListSets', '/oai?verb=ListIdentifiers&metadataPrefix=oai_dc', '/oai?verb=ListRecords&metadataPrefix=oai_dc', '/oai?verb=ListRecords&metadataPrefix=zwgk',
  '/inventory', '/inventory/numbers', '/inventory.xlsx', '/inventory.csv', '/inventory/records.xlsx', '/inventory/records.csv', '/inventory/numbers.xlsx', '/inventory/numbers.csv',
  '/about/offline', '/offline.zip', ...['pdf', 'docx', 'txt', 'md', 'xml', 'json'].map((format) => `/records/download?format=${format}`)];
const MOST_PAGES = 3_000;
const MOST_TRIES = 20;

/** Follows every link of the portal from its entrances, with a search for each secret word, and searches all it gets. */
export async function walkPortal(base: string, secrets: string[], alsoAsk: string[] = []): Promise<Walk> {
  const walk: Walk = { pages: 0, files: 0, leaks: [], failures: [] };
  const searches = secrets.flatMap((word) => [`/search?q=${encodeURIComponent(word)}`, `/api/v1/records?q=${encodeURIComponent(word)}`, `/records/?q=${encodeURIComponent(word)}`, `/api/v1/records.jsonl?q=${encodeURIComponent(word)}`]);
  const queue = [...START, ...alsoAsk, ...searches];
  const seen = new Set(queue);
  for (let path = queue.shift(); path !== undefined && walk.pages < MOST_PAGES; path = queue.shift()) {
    for (const link of await visit(base, path, secrets, walk)) {
      // A link with a secret in it was noted on the page that holds it, or is the echo of a question put here.
      if (!seen.has(link) && !secrets.some((word) => decoded(decoded(link)).includes(word))) queue.push(link);
      seen.add(link);
    }
  }
  if (walk.pages === MOST_PAGES) walk.failures.push(`not all was walked: more than ${MOST_PAGES} addresses`);
  return walk;
}

async function visit(base: string, path: string, secrets: string[], walk: Walk): Promise<string[]> {
  const response = await fetchPatiently(base + path);
  const bytes = new Uint8Array(await response.arrayBuffer());
  walk.pages += 1;
  if (response.status >= 500 || response.status === 429) walk.failures.push(`${path}: ${response.status}`);
  const type = response.headers.get('content-type') ?? '';
  const headers = decodeURIComponent([...response.headers].map(([k, v]) => `${k}: ${v}`).join('\n').replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25'));
  noteText(`${path} (headers)`, headers, secrets, walk);
  if (type.startsWith('application/zip')) {
    await noteArchive(path, bytes, secrets, walk);
    return [];
  }
  const kind = fileKind(type);
  if (kind) {
    walk.files += 1;
    for (const { word, where } of await findInFile(bytes, kind, secrets)) walk.leaks.push({ channel: `${path} (${where})`, word });
    return [];
  }
  const text = new TextDecoder().decode(bytes);
  // A search page repeats the question that the walker itself put; that echo is no leak.
  noteText(path, path.includes('q=') ? withoutEcho(text, path) : text, secrets, walk);
  return linksOf(text, base, path);
}

/** What is refused for haste has shown nothing yet. */
async function fetchPatiently(address: string): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(address, { redirect: 'manual' });
    if (response.status !== 429 || tries === MOST_TRIES) return response;
    await response.body?.cancel();
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });
  }
}

/** An archive is opened: the names in it, and every file as what it is. */
async function noteArchive(path: string, bytes: Uint8Array, secrets: string[], walk: Walk): Promise<void> {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const channel = `${path}!${name}`;
    walk.files += 1;
    noteText(`${channel} (name)`, name, secrets, walk);
    if (/\.(?:pdf|docx)$/.test(name)) {
      for (const { word, where } of await findInFile(content, name.endsWith('pdf') ? 'pdf' : 'docx', secrets)) walk.leaks.push({ channel: `${channel} (${where})`, word });
    } else noteText(channel, new TextDecoder().decode(content), secrets, walk);
  }
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

function fileKind(type: string): 'pdf' | 'docx' | 'xlsx' | 'txt' | null {
  if (type.startsWith('application/pdf')) return 'pdf';
  if (type.includes('wordprocessingml')) return 'docx';
  if (type.includes('spreadsheetml')) return 'xlsx';
  return type.startsWith('text/plain') ? 'txt' : null;
}

function noteText(channel: string, text: string, secrets: string[], walk: Walk): void {
  const folded = text.replaceAll(/\s+/g, '');
  for (const word of secrets) if (folded.includes(word.replaceAll(/\s+/g, ''))) walk.leaks.push({ channel, word });
}

function withoutEcho(text: string, path: string): string {
  const asked = new URL(path, 'http://x').searchParams.get('q') ?? '';
  const results = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;
  const items = [...results.matchAll(/<(?:li|article)\b[\s\S]*?<\/(?:li|article)>/g)].map((m) => m[0]).filter((item) => /href="\/records\//.test(item));
  return text.startsWith('{') || path.startsWith('/api/v1/records.') ? text : asked === '' ? text : items.join('\n');
}

function linksOf(text: string, base: string, path: string): string[] {
  const found = [...text.matchAll(/(?:href|src|action|url)=["']([^"'#]+)|<loc>([^<]+)<\/loc>|<link>([^<]+)<\/link>|"(?:url|next)":"([^"]+)"/g)]
    .map((m) => m[1] ?? m[2] ?? m[3] ?? m[4] ?? '');
  return found.flatMap((href) => {
    try {
      const url = new URL(href.replaceAll('&amp;', '&'), base + path);
      const here = url.host === new URL(base).host || url.hostname === 'localhost';
      // Facets multiply without end; the lists themselves are walked, one facet deep. A part of a bulk file or a package is in the whole one.
      return here && !url.pathname.startsWith('/console') && !url.pathname.startsWith('/api/v1/records.') && url.pathname !== '/offline.zip' && [...url.searchParams].length <= 1 ? [url.pathname + url.search] : [];
    } catch {
      return [];
    }
  });
}

/** A site as files: nothing may stand in any of them, or in what it keeps for the next run. */
export async function walkExport(system: System, site: string, secrets: string[]): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), 'tongming-leaks-'));
  const walk: Walk = { pages: 0, files: 0, leaks: [], failures: [] };
  try {
    const { broken } = await writeSite(system, { site, folder, live: null, onProgress: () => undefined });
    walk.failures.push(...broken.map(({ address, on }) => `${address} on ${on}`));
    for (const file of filesBelow(join(folder, 'releases'))) {
      const bytes = new Uint8Array(readFileSync(file));
      walk.files += 1;
      noteText(file, Buffer.from(bytes).toString(), secrets, walk);
      if (/\.(?:pdf|docx)$/.test(file)) for (const { word, where } of await findInFile(bytes, kindOf(bytes), secrets)) walk.leaks.push({ channel: `${file} (${where})`, word });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return walk;
}

/** The place itself: every row of schema `open` and every public file must be free of the words. */
export async function searchPlace(system: System, secrets: string[]): Promise<Leak[]> {
  const leaks: Leak[] = [];
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'open'`.execute(system.portalDb);
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(`open.${name}`)} t`.execute(system.portalDb);
    const text = rows.map((r) => r.row).join('\n').replaceAll(/\s+/g, '');
    for (const word of secrets) if (text.includes(word.replaceAll(/\s+/g, ''))) leaks.push({ channel: `open.${name}`, word });
  }
  for (const file of filesBelow(join(system.config.dataFolder, 'files', 'open'))) {
    const bytes = new Uint8Array(readFileSync(file));
    for (const { word, where } of await findInFile(bytes, kindOf(bytes), secrets)) leaks.push({ channel: `public file (${where})`, word });
  }
  return leaks;
}

function kindOf(bytes: Uint8Array): 'pdf' | 'docx' | 'txt' {
  if (bytes[0] === 0x25 && bytes[1] === 0x50) return 'pdf';
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'docx' : 'txt';
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
  } catch {
    return [];
  }
}
