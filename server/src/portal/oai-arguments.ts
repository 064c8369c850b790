// OAI-PMH 2.0: what a request asks for, or which error of the protocol it is. Pure.
import { addSeconds, civilDate, instant, isCivilDate, themes, type Instant } from '@tongming/law';
import type { ChangeSet } from '../domains/library/open/changes.ts';
import { openData } from './messages/open-data.ts';

const words = openData.oai;
export const prefixes = ['oai_dc', 'zwgk'] as const;
export type Prefix = (typeof prefixes)[number];
export type OaiErrorCode = 'badVerb' | 'badArgument' | 'badResumptionToken' | 'cannotDisseminateFormat' | 'idDoesNotExist' | 'noRecordsMatch';
export type OaiFault = { code: OaiErrorCode; message: string };
/** `before` is the first moment that is out. `after`: the number in the feed, `given`: how many were given up to here. */
export type ListRequest = { prefix: Prefix; from?: Instant; before?: Instant; set?: string; after: number; given: number };

export class OaiError extends Error {
  readonly faults: readonly OaiFault[];
  constructor(...faults: readonly OaiFault[]) {
    super(faults.map((f) => f.code).join());
    this.faults = faults;
  }
}

export function fail(code: OaiErrorCode, message: string): never {
  throw new OaiError({ code, message });
}

export type Verb = 'Identify' | 'ListMetadataFormats' | 'ListSets' | 'ListIdentifiers' | 'ListRecords' | 'GetRecord';
type Rule = { required: readonly string[]; optional: readonly string[]; exclusive: boolean };
const listing: Rule = { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], exclusive: true };
const rules: Readonly<Record<Verb, Rule>> = {
  Identify: { required: [], optional: [], exclusive: false },
  ListMetadataFormats: { required: [], optional: ['identifier'], exclusive: false },
  ListSets: { required: [], optional: [], exclusive: true },
  ListIdentifiers: listing,
  ListRecords: listing,
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [], exclusive: false },
};

function isVerb(text: string | undefined): text is Verb {
  return text !== undefined && Object.hasOwn(rules, text);
}

/** The verb and its arguments. @throws OaiError with every fault at once */
export function readRequest(query: URLSearchParams): { verb: Verb; args: Readonly<Record<string, string>> } {
  const verbs = query.getAll('verb');
  const verb = verbs[0];
  if (verbs.length !== 1 || !isVerb(verb)) fail('badVerb', words.badVerb);
  const { required, optional, exclusive } = rules[verb];
  const names = [...new Set(query.keys())].filter((name) => name !== 'verb');
  const faults: string[] = names.filter((name) => query.getAll(name).length > 1).map(words.repeated);
  const token = exclusive && names.includes('resumptionToken');
  if (token && names.length > 1) faults.push(words.exclusive);
  if (!token) {
    const known = [...required, ...optional];
    faults.push(...names.filter((name) => !known.includes(name)).map((name) => words.unknownArgument(name.slice(0, 40))));
    faults.push(...required.filter((name) => (query.get(name) ?? '') === '').map(words.missing));
  }
  if (faults.length > 0) throw new OaiError(...faults.map((message): OaiFault => ({ code: 'badArgument', message })));
  return { verb, args: Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) };
}

export function readPrefix(text: string): Prefix {
  return prefixes.find((p) => p === text) ?? fail('cannotDisseminateFormat', words.noFormat);
}

const second = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** A day is a day of UTC here, as the protocol has it. */
function readMoment(name: string, text: string): { at: Instant; day: boolean } {
  try {
    if (isCivilDate(text)) return { at: instant(`${civilDate(text)}T00:00:00Z`), day: true };
    if (second.test(text)) return { at: instant(text), day: false };
  } catch {
    return fail('badArgument', words.badDate(name));
  }
  return fail('badArgument', words.badDate(name));
}

const daySeconds = 86_400;

export function readList(args: Readonly<Record<string, string>>): ListRequest {
  const { resumptionToken, metadataPrefix = '', from, until, set } = args;
  if (resumptionToken !== undefined) return readToken(resumptionToken);
  const prefix = readPrefix(metadataPrefix);
  const start = from === undefined ? null : readMoment('from', from);
  const end = until === undefined ? null : readMoment('until', until);
  if (start && end && start.day !== end.day) fail('badArgument', words.granularity);
  if (start && end && start.at > end.at) fail('badArgument', words.order);
  return {
    prefix, after: 0, given: 0, ...(start ? { from: start.at } : {}), ...(set === undefined ? {} : { set }),
    ...(end ? { before: addSeconds(end.at, end.day ? daySeconds : 1) } : {}),
  };
}

/** All that is needed to go on stands in the token: no server remembers a walk, and any can continue it. */
export function writeToken(r: ListRequest): string {
  return Buffer.from([r.prefix, r.after, r.given, r.from ?? '', r.before ?? '', r.set ?? ''].join('|')).toString('base64url');
}

const tokenShape = /^([a-z_]+)\|(\d{1,15})\|(\d{1,15})\|([\dTZ:.-]*)\|([\dTZ:.-]*)\|([\w.-]*)$/;

function readToken(token: string): ListRequest {
  const m = token.length <= 400 && /^[\w-]+$/.test(token) ? tokenShape.exec(Buffer.from(token, 'base64url').toString('utf8')) : null;
  const prefix = prefixes.find((p) => p === m?.[1]);
  if (!m || !prefix) return fail('badResumptionToken', words.badToken);
  const [, , after, given, from, before, set] = m;
  try {
    return {
      prefix, after: Number(after), given: Number(given), ...(from ? { from: instant(from) } : {}),
      ...(before ? { before: instant(before) } : {}), ...(set ? { set } : {}),
    };
  } catch {
    return fail('badResumptionToken', words.badToken);
  }
}

/** Sets are flat: `category.policy`, `theme.3`, `agency.150500`. Names of themes are no characters of the protocol. */
export function readSet(spec: string | undefined): ChangeSet | undefined {
  if (spec === undefined) return undefined;
  const [, name, value = ''] = /^(category|theme|agency)\.([A-Za-z0-9-]{1,40})$/.exec(spec) ?? fail('noRecordsMatch', words.noSet);
  if (name === 'category' || name === 'agency') return { name, value };
  const theme = themes.find((t) => String(t.seq) === value) ?? fail('noRecordsMatch', words.noSet);
  return { name: 'theme', value: theme.name };
}

export function setsOf(r: { category: string | null; theme: string | null; agencyCode: string }): string[] {
  const first = r.theme?.split(/[\\/]/)[0];
  const theme = themes.find((t) => t.name === first);
  return [...(r.category === null ? [] : [`category.${r.category}`]), ...(theme ? [`theme.${theme.seq}`] : []), `agency.${r.agencyCode}`];
}
