// Several records as one archive: ticked ones, a page of a list, or all that a search or a filter finds.
import { Readable } from 'node:stream';
import { formatInstant, now } from '@tongming/law';
import type { Context } from 'hono';
import { everyRecord } from '../../domains/library/open/bulk.ts';
import { completeById, completeRecords } from '../../domains/library/open/complete.ts';
import { documentsOf } from '../../domains/library/open/content-categories.ts';
import { totalOf } from '../../domains/library/open/counts.ts';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import type { RecordFilter } from '../../domains/library/open/filter.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { lastChange } from '../../platform/change.ts';
import { refuse } from '../../platform/errors.ts';
import { safeName, zipStream, type ZipEntry } from '../../platform/zip.ts';
import { formatCount, statusName } from '../format.ts';
import { isFormat, makeFormat, printed, type Format, type Maker } from '../formats.ts';
import { takeAlong as words } from '../messages/take-along.ts';
import { zh } from '../messages/zh.ts';
import { tooManyToTakePage } from '../pages/take-along.ts';
import { answerOnce, cellsFor, clientOf, inLanguage, originOf, ownCodes, visit, type Portal } from '../portal.ts';
import { mostTaken } from '../taking.ts';
import { contentDisposition } from './content-disposition.ts';
import { csvCell } from '../../platform/csv.ts';
import { wholeRecord } from './open-data-record.ts';
import { asksAll, readFilter } from './pages.ts';

/** Archives in the making in this process; more are asked to come again. */
const mostAtOnce = 3;
const batch = 50;
const longestQuestion = 400;

/** `agencies`: the reach of the site it is asked of. */
export type Wanted = { q: string; filter: RecordFilter; agencies?: readonly string[] | undefined };

export function readWanted(query: (name: string) => string | undefined): Wanted {
  const q = (query('q') ?? '').trim();
  if (q.length > longestQuestion) refuse('bad-query', zh.api.qTooLong(longestQuestion), 400);
  return { q, filter: readFilter(query) ?? refuse('bad-filter', zh.errors.badRequest.text, 400) };
}

/** As much as the list shows under which it stands. */
export async function withinReach(portal: Portal, c: Context, query: (name: string) => string | undefined): Promise<Wanted> {
  const wanted = readWanted(query);
  if (asksAll(query)) return wanted;
  const v = await visit(portal, c);
  return { ...wanted, filter: inLanguage(v, wanted.filter), agencies: ownCodes(v) };
}

/** The exact number of what would be taken. */
export async function countWanted(portal: Portal, { q, filter, agencies }: Wanted): Promise<number> {
  if (q !== '') return (await searchRecords(portal.db, { q, filter, limit: 1, cursor: null, agencies })).total;
  const cells = filter.documents ? documentsOf(await cellsFor(portal, await lastChange(portal.db), filter)) : await cellsFor(portal, await lastChange(portal.db), filter);
  const among = agencies === undefined ? null : new Set(agencies);
  return totalOf(cells.filter((cell) => (among?.has(cell.agency) ?? true) && (filter.language ?? cell.language) === cell.language), filter);
}

export async function* recordsOf(portal: Pick<Portal, 'db'>, { q, filter, agencies }: Wanted): AsyncGenerator<OpenRecord[]> {
  for await (const whole of everyRecord(portal.db, filter, q, batch, { agencies })) yield completeRecords(portal.db, whole);
}

async function* recordsById(portal: Portal, ids: readonly string[]): AsyncGenerator<OpenRecord[]> {
  for (let i = 0; i < ids.length; i += batch) yield completeById(portal.db, ids.slice(i, i + batch));
}

export async function tooMany(portal: Portal, c: Context, total: number, most: number): Promise<Response> {
  const { context } = await visit(portal, c);
  const { pathname, search } = new URL(c.req.url);
  const back = pathname.endsWith('/download') || pathname.endsWith('/offline.zip') ? search : '';
  return answerOnce(c, { page: tooManyToTakePage(formatCount(total), formatCount(most), total === 0, back), status: total === 0 ? 400 : 422 }, context);
}

/** How many archives are being made; each gives its place back when its stream ends, however it ends. */
export function archivePlaces(most = mostAtOnce): { take: (stream: () => Readable) => Readable } {
  let taken = 0;
  return {
    take(make) {
      if (taken >= most) refuse('busy', words.busy, 503);
      taken += 1;
      const stream = make();
      stream.once('close', () => { taken -= 1; });
      return stream;
    },
  };
}

export type ManyContext = { portal: Portal; maker: Omit<Maker, 'origin' | 'json'>; places: ReturnType<typeof archivePlaces> };

/** GET: all that the query finds, or with `ids` just those. POST: those of a form. */
export async function downloadMany({ portal, maker, places }: ManyContext, c: Context): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const form = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : new URL(c.req.url).searchParams;
  const given = form.get('format') ?? 'txt';
  const format = isFormat(given) ? given : refuse('bad-format', zh.errors.badRequest.text, 400);
  const most = printed.includes(format) ? mostTaken.printed : mostTaken.text;
  const ids = [...new Set(form.getAll('ids').flatMap((value) => value.split(',')).filter((id) => id !== ''))];
  if (ids.some((id) => !isRecordId(id))) refuse('bad-id', zh.api.badId, 400);
  const field = (name: string): string | undefined => form.get(name) ?? undefined;
  const asked: Wanted = await withinReach(portal, c, field);
  // As many as the list shows under which it stands: a list without a question is one of documents.
  const wanted: Wanted = asked.q === '' ? { ...asked, filter: { ...asked.filter, documents: 'only' } } : asked;
  const listed = ids.length > 0 || c.req.method === 'POST';
  const total = listed ? ids.length : await countWanted(portal, wanted);
  if (total === 0 || total > most) return tooMany(portal, c, total, most);
  const whole: Maker = { ...maker, origin: originOf(portal, c), json: wholeRecord };
  const pages = listed ? recordsById(portal, ids) : recordsOf(portal, wanted);
  const stream = places.take(() => zipStream(entriesOf(whole, pages, format)));
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers: {
    'content-type': 'application/zip', 'content-disposition': contentDisposition(words.archiveName(words.formats[format] ?? format, total)), 'cache-control': 'no-store',
    'content-security-policy': "sandbox; default-src 'none'",
  } });
}

/** The files, and last the list of all of them: one without this format is named there with the reason. */
async function* entriesOf(maker: Maker, pages: AsyncGenerator<OpenRecord[]>, format: Format): AsyncGenerator<ZipEntry> {
  const rows: (readonly string[])[] = [words.listColumns];
  for await (const records of pages) {
    for (const record of records) {
      const n = String(rows.length).padStart(4, '0');
      const bytes = await makeFormat(maker, record, format);
      const name = `${n}_${safeName([record.documentNumber, record.title].filter((part) => part !== null).join('_'))}.${format}`;
      if (bytes !== null) yield { name, bytes, level: printed.includes(format) ? 0 : 6 };
      rows.push([n, bytes === null ? '' : name, record.title, record.documentNumber ?? '', record.issuer || record.agencyName, record.dateMade ?? '',
        statusName(record.status), record.indexNumber, `${maker.origin}/records/${record.id}`, bytes === null ? words.noSuchFormat : '']);
    }
  }
  const list = `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n${formatInstant(now())}\r\n`;
  yield { name: words.listName, bytes: new TextEncoder().encode(list) };
}
