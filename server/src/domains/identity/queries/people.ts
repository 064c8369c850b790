import type { Page, PersonView } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { PersonRow } from '../person.ts';
import { getPerson } from '../person.ts';

/** People by login; `q` looks in login and name. `cursor` is the last login of the page before. */
export async function listPeople(db: Db, ask: { q?: string; cursor?: string; limit: number }): Promise<Page<PersonView>> {
  let query = db.selectFrom('core.person');
  const q = ask.q?.trim();
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('login', 'ilike', like), eb('name', 'ilike', like)]));
  }
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await (ask.cursor ? query.where('login', '>', ask.cursor) : query)
    .select(['id', 'login']).orderBy('login').limit(ask.limit + 1).execute();
  const shown = rows.slice(0, ask.limit);
  const items = await personViews(db, await Promise.all(shown.map(({ id }) => getPerson(db, id))));
  return { total, items, next: rows.length > ask.limit ? (shown.at(-1)?.login ?? null) : null };
}

export async function personView(db: Db, id: string): Promise<PersonView> {
  const [view] = await personViews(db, [await getPerson(db, id)]);
  if (view === undefined) throw new Error(`no view of person ${id}`);
  return view;
}

async function personViews(db: Db, people: readonly PersonRow[]): Promise<PersonView[]> {
  const names = new Map((await db.selectFrom('core.agency').select(['code', 'name']).execute()).map((row) => [row.code, row.name]));
  return people.map(({ id, login, name, phone, email, active, lockedUntil, totpConfirmed, roles, version }) => ({
    id, login, name, phone, email, active, lockedUntil, version,
    secondFactor: totpConfirmed,
    roles: roles.map((held) => ({ ...held, agencyName: names.get(held.agencyCode) ?? held.agencyCode })),
  }));
}
