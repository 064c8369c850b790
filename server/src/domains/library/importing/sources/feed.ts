// RSS, Atom or JSON Feed of another system as a source; texts from the feed itself or, if asked, from the pages it names.
import { Refused } from '../../../../platform/errors.ts';
import { decodeText } from '../../../../platform/text-encoding.ts';
import { readFeed, type FeedEntry } from './feed-read.ts';
import { guess, type Guessed } from './guess.ts';
import { fetcher, readUrl, type FetchLimits } from './harvest-net.ts';
import { pagesOf, type Pages } from './harvest-page.ts';
import { harvestWords as words } from './harvest-words.ts';
import { readPage } from './html.ts';
import { idOf } from './oai-record.ts';
import type { Doubt, OpenSource, SourceDocument, SourceItem } from './source.ts';

/** What is kept from one harvest to the next; `seen`: entries by id with what they looked like. */
export type FeedState = { etag: string | null; modified: string | null; seen: Record<string, string> };

/** Feeds show some hundred entries; what has dropped out of them need not be remembered for ever. */
const remembered = 10_000;

export const feedSource: OpenSource = (address, options) => openFeed(address, options);

/** `limits` for tests: pace and patience. */
export async function openFeed(address: string, { harvest }: Parameters<OpenSource>[1], limits: Partial<FetchLimits> = {}): ReturnType<OpenSource> {
  const asked = readUrl(address);
  const net = fetcher(harvest?.allowPrivate ?? false, limits);
  const former = stateOf(harvest?.state);
  const answer = await net.get(asked, {
    ...(former.etag === null ? {} : { 'if-none-match': former.etag }), ...(former.modified === null ? {} : { 'if-modified-since': former.modified }),
  });
  const entries = answer.status === 304 ? [] : readFeed(decodeText(answer.bytes));
  const next: FeedState = answer.status === 304 ? former : { etag: answer.headers.etag ?? null, modified: answer.headers['last-modified'] ?? null, seen: { ...former.seen } };
  const pages = harvest?.follow === true ? pagesOf(asked, net) : null;
  return {
    name: words.feedName(asked.host), documents: () => itemsOf(entries, former, next, pages),
    harvested: (): FeedState => ({ ...next, seen: Object.fromEntries(Object.entries(next.seen).slice(-remembered)) }),
  };
}

function stateOf(value: unknown): FeedState {
  const none: FeedState = { etag: null, modified: null, seen: {} };
  if (typeof value !== 'object' || value === null || !('seen' in value) || typeof value.seen !== 'object' || value.seen === null) return none;
  const text = (one: unknown): string | null => (typeof one === 'string' ? one : null);
  const seen = Object.fromEntries(Object.entries(value.seen).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return { etag: 'etag' in value ? text(value.etag) : null, modified: 'modified' in value ? text(value.modified) : null, seen };
}

async function* itemsOf(entries: readonly FeedEntry[], former: FeedState, next: FeedState, pages: Pages | null): AsyncGenerator<SourceItem> {
  let line = 0;
  for (const entry of entries) {
    const id = idOf(entry.id);
    if (id === '' || former.seen[id] === entry.stamp) continue;
    const item = await itemOf(entry, id, pages);
    // What could not be had is asked for again, even where the feed itself has not changed.
    if ('fault' in item) Object.assign(next, { etag: null, modified: null });
    else {
      Reflect.deleteProperty(next.seen, id);
      next.seen[id] = entry.stamp;
    }
    yield { line: line += 1, where: entry.link ?? entry.id, ...item };
  }
}

type Made = { document: SourceDocument; doubts: Doubt[] } | { fault: string };

async function itemOf(entry: FeedEntry, id: string, pages: Pages | null): Promise<Made> {
  if (entry.title === '') return { fault: words.noTitle };
  try {
    const open = pages === null || entry.link === null ? null : await pages.own(entry.link);
    if (open !== null) return { document: { id, ...open }, doubts: [] };
    if (pages !== null && entry.link !== null) return documentOf(entry, id, await pages.read(entry.link));
    if (entry.content === null) return { fault: entry.link === null ? words.noAddress : words.summaryOnly };
    return documentOf(entry, id, guess(readPage(Buffer.from(`<meta charset="utf-8"><body>${entry.content}</body>`))));
  } catch (error) {
    if (error instanceof Refused) return { fault: error.reasons.map((r) => r.message).join('；') };
    throw error;
  }
}

function documentOf(entry: FeedEntry, id: string, page: Guessed): Made {
  if (page.body.trim() === '') return { fault: words.noText };
  const { documentNumber, issuer, dateMade, theme, status, keywords } = page.fields;
  const date = dateMade.value ?? entry.published;
  return {
    document: {
      id, title: entry.title, body: page.body, doc_no: documentNumber.value, issuer: issuer.confidence === 'unsure' ? entry.author ?? issuer.value : issuer.value, date, theme: theme.value?.replaceAll('\\', '/') ?? null,
      status: status.value, keywords: (keywords.value ?? '').split(/[;；,，、\s]+/u).filter((word) => word !== '').slice(0, 50),
    },
    doubts: dateMade.value === null && date !== null ? [{ field: 'date', code: 'date-published', reason: words.doubt.published }] : [],
  };
}
