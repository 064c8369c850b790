// Columns of the demonstration's sites: rules over what the city has made public, made and opened by the same commands as everywhere.
import { createColumn, newColumnInput, openColumn, placeRecord, type FeedRule } from '../domains/columns/index.ts';
import type { Principal } from '../domains/identity/index.ts';
import type { Db } from '../platform/database.ts';
import { Refused } from '../platform/errors.ts';
import { holderOf } from './people.ts';
import { words } from './words.ts';

type Seed = { slug: string; name: string; type: string; purpose: string; keywords: readonly string[]; duty?: 'P14D' | 'P2M' | 'P6M' | null; rule?: FeedRule; home?: true; below?: Seed[]; city?: true };
const zh = words.columns;

/** Without a rule it holds the others; those nothing is in yet stay in preparation, as they must. */
const city: Seed[] = [
  { slug: 'dynamics', ...zh.dynamics, duty: 'P14D', below: [
    { slug: 'news', ...zh.news, duty: 'P14D', rule: { categories: ['news', 'image-story'] }, home: true },
    { slug: 'videos', ...zh.videos, duty: 'P14D', rule: { categories: ['video'] } },
    { slug: 'notices', ...zh.notices, duty: 'P6M', rule: { categories: ['notice'] }, home: true },
  ] },
  { slug: 'policy', ...zh.policy, duty: 'P6M', below: [
    { slug: 'regulations', ...zh.regulations, duty: 'P6M', rule: { categories: ['rule'] } },
    { slug: 'normative', ...zh.normative, duty: 'P6M', rule: { categories: ['normative'] }, home: true },
    { slug: 'documents', ...zh.documents, duty: 'P6M', rule: { categories: ['policy'] }, home: true },
    { slug: 'interpretation', ...zh.interpretation, duty: 'P6M', rule: { categories: ['interpretation'] }, home: true },
  ] },
  { slug: 'openness-work', ...zh.opennessWork, duty: 'P6M', below: [
    { slug: 'systems', ...zh.systems, duty: 'P6M', rule: { categories: ['system'] } },
    { slug: 'reports', ...zh.reports, duty: null, rule: { categories: ['annual-report'] } },
    { slug: 'promotion', ...zh.promotion, duty: 'P6M', rule: { words: ['政务公开', '信息公开'], categories: ['policy', 'normative', 'other'] } },
  ] },
  { slug: 'livelihood', ...zh.livelihood, duty: 'P6M', below: [
    { slug: 'assistance', ...zh.assistance, duty: 'P6M', rule: { themes: ['民政、扶贫、救灾'] }, home: true },
    { slug: 'education', ...zh.education, duty: 'P6M', rule: { themes: ['科技、教育'] } },
    { slug: 'construction', ...zh.construction, duty: 'P6M', rule: { themes: ['城乡建设、环境保护'] }, home: true },
    { slug: 'employment', ...zh.employment, duty: 'P6M', rule: { themes: ['劳动、人事、监察'] } },
    { slug: 'farming', ...zh.farming, duty: 'P6M', rule: { themes: ['农业、林业、水利'] } },
    { slug: 'safety', ...zh.safety, duty: 'P6M', rule: { themes: ['市场监管、安全生产监管'] } },
  ] },
  { slug: 'profile', ...zh.profile, duty: null, below: [
    { slug: 'functions', ...zh.functions, duty: null, rule: { categories: ['agency-function'] } },
    { slug: 'officials', ...zh.officials, duty: null, rule: { categories: ['official'] } },
  ] },
  { slug: 'data', ...zh.data, duty: 'P6M', rule: { categories: ['data-table'] }, home: true },
  { slug: 'questions', ...zh.questions, duty: 'P2M', rule: { categories: ['question'] } },
];

