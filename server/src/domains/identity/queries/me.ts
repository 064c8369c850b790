import type { Me, Persona } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { installationOf } from '../../../platform/installation.ts';
import { roleNames } from '../messages.ts';
import { roles, type Principal, type Role } from '../model.ts';

export async function me(db: Db, principal: Principal): Promise<Me> {
  const names = await agencyNames(db);
  return {
    person: principal.person,
    roles: principal.roles.map((held) => ({ ...held, agencyName: names.get(held.agencyCode) ?? held.agencyCode })),
    demo: (await installationOf(db)) === 'demo',
    mustChangePassword: principal.pending === 'change-password',
    mustSetSecondFactor: principal.pending === 'set-second-factor',
  };
}

/** Whom one may sign in as in the demonstration: every active person with a role. Empty anywhere else. */
export async function personas(db: Db): Promise<{ demo: boolean; personas: Persona[] }> {
  if ((await installationOf(db)) !== 'demo') return { demo: false, personas: [] };
  const rows = await db.selectFrom('core.person as p').innerJoin('core.roleAssignment as r', 'r.personId', 'p.id')
    .innerJoin('core.agency as a', 'a.code', 'r.agencyCode')
    .select(['p.id', 'p.name', 'a.name as agencyName', 'r.role'])
    .where('p.active', '=', true).orderBy('a.regionCode').orderBy('a.position').orderBy('a.code').orderBy('p.createdAt').orderBy('p.login').execute();
  const found = new Map<string, Persona>();
  for (const row of rows) {
    const persona = found.get(row.id) ?? { personId: row.id, name: row.name, duty: '', agencyName: row.agencyName, roles: [] };
    const role = knownRole(row.role);
    if (role !== null && !persona.roles.includes(role)) persona.roles.push(role);
    found.set(row.id, persona);
  }
  const named = [...found.values()].map((one) => ({ ...one, duty: one.roles.map((role) => roleNames[role]).join('、') }));
  return { demo: true, personas: named };
}

function knownRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null;
}

async function agencyNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('core.agency').select(['code', 'name']).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}
