// The offline package: files of a folder that opens without a server, in the order in which they can be made.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { imageFilesOf, parseBody } from '@tongming/typeset';
import type { OpenAgency } from '../../domains/library/open/agencies.ts';
import { facetNames } from '../../domains/library/open/filter.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { readFile, type FileStore } from '../../platform/files.ts';
import { Refused } from '../../platform/errors.ts';
import type { ZipEntry } from '../../platform/zip.ts';
import { formatCount } from '../format.ts';
import { offline as words } from '../messages/offline.ts';
import { zh } from '../messages/zh.ts';
import { namesOf, valueLabel } from '../pages/facets.ts';
import { createIndex, fold, partCharacters } from './index-writer.ts';
import { gonePage, indexPage, listPage, pagePath, recordPageOf, rowsOfList, type ListedRecord, type PackageSite } from './pages.ts';

export type PackageInput = {
  site: PackageSite;
  /** What the reader is told of the choice: all, or the filter. */
  scope: string;
  /** Number of the change feed up to which the records are. */
  seq: number;
  /** An update package: what changed after this number, and what is no longer there. */
  update: { from: number; gone: readonly string[] } | null;
  records: AsyncIterable<OpenRecord[]>;
  agencies: readonly OpenAgency[];
  files: FileStore;
  css: Uint8Array;
  onRecords?: (done: number) => void;
  /** Characters of one part of the index; less in tests. */
  partSize?: number;
};

const encoder = new TextEncoder();
const scripts = ['fold.js', 'offline.js'].map((name) => [name, readFileSync(new URL(name, import.meta.url))] as const);

/** Every file of the package, and last the list of their hashes. */
export async function* packageEntries(input: PackageInput): AsyncGenerator<ZipEntry> {
  const hashes: string[] = [];
  for await (const entry of contentEntries(input)) {
    hashes.push(`${createHash('sha256').update(entry.bytes).digest('hex')}  ${createHash('sm3').update(entry.bytes).digest('hex')}  ${entry.name}`);
    yield entry;
  }
  yield file(words.files.list, `${[...words.files.listHead, ...hashes].join('\r\n')}\r\n`);
}

function file(name: string, content: string | Uint8Array): ZipEntry {
  return { name, bytes: typeof content === 'string' ? encoder.encode(content) : content };
}

async function* contentEntries(input: PackageInput): AsyncGenerator<ZipEntry> {
  const { site, seq, update } = input;
  const listed: ListedRecord[] = [];
  const parts: string[] = [];
  const labels = new Map(facetNames.map((name) => [name as string, new Map<string, string>()]));
  yield* recordEntries(input, { listed, parts, labels });
  listed.sort((a, b) => (a.datePublished < b.datePublished ? 1 : a.datePublished > b.datePublished ? -1 : 0));
  yield file('assets/offline.css', input.css);
  for (const [name, bytes] of scripts) yield file(`assets/${name}`, bytes);
  const values = Object.fromEntries([...labels].map(([name, of]) => [name, Object.fromEntries(of)]));
  const count = formatCount(listed.length);
  if (update === null) {
    yield file('data/words.js', call('words', { script: words.script, facet: zh.records.facet, values }));
    yield file('data/base.js', call('base', { seq, parts }));
    yield file('data/update.js', call('latest', null));
    const lists = Math.max(1, Math.ceil(listed.length / rowsOfList));
    for (let n = 0; n < lists; n += 1) yield file(`list-${n + 1}.html`, listPage(site, listed.slice(n * rowsOfList, (n + 1) * rowsOfList), n + 1, lists));
    yield file('index.html', indexPage(site, listed.length, lists));
  } else {
    yield file(`data/after-${update.from}.js`, call('update', { from: update.from, to: seq, parts, gone: update.gone, values }));
    yield file('data/update.js', call('latest', update.from));
    for (const id of update.gone) yield file(pagePath(id), gonePage(site));
  }
  yield file(words.files.readme, `\ufeff${words.readme({ site: site.name, day: site.day, count, seq, since: update?.from ?? null, scope: input.scope }).join('\r\n')}`);
}

/** Data as a call of a plain script: a page opened from a file system may fetch nothing. */
function call(name: string, ...values: unknown[]): string {
  return `tm.${name}(${values.map((value) => JSON.stringify(value).replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)).join(',')})\n`;
}

type Collected = { listed: ListedRecord[]; parts: string[]; labels: Map<string, Map<string, string>> };
type Row = readonly (string | number | null)[];

async function* recordEntries(input: PackageInput, { listed, parts, labels }: Collected): AsyncGenerator<ZipEntry> {
  const names = namesOf(input.agencies, new Map());
  const images = new Set<string>();
  const prefix = input.update === null ? 'p' : `u${input.update.from}-${input.seq}-`;
  let index = createIndex(input.partSize);
  let rows: Row[] = [];
  const flush = function* (): Generator<ZipEntry> {
    if (rows.length === 0) return;
    const part = `${prefix}${parts.length}`;
    const present: number[] = [];
    for (const { shard, bytes } of index.write(part)) {
      present.push(shard);
      // Differences are nearly as small as they can be: more effort gains nothing.
      yield { name: `data/${part}/${shard}.js`, bytes, level: 1 };
    }
    yield file(`data/${part}/docs.js`, call('docs', part, rows, present));
    parts.push(part);
    rows = [];
    index = createIndex(input.partSize);
  };
  for await (const records of input.records) {
    for (const record of records) {
      yield { ...file(pagePath(record.id), recordPageOf(record, input.site)), level: 4 };
      yield* imageEntries(record, input.files, images);
      const values = facetValues(record);
      for (const name of facetNames) if (values[name] !== '') labels.get(name)?.set(values[name], valueLabel(name, values[name], names));
      const begin = index.add(searchText(record));
      rows.push([record.id, record.title, record.documentNumber, record.issuer || record.agencyName, record.dateMade ?? record.datePublished, record.status, values.theme,
        values.category, values.kind, values.year, values.region, values.agency, record.datePublished, begin, fold(record.title).length]);
      const { id, title, documentNumber, datePublished, status } = record;
      listed.push({ id, title, documentNumber, datePublished, status });
      if (index.length >= (input.partSize ?? partCharacters)) yield* flush();
    }
    input.onRecords?.(listed.length);
  }
  yield* flush();
}

/** What is searched: the title first, then what names the document, then its text. */
export function searchText(record: OpenRecord): string {
  return [record.title, record.documentNumber ?? '', record.indexNumber, record.issuer || record.agencyName, record.keywords.join('\n'), record.bodyText].join('\n');
}

function facetValues(record: OpenRecord): Record<(typeof facetNames)[number], string> {
  return {
    category: record.category, status: record.status, agency: record.agencyCode, theme: record.theme?.split(/[\\/]/)[0]?.trim() ?? '', kind: record.kind,
    year: (record.dateMade ?? record.datePublished).slice(0, 4), region: record.regionCode,
  };
}

/** The same picture once, whatever number of records shows it. One that is gone meanwhile is left out. */
async function* imageEntries(record: OpenRecord, files: FileStore, seen: Set<string>): AsyncGenerator<ZipEntry> {
  if (record.body === null) return;
  for (const hash of imageFilesOf(parseBody(record.body))) {
    if (seen.has(hash)) continue;
    seen.add(hash);
    try {
      yield { name: `img/${hash}`, bytes: await readFile(files, hash, 'open'), level: 0 };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}