const county: Seed[] = [
  { slug: 'dynamics', ...zh.dynamics, duty: 'P14D', below: [
    { slug: 'news', ...zh.localNews, duty: 'P14D', rule: { categories: ['news', 'image-story', 'video'] }, home: true },
    { slug: 'notices', ...zh.notices, duty: 'P6M', rule: { categories: ['notice'] }, home: true },
  ] },
  { slug: 'policy', ...zh.policy, duty: 'P6M', below: [
    { slug: 'documents', ...zh.localDocuments, duty: 'P6M', rule: { categories: ['rule', 'normative', 'policy', 'other'] }, home: true },
    { slug: 'city', ...zh.cityDocuments, duty: 'P6M', home: true, city: true },
  ] },
  { slug: 'questions', ...zh.questions, duty: 'P2M', rule: { categories: ['question'] } },
];

const mongolian: Seed[] = [{ slug: 'records', ...zh.mongolian, duty: 'P6M', rule: { languages: ['mn-Mong-CN'] }, home: true }];

const requestId = 'demonstration';
type Site = { code: string; agencyCode: string; language: string };
type Making = { db: Db; head: Principal; site: Site; owner: string; known: Map<string, string>; fromCity: readonly string[] };

/** Last of all, when everything to be shown is there. What is there already stays. */
export async function foundColumns(db: Db, people: readonly Principal[], progress: (done: number, total: number) => void): Promise<void> {
  const head = holderOf(people, '150500', 'openness-head', []);
  const sites = await db.selectFrom('core.site').select(['code', 'agencyCode', 'language']).where('state', '<>', 'closed').orderBy('position').execute();
  const rows = await db.selectFrom('core.column').select(['id', 'siteCode', 'path']).execute();
  const newest = await db.selectFrom('open.record').select('id').where('agencyCode', '=', '150500').where('category', 'in', ['normative', 'policy']).orderBy('publishedAt', 'desc').orderBy('id').limit(4).execute();
  let done = 0;
  // Sites are changed one by one each; of several at once.
  await Promise.all(sites.map(async (site) => {
    const known = new Map(rows.filter((row) => row.siteCode === site.code).map((row) => [row.path, row.id]));
    const main = site.agencyCode === '150500';
    const seeds = site.language !== 'zh-CN' ? mongolian : main ? city : county;
    await make({ db, head, site, owner: main ? '150500-ZFB' : site.agencyCode, known, fromCity: newest.map((row) => row.id) }, seeds);
    done += 1;
    progress(done, sites.length);
  }));
}

async function make(making: Making, seeds: readonly Seed[]): Promise<void> {
  for (const seed of seeds) {
    const id = await makeOne(making, seed, null, '');
    const { state, version } = await standing(making.db, id);
    if (state === 'preparing') await openColumn(making.db, making.head, id, version, requestId).catch(heldBack);
  }
}

const standing = (db: Db, id: string) => db.selectFrom('core.column').select(['state', 'version']).where('id', '=', id).executeTakeFirstOrThrow();

/** Nothing in it yet: it waits, as it would for anybody. */
function heldBack(error: unknown): void {
  if (!(error instanceof Refused) || error.reasons.some((reason) => reason.code !== 'column-empty')) throw error;
}

async function makeOne(making: Making, seed: Seed, parentId: string | null, above: string): Promise<string> {
  const { db, head, site, owner, known, fromCity } = making;
  const { slug, name, type, purpose, keywords, duty = null, rule = null, home = false, below = [] } = seed;
  const path = `${above}${slug}`;
  const made = known.get(path) ?? await createColumn(db, head, site.code, newColumnInput.parse({
    slug, name, type, purpose, keywords, duty, rule, parentId, agencyCode: owner, person: head.person.name, onHome: home,
  }), requestId);
  if (seed.city) for (const [i, recordId] of fromCity.entries()) await placeRecord(db, head, made, { version: (await standing(db, made)).version, recordId, mode: i === 0 ? 'pinned' : 'placed' }, requestId);
  for (const child of below) await makeOne(making, child, made, `${path}/`);
  return made;
}
