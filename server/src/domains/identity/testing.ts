// Factories for tests that need agencies and people.
import { runCommand, type Actor } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { grantRole } from './commands/grant-role.ts';
import { createAgency, saveRegion, type AgencyInput } from './commands/manage-agency.ts';
import { createPerson } from './commands/manage-person.ts';
import type { Role } from './model.ts';

export const founder: Actor = { personId: null, name: '测试', role: 'system', agencyCode: null };

/** Codes with right check digits that belong to nobody. */
export const cityAgency: AgencyInput = {
  code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', kind: 'government',
  uscc: '11150500TL00000165', orgCode: 'TL0000016', numberCodes: [{ code: '通政发', purpose: '' }],
};
export const officeAgency: AgencyInput = {
  code: '150500-ZFB', name: '通辽市人民政府办公室', shortName: '市政府办公室', regionCode: '150500', parentCode: '150500', kind: 'office',
  uscc: '11150500TL00000240', orgCode: 'TL0000024', numberCodes: [{ code: '通政办发', purpose: '' }],
};

export async function makeAgencies(db: Db): Promise<void> {
  await runCommand(db, founder, async (ctx) => {
    await saveRegion(ctx, { code: '150500', name: '通辽市', level: 'city' });
    await createAgency(ctx, cityAgency);
    return createAgency(ctx, officeAgency);
  });
}

/** A person with roles in one agency. The password must still be changed unless `ready`. */
export async function makePerson(
  db: Db,
  login: string,
  options: { roles?: Role[]; agencyCode?: string; ready?: boolean } = {},
): Promise<{ id: string; login: string; password: string }> {
  const made = await runCommand(db, founder, async (ctx) => {
    const created = await createPerson(ctx, { login, name: `${login}某` });
    const { person } = created.value;
    for (const role of options.roles ?? []) {
      await grantRole(ctx, person.id, { agencyCode: options.agencyCode ?? '150500', role, grant: true });
    }
    return created;
  });
  if (options.ready) await db.updateTable('core.person').set({ mustChangePassword: false }).where('id', '=', made.person.id).execute();
  return { id: made.person.id, login, password: made.password ?? '' };
}
