// What other domains and the faces may use of identity.
export { getAgency, listAgencies, listRegions, type AgencyRow } from './agency.ts';
export { firstAdministrators, type FirstAdministrators } from './commands/first-administrators.ts';
export { grantRole, type RoleChange } from './commands/grant-role.ts';
export { createAgency, saveRegion, updateAgency, type AgencyChange, type AgencyInput, type RegionInput } from './commands/manage-agency.ts';
export { createPerson, type PersonInput } from './commands/manage-person.ts';
export { signInAs } from './commands/sign-in-as.ts';
export { signIn, type SignedIn } from './commands/sign-in.ts';
export { identityMessages, roleNames } from './messages.ts';
export { administratorRoles, roles, type Principal, type Role, type RoleHeld } from './model.ts';
export { getPerson, type PersonRow } from './person.ts';
export {
  actorFor, actorOf, canDoBusiness, canManageAccounts, canManageAgencies, canReadJournal, hasRole, hasRoleAnywhere, isAdministrator,
} from './policy.ts';
export { authenticate, principalOf, removeExpiredSessions, rolesOf, type SignInOptions } from './session.ts';
