// Which searches find a record: the plan a search would run, held against one record instead of the index of all.
import type { CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { Db, PortalDb, Tx } from '../../platform/database.ts';
import { exactPlan, type Exact } from '../../platform/search-planner.ts';
import type { Clause, PlanFilters } from '../../platform/search-plan.ts';
import { parseQuery } from '../../platform/search-query.ts';
import { planFilters, type RecordFilter } from '../library/index.ts';

export type Search = { q: string; filter: RecordFilter };
type Plan = Pick<Exact, 'all' | 'none' | 'phrases' | 'nonePhrases'>;
type Reader = Db | Tx | PortalDb;

const everything: Plan = { all: [], none: [], phrases: [], nonePhrases: [] };
/** Plans are kept until the synonyms change, and no more than this. */
const KEPT = 50_000;
const PLANNED_AT_ONCE = 100;
let kept: { synonyms: string; plans: Map<string, Plan | null> } = { synonyms: '', plans: new Map() };

type Planner = (q: string) => Plan | null;

/** Null: nothing of the words can be looked for, so nothing is found. */
async function plannerOf(db: Reader): Promise<Planner> {
  const synonyms = (await sql<{ words: string[] }>`select words from open.search_synonym order by id`.execute(db)).rows.map((row) => row.words);
  const signature = JSON.stringify(synonyms);
  if (kept.synonyms !== signature || kept.plans.size > KEPT) kept = { synonyms: signature, plans: new Map() };
  const { plans } = kept;
  return (q) => {
    const known = plans.get(q);
    if (known !== undefined) return known;
    const query = parseQuery(q);
    // Of hundreds of groups a few at most have to do with a query; the planner looks for each of them at every character.
    const related = query === null ? [] : synonyms.filter((group) => group.some((synonym) => query.words.some((said) => said.includes(synonym))));
    const plan = q === '' ? everything : query && exactPlan(query, related, {});
    plans.set(q, plan);
    return plan;
  };
}

/** The driver gives numbers of this size in an array as text. */
type Entry = {
  id: string; terms: string[]; agency: string; region: string; kind: string; category: string; theme: string | null; year: number; status: string;
  day: CivilDate; items: string[];
};
type Held = Omit<Entry, 'terms'> & { terms: ReadonlySet<number> };

async function entriesOf(db: Reader, ids: readonly string[]): Promise<Held[]> {
  const { rows } = await sql<Entry>`select e.record_id as id, e.terms, e.agency_code as agency, e.region_code as region, e.kind, e.category, e.theme, e.year,
      e.status, e.sorted_on as day, r.article_items as items
    from open.search_entry e join open.record r on r.id = e.record_id where e.record_id = any(${[...ids]}::uuid[])`.execute(db);
  return rows.map((row) => ({ ...row, terms: new Set(row.terms.map(Number)) }));
}

const equal = ['agency', 'region', 'kind', 'category', 'theme', 'year', 'status'] as const;

function fits(entry: Held, filters: PlanFilters): boolean {
  return equal.every((name) => filters[name] === undefined || filters[name] === entry[name])
    && (filters.from === undefined || entry.day >= filters.from) && (filters.to === undefined || entry.day <= filters.to)
    && (filters.item === undefined || entry.items.includes(filters.item));
}

function fulfils(terms: ReadonlySet<number>, plan: Plan): boolean {
  const holds = (clause: Clause) => clause.some((all) => all.every((term) => terms.has(term)));
  return plan.all.every(holds) && !plan.none.some((term) => terms.has(term));
}

/** Title, number, body and each attachment; letters in any case, as in a search. */
type Texts = { as: string[]; lower: string[] };

async function textsOf(db: Reader, ids: readonly string[]): Promise<Map<string, Texts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; texts: string[] }>`select r.id, array[r.title, coalesce(r.document_number, ''), r.body_text]
      || array(select a.text from open.attachment a where a.record_id = r.id) as texts
    from open.record r where r.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, texts }) => [id, { as: texts, lower: texts.map((text) => text.toLowerCase()) }]));
}

function says({ as, lower }: Texts, phrase: string): boolean {
  return /[a-z]/i.test(phrase) ? lower.some((text) => text.includes(phrase.toLowerCase())) : as.some((text) => text.includes(phrase));
}

function saysAll(texts: Texts, plan: Plan): boolean {
  return plan.phrases.every((ways) => ways.some((phrase) => says(texts, phrase))) && !plan.nonePhrases.some((phrase) => says(texts, phrase));
}

/** A server that also answers readers is not held up. */
function breath(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}

/** Every pair of a search and a public record it finds, as `searchRecords` would without what is only like it. Without ids the searches are planned for later. */
export async function findMatches<S extends Search>(db: Reader, searches: readonly S[], ids: readonly string[]): Promise<{ search: S; id: string }[]> {
  if (searches.length === 0) return [];
  const planOf = await plannerOf(db);
  const planned: { search: S; plan: Plan; filters: PlanFilters }[] = [];
  for (const [i, search] of searches.entries()) {
    const plan = planOf(search.q);
    if (plan !== null) planned.push({ search, plan, filters: planFilters(search.filter) });
    if (i % PLANNED_AT_ONCE === PLANNED_AT_ONCE - 1) await breath();
  }
  if (ids.length === 0) return [];
  const found: { search: S; plan: Plan; id: string }[] = [];
  for (const entry of await entriesOf(db, ids)) {
    for (const { search, plan, filters } of planned) if (fits(entry, filters) && fulfils(entry.terms, plan)) found.push({ search, plan, id: entry.id });
    await breath();
  }
  const read = ({ plan }: { plan: Plan }) => plan.phrases.length + plan.nonePhrases.length > 0;
  const texts = await textsOf(db, [...new Set(found.filter(read).map((f) => f.id))]);
  return found.filter((f) => !read(f) || saysAll(texts.get(f.id) ?? { as: [], lower: [] }, f.plan)).map(({ search, id }) => ({ search, id }));
}
