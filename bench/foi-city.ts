// A city with its bureaus and counties, and in every agency the people an application passes through.
import { checkOrgCode } from '@tongming/law';
import { founder } from '../server/src/domains/identity/testing.ts';
import { createAgency, rolesOf, saveRegion, type AgencyInput, type Principal, type Role } from '../server/src/domains/identity/index.ts';
import { runCommand } from '../server/src/platform/command.ts';
import type { Db } from '../server/src/platform/database.ts';
import type { Random } from './foi-random.ts';
import { desks } from './foi-stories.ts';
import { bureaus, counties } from './foi-words.ts';

type DeskName = (typeof desks)[number];
const roleOf: Record<DeskName, Role> = {
  clerk: 'openness-clerk', head: 'openness-head', handler: 'drafter', legality: 'legality-reviewer', secrecy: 'secrecy-reviewer', signer: 'signer',
};
export type Office = { code: string; name: string; shortName: string; people: Record<DeskName, { id: string; name: string }> };

const CITY = '150500';
/** Bureaus of a county; the city has them all. */
const COUNTY_BUREAUS = 4;

/** On top of `makeAgencies`: the city, its office, twelve bureaus, eight counties with four bureaus each. */
export async function makeCity(db: Db, random: Random): Promise<Office[]> {
  let serial = 0;
  const agency = (code: string, name: string, kind: AgencyInput['kind'], regionCode: string, parentCode: string): AgencyInput =>
    ({ code, name, shortName: name.replace('通辽', '').replace('人民', ''), regionCode, parentCode, kind, uscc: null, orgCode: orgCode(serial += 1), numberCodes: [], position: serial });
  await runCommand(db, founder, async (ctx) => {
    for (const [i, name] of bureaus.entries()) await createAgency(ctx, agency(`${CITY}-B${i}`, `通辽市${name}`, 'department', CITY, CITY));
    for (const [n, county] of counties.entries()) {
      const code = `1505${String(n + 20)}`;
      await saveRegion(ctx, { code, name: county, parentCode: CITY, level: 'county' });
      await createAgency(ctx, agency(code, `${county}人民政府`, 'government', code, CITY));
      for (const [i, name] of bureaus.slice(0, COUNTY_BUREAUS).entries()) await createAgency(ctx, agency(`${code}-B${i}`, `${county}${name}`, 'department', code, code));
    }
    return saveRegion(ctx, { code: CITY, name: '通辽市', level: 'city' });
  });
  const agencies = await db.selectFrom('core.agency').select(['code', 'name', 'shortName']).orderBy('position').orderBy('code').execute();
  return Promise.all(agencies.map(async (a, i): Promise<Office> => {
    const people = desks.map((desk) => ({ desk, id: random.uuid(), name: `${desk}${i}`, login: `${desk}-${i}` }));
    await db.insertInto('core.person').values(people.map(({ id, name, login }) => ({ id, name, login }))).execute();
    await db.insertInto('core.roleAssignment').values(people.map((p) => ({ personId: p.id, agencyCode: a.code, role: roleOf[p.desk] }))).execute();
    return { ...a, people: Object.fromEntries(people.map(({ desk, id, name }) => [desk, { id, name }])) as Office['people'] };
  }));
}

function orgCode(serial: number): string {
  const body = `TB${String(serial).padStart(6, '0')}`;
  return [...'0123456789X'].map((check) => body + check).find(checkOrgCode) ?? body;
}

export async function principalAt(db: Db, office: Office, desk: DeskName): Promise<Principal> {
  const { id, name } = office.people[desk];
  return { person: { id, name, login: name }, roles: await rolesOf(db, id), pending: null };
}

/** Somebody who has every office of the city on the desk: the heaviest board there is. */
export async function principalOfAll(db: Db, offices: readonly Office[]): Promise<Principal> {
  const [first] = offices;
  if (!first) throw new Error('no offices');
  const { id, name } = first.people.head;
  await db.insertInto('core.roleAssignment').values(offices.slice(1).map((o) => ({ personId: id, agencyCode: o.code, role: 'openness-head' as const }))).execute();
  return { person: { id, name, login: name }, roles: await rolesOf(db, id), pending: null };
}
