import { done, type CommandContext, type Done } from '../../../platform/command.ts';
import { refuse } from '../../../platform/errors.ts';
import { markInstallation } from '../../../platform/installation.ts';
import { journal } from '../../../platform/journal.ts';
import { identityMessages } from '../messages.ts';
import { administratorRoles, type AdministratorRole } from '../model.ts';
import { grantRole } from './grant-role.ts';
import { createAgency, saveRegion, type AgencyInput, type RegionInput } from './manage-agency.ts';
import { createPerson, type PersonInput } from './manage-person.ts';

export type FirstAdministrators = {
  region: RegionInput;
  /** The government whose administrators these are. */
  agency: AgencyInput;
  administrators: Readonly<Record<AdministratorRole, PersonInput>>;
};

/**
 * Founds an empty platform: a region, its government and the three administrators, with the passwords they start from.
 * @throws Refused 'already-initialised' (409) when any person exists; the faults of codes and logins otherwise
 */
export async function firstAdministrators(
  ctx: CommandContext,
  input: FirstAdministrators,
): Promise<Done<{ role: AdministratorRole; login: string; password: string }[]>> {
  const anyone = await ctx.tx.selectFrom('core.person').select('id').limit(1).executeTakeFirst();
  if (anyone !== undefined) refuse('already-initialised', identityMessages.alreadyInitialised, 409);
  await markInstallation(ctx.tx, 'production');
  await saveRegion(ctx, input.region);
  const agency = await createAgency(ctx, input.agency);
  const made: { role: AdministratorRole; login: string; password: string }[] = [];
  for (const role of administratorRoles) {
    const { person, password } = (await createPerson(ctx, input.administrators[role])).value;
    await grantRole(ctx, person.id, { agencyCode: agency.value.code, role, grant: true });
    made.push({ role, login: person.login, password: password ?? '' });
  }
  const logins = made.map(({ role, login }) => ({ role, login }));
  return done(made, await journal(ctx, { action: 'initialise', subjectType: 'agency', subjectId: agency.value.code, after: logins }));
}
