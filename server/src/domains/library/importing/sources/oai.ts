// Another system's OAI-PMH 2.0 as a source: its catalogue by ListRecords, each text from the page the catalogue names.
import { refuse } from '../../../../platform/errors.ts';
import { decodeText } from '../../../../platform/text-encoding.ts';
import { fetcher, readUrl, type Fetcher, type FetchLimits } from './harvest-net.ts';
import { pagesOf } from './harvest-page.ts';
import { harvestWords as words } from './harvest-words.ts';
import { childOf, readXml, textsOf, type XmlElement } from './harvest-xml.ts';
import { itemOf } from './oai-record.ts';
import type { OpenSource, SourceItem } from './source.ts';

/**
 * What is kept from one harvest to the next: the moment, by the other system's clock, from which on nothing is known, and
 * the records whose text could not be had.
 */
export type OaiState = { from: string; prefix: string; again: string[] };

/** Formats this reads, the richest first. */
const readable = ['zwgk', 'oai_dc'] as const;
const mostPages = 100_000;
/** Beyond these the whole list is walked again. */
const mostAgain = 1000;

export const oaiSource: OpenSource = (address, options) => openOai(address, options);

/** `limits` for tests: pace and patience. */
export async function openOai(address: string, { harvest }: Parameters<OpenSource>[1], limits: Partial<FetchLimits> = {}): ReturnType<OpenSource> {
  const asked = readUrl(address);
  const net = fetcher(harvest?.allowPrivate ?? false, limits);
  const base = new URL(asked.pathname, asked);
  const identity = childOf(await answerOf(net, base, { verb: 'Identify' }), 'Identify');
  const daily = textsOf(identity, 'granularity')[0] === 'YYYY-MM-DD';
  const former = stateOf(harvest?.state);
  const prefix = asked.searchParams.get('metadataPrefix') ?? former?.prefix ?? await prefixOf(net, base);
  const run: Run = { at: null, failed: [], again: former?.prefix === prefix ? former.again : [] };
  const query = {
    metadataPrefix: prefix, ...(asked.searchParams.has('set') ? { set: asked.searchParams.get('set') ?? '' } : {}),
    // Formats are not to be mixed: with another one everything is asked for anew.
    ...(former?.prefix === prefix ? { from: daily ? former.from.slice(0, 10) : former.from } : {}),
  };
  return {
    name: words.oaiName(base.host), documents: () => itemsOf(net, base, query, run),
    harvested: (): OaiState | null => {
      const from = run.failed.length > mostAgain ? former?.from ?? null : run.at;
      return from === null ? null : { from, prefix, again: run.failed.slice(0, mostAgain) };
    },
  };
}

type Run = { at: string | null; failed: string[]; again: readonly string[] };

function stateOf(value: unknown): OaiState | null {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('prefix' in value)) return null;
  const { from, prefix } = value;
  const again = 'again' in value && Array.isArray(value.again) ? value.again.filter((id) => typeof id === 'string') : [];
  return typeof from === 'string' && typeof prefix === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(from) ? { from, prefix, again } : null;
}

async function prefixOf(net: Fetcher, base: URL): Promise<string> {
  const list = childOf(await answerOf(net, base, { verb: 'ListMetadataFormats' }), 'ListMetadataFormats');
  const offered = list?.children.flatMap((format) => textsOf(format, 'metadataPrefix')) ?? [];
  return readable.find((prefix) => offered.includes(prefix)) ?? refuse('import-source', words.noFormat(offered.join('、')));
}

/** The root of an answer. @throws Refused 'import-source' (422) on a fault of the protocol other than that there is nothing */
async function answerOf(net: Fetcher, base: URL, query: Readonly<Record<string, string>>): Promise<XmlElement> {
  const { bytes } = await net.get(`${base.href}?${new URLSearchParams(query).toString()}`, { accept: 'text/xml, application/xml' });
  const root = readXml(decodeText(bytes));
  if (root.name !== 'OAI-PMH') return refuse('import-source', words.notOai);
  const error = childOf(root, 'error');
  const code = error?.attributes['code'] ?? '';
  return error === null || code === 'noRecordsMatch' || code === 'idDoesNotExist' ? root : refuse('import-source', words.oaiError(code, error.text));
}

async function* itemsOf(net: Fetcher, base: URL, query: Readonly<Record<string, string>>, run: Run): AsyncGenerator<SourceItem> {
  const pages = pagesOf(base, net);
  let line = 0;
  for await (const record of recordsOf(net, base, query, run)) {
    const item = await itemOf(record, pages, 'from' in query);
    if (item === null) continue;
    if ('fault' in item && item.retry) run.failed.push(item.where);
    yield { line: line += 1, ...item };
  }
}

async function* recordsOf(net: Fetcher, base: URL, query: Readonly<Record<string, string>>, run: Run): AsyncGenerator<XmlElement> {
  const tokens = new Set<string>();
  const given = new Set<string>();
  let next: Readonly<Record<string, string>> | null = { verb: 'ListRecords', ...query };
  while (next !== null) {
    const root: XmlElement = await answerOf(net, base, next);
    // What changes while the list is walked is asked for again the next time.
    run.at ??= textsOf(root, 'responseDate')[0] ?? null;
    const list: XmlElement | null = childOf(root, 'ListRecords');
    for (const record of list?.children.filter((child) => child.name === 'record') ?? []) {
      given.add(textsOf(childOf(record, 'header'), 'identifier')[0] ?? '');
      yield record;
    }
    const token: string | undefined = textsOf(list, 'resumptionToken')[0];
    if (token !== undefined && tokens.has(token)) refuse('import-source', words.tokenLoop);
    if (tokens.size >= mostPages) refuse('import-source', words.tooManyPages);
    if (token !== undefined) tokens.add(token);
    next = token === undefined ? null : { verb: 'ListRecords', resumptionToken: token };
  }
  for (const identifier of run.again.filter((id) => !given.has(id))) {
    const root = await answerOf(net, base, { verb: 'GetRecord', identifier, metadataPrefix: query['metadataPrefix'] ?? '' });
    const record = childOf(childOf(root, 'GetRecord'), 'record');
    if (record !== null) yield record;
  }
}
