// OAI-PMH 2.0 at /oai: the same records as everywhere, for libraries, archives and portals above.
import { now, themes } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { wholeRecords } from '../../domains/library/open/bulk.ts';
import { firstChange, latestChange, latestChanges, settleChanges } from '../../domains/library/open/changes.ts';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import { refuse } from '../../platform/errors.ts';
import { html, type Html } from '../html.ts';
import { openData } from '../messages/open-data.ts';
import { zh } from '../messages/zh.ts';
import { fail, OaiError, readList, readPrefix, readRequest, readSet, writeToken, type Verb } from '../oai-arguments.ts';
import { envelope, faultElements, formats, header, identify, ownSchema, record, resumption, sets } from '../oai-xml.ts';
import { clientOf, originOf, visit, type Portal } from '../portal.ts';
import { prepare, send } from '../respond.ts';

const words = openData.oai;
const pageSize = 100;
const formBytes = 8 * 1024;
type Arguments = Readonly<Record<string, string>>;

export function oaiRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/oai', (c) => answer(portal, c, new URL(c.req.url).searchParams));
  app.post('/oai', bodyLimit({ maxSize: formBytes, onError: () => refuse('too-large', zh.report.tooLarge, 413) }),
    async (c) => answer(portal, c, new URLSearchParams(await c.req.text())));
  app.get('/oai/zwgk.xsd', async (c) => send(c, await prepare({ type: 'application/xml; charset=utf-8', body: ownSchema() })));
  return app;
}

async function answer(portal: Portal, c: Context, query: URLSearchParams): Promise<Response> {
  portal.limiter.take('openApi', clientOf(portal, c));
  const base = `${originOf(portal, c)}/oai`;
  return send(c, await prepare({ type: 'text/xml; charset=utf-8', body: await bodyOf(portal, c, query, base), headers: { 'cache-control': 'no-store' } }));
}

async function bodyOf(portal: Portal, c: Context, query: URLSearchParams, base: string): Promise<string> {
  let asked: Arguments = {};
  try {
    const { verb, args } = readRequest(query);
    asked = { verb, ...args };
    return envelope(base, asked, await contentOf(portal, c, verb, args));
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    const unheard = error.faults.some((f) => f.code === 'badVerb' || f.code === 'badArgument');
    return envelope(base, unheard ? {} : asked, faultElements(error.faults));
  }
}

async function contentOf(portal: Portal, c: Context, verb: Verb, args: Arguments): Promise<Html> {
  const origin = originOf(portal, c);
  switch (verb) {
    case 'Identify': return identity(portal, c, origin);
    case 'ListSets': return args['resumptionToken'] === undefined ? allSets(portal, c) : fail('badResumptionToken', words.badToken);
    case 'ListMetadataFormats':
      if (args['identifier'] !== undefined) await known(portal, args['identifier'], origin);
      return formats(origin);
    case 'GetRecord': {
      const prefix = readPrefix(args['metadataPrefix'] ?? '');
      const change = await known(portal, args['identifier'] ?? '', origin);
      const [whole] = change.withdrawn ? [] : await wholeRecords(portal.db, [change.id]);
      return html`<GetRecord>
${record(change, identifierOf(change.id, origin), whole, prefix, origin)}</GetRecord>
`;
    }
    case 'ListIdentifiers': case 'ListRecords': return list(portal, verb, args, origin);
  }
}

function identifierOf(id: string, origin: string): string {
  return `oai:${new URL(origin).hostname}:${id}`;
}

async function known(portal: Portal, identifier: string, origin: string) {
  const id = identifier.slice(-36);
  const change = isRecordId(id) && identifier === identifierOf(id, origin) ? await latestChange(portal.db, id) : null;
  return change ?? fail('idDoesNotExist', words.noId);
}

async function identity(portal: Portal, c: Context, origin: string): Promise<Html> {
  const { root, context } = await visit(portal, c);
  // The protocol asks for one; this is the address every domain has (RFC 2142).
  const email = root?.openness.email ?? `webmaster@${new URL(origin).hostname}`;
  return identify({ name: words.repository(context.site.name), base: `${origin}/oai`, email, earliest: await firstChange(portal.db) ?? now() });
}

async function allSets(portal: Portal, c: Context): Promise<Html> {
  const { agencies } = await visit(portal, c);
  return sets([
    ...Object.entries(zh.category).map(([code, name]) => ({ spec: `category.${code}`, name: words.categorySet(name) })),
    ...themes.map(({ seq, name }) => ({ spec: `theme.${seq}`, name: words.themeSet(name) })),
    ...agencies.map(({ code, name }) => ({ spec: `agency.${code}`, name: words.agencySet(name) })),
  ]);
}

async function list(portal: Portal, verb: 'ListIdentifiers' | 'ListRecords', args: Arguments, origin: string): Promise<Html> {
  const request = readList(args);
  const set = readSet(request.set);
  await settleChanges(portal.db);
  const { items, more } = await latestChanges(portal.db, { after: request.after, from: request.from, before: request.before, set }, pageSize);
  // What was left of a walk has changed and so moved out of its range: the protocol has no empty list to say so with.
  if (items.length === 0) return request.given === 0 ? fail('noRecordsMatch', words.noRecords) : fail('badResumptionToken', words.badToken);
  const whole = verb === 'ListRecords' ? await wholeRecords(portal.db, items.flatMap((i) => (i.withdrawn ? [] : [i.id]))) : [];
  const byId = new Map(whole.map((r) => [r.id, r]));
  const shown = items.map((change) => verb === 'ListIdentifiers' ? header(change, identifierOf(change.id, origin))
    : record(change, identifierOf(change.id, origin), byId.get(change.id), request.prefix, origin));
  const next = more ? writeToken({ ...request, after: items.at(-1)?.seq ?? 0, given: request.given + items.length }) : '';
  const token = (more || request.given > 0) && resumption(next, request.given);
  return verb === 'ListIdentifiers' ? html`<ListIdentifiers>
${shown}${token}</ListIdentifiers>
` : html`<ListRecords>
${shown}${token}</ListRecords>
`;
}
