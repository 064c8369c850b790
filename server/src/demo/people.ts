import { addSeconds, instant, type Instant } from '@tongming/law';
import { createAgency, createPerson, grantRole, saveRegion, type Principal, type Role } from '../domains/identity/index.ts';
import { done, runCommand, type Actor } from '../platform/command.ts';
import { json, type Db } from '../platform/database.ts';
import { markInstallation } from '../platform/installation.ts';
import { journal } from '../platform/journal.ts';
import { agencies } from './agencies.ts';
import type { DemoAgency, DemoPerson } from './model.ts';
import { personas, staff } from './personas.ts';
import regionData from './regions.json' with { type: 'json' };
import { words } from './words.ts';

type Progress = (step: string, done: number, total: number) => void;
type Region = Parameters<typeof saveRegion>[1];

const loader: Actor = { personId: null, name: words.loader, role: 'system', agencyCode: null };
/** Before the first document was drafted, and after the 条例 of 2019 came into force. */
const founded = instant('2019-05-20T08:30:00+08:00');

const levels = ['province', 'city', 'county', 'zone', 'township'] as const;
const regions: Region[] = regionData.regions.flatMap((region) => {
  const level = levels.find((known) => known === region.level);
  return level === undefined ? [] : [{ ...region, level }];
});

/** Marks the database as the demonstration and enters regions and agencies; what is there already stays. */
export async function foundAgencies(db: Db, progress: Progress): Promise<void> {
  await runCommand(db, loader, async (ctx) => {
    await markInstallation(ctx.tx, 'demo');
    const duties = Object.fromEntries([...personas, ...staff].map((one) => [one.login, one.duty]));
    await ctx.tx.insertInto('core.setting').values({ key: 'demonstration-duties', value: json(duties) })
      .onConflict((c) => c.column('key').doNothing()).execute();
    for (const region of regions) await saveRegion(ctx, region);
    return done(undefined, await journal(ctx, { action: 'demonstration.found', subjectType: 'system', subjectId: 'demonstration' }));
  }, { at: founded });
  const present = new Set((await db.selectFrom('core.agency').select('code').execute()).map((row) => row.code));
  for (const [position, agency] of agencies.entries()) {
    progress(words.steps.agencies, position + 1, agencies.length);
    if (!present.has(agency.code)) await enterAgency(db, agency, position);
  }
}

async function enterAgency(db: Db, agency: DemoAgency, position: number): Promise<void> {
  await runCommand(db, loader, (ctx) => createAgency(ctx, { ...agency, position }), { at: founded });
}

/** Enters people with their roles; nobody has a password. Returns them as they act, in the order of the data. */
export async function enterPeople(db: Db, progress: Progress): Promise<Principal[]> {
  const people = [...personas, ...staff];
  const present = new Set((await db.selectFrom('core.person').select('login').execute()).map((row) => row.login));
  for (const [i, person] of people.entries()) {
    progress(words.steps.people, i + 1, people.length);
    if (!present.has(person.login)) await enterPerson(db, person, addSeconds(founded, 60 + i));
  }
  const ids = new Map((await db.selectFrom('core.person').select(['id', 'login']).execute()).map((row) => [row.login, row.id]));
  return people.map((person) => ({
    person: { id: ids.get(person.login) ?? '', name: person.name, login: person.login },
    roles: person.roles.map(({ agency, role }) => ({ agencyCode: agency, role })),
    pending: null,
  }));
}

async function enterPerson(db: Db, { login, name, roles }: DemoPerson, at: Instant): Promise<void> {
  await runCommand(db, loader, async (ctx) => {
    const made = await createPerson(ctx, { login, name }, { withPassword: false });
    for (const { agency, role } of roles) await grantRole(ctx, made.value.person.id, { agencyCode: agency, role, grant: true });
    return made;
  }, { at });
}

/** The first who holds a role in an agency, unless one of the preferred names does. */
export function holderOf(people: readonly Principal[], agencyCode: string, role: Role, preferred: readonly string[]): Principal {
  const holders = people.filter((one) => one.roles.some((held) => held.agencyCode === agencyCode && held.role === role));
  const found = holders.find((one) => preferred.includes(one.person.name)) ?? holders[0];
  if (found === undefined) throw new Error(`nobody is ${role} of ${agencyCode}`);
  return found;
}
