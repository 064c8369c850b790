import { z } from 'zod';
import type { FollowedApplication, Me, Persona } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { installationOf } from '../../../platform/installation.ts';
import { roleNames } from '../messages.ts';
import { roles, type Principal, type Role } from '../model.ts';
import { securitySettings } from '../settings.ts';

export async function me(db: Db, principal: Principal): Promise<Me> {
  const names = await agencyNames(db);
  const { passwordMinLength: minLength, passwordClasses: classes } = await securitySettings(db);
  return {
    person: principal.person,
    roles: principal.roles.map((held) => ({ ...held, agencyName: names.get(held.agencyCode) ?? held.agencyCode })),
    demo: (await installationOf(db)) === 'demo',
    mustChangePassword: principal.pending === 'change-password',
    mustSetSecondFactor: principal.pending === 'set-second-factor',
    passwordRule: { minLength, classes },
  };
}

const dutiesSchema = z.record(z.string(), z.string());

/** What each invented person does, by login: the setting `demonstration-duties`, written with the demonstration. */
async function demonstrationDuties(db: Db): Promise<Record<string, string>> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'demonstration-duties').executeTakeFirst();
  return dutiesSchema.parse(row?.value ?? {});
}

const followedSchema = z.array(z.object({ number: z.string(), code: z.string(), what: z.string() }));

/** Applications with their query codes, which the demonstration alone keeps: the setting `demonstration-applications`. */
async function followedApplications(db: Db): Promise<FollowedApplication[]> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'demonstration-applications').executeTakeFirst();
  return followedSchema.parse(row?.value ?? []);
}

/** Whom one may sign in as in the demonstration, in the order in which they were entered. Empty anywhere else. */
export async function personas(db: Db): Promise<{ demo: boolean; personas: Persona[]; applications?: FollowedApplication[] }> {
  if ((await installationOf(db)) !== 'demo') return { demo: false, personas: [] };
  const duties = await demonstrationDuties(db);
  const rows = await db.selectFrom('core.person as p').innerJoin('core.roleAssignment as r', 'r.personId', 'p.id')
    .innerJoin('core.agency as a', 'a.code', 'r.agencyCode')
    .select(['p.id', 'p.login', 'p.name', 'a.name as agencyName', 'r.role'])
    .where('p.active', '=', true).orderBy('p.createdAt').orderBy('p.login').orderBy('a.position').orderBy('r.role').execute();
  const found = new Map<string, Persona & { login: string }>();
  for (const { id, login, name, agencyName, role } of rows) {
    const persona = found.get(id) ?? { personId: id, login, name, duty: '', agencyName, roles: [] };
    const known = knownRole(role);
    if (known !== null && !persona.roles.includes(known)) persona.roles.push(known);
    found.set(id, persona);
  }
  const named = [...found.values()].map(({ login, ...persona }) => ({
    ...persona, duty: duties[login] ?? persona.roles.map((role) => roleNames[role]).join('、'),
  }));
  return { demo: true, personas: named, applications: await followedApplications(db) };
}

function knownRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null;
}

async function agencyNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('core.agency').select(['code', 'name']).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}
