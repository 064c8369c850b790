import type { Actor } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { identityMessages, roleNames } from './messages.ts';
import { administratorRoles, type Principal, type Role } from './model.ts';

type Who = Pick<Principal, 'roles'>;

export function hasRole(principal: Who, agencyCode: string, role: Role): boolean {
  return principal.roles.some((held) => held.agencyCode === agencyCode && held.role === role);
}

export function hasRoleAnywhere(principal: Who, role: Role): boolean {
  return principal.roles.some((held) => held.role === role);
}

export function isAdministrator(principal: Who): boolean {
  return administratorRoles.some((role) => hasRoleAnywhere(principal, role));
}

/** Makes and changes accounts and agencies, but grants nothing and reads no journal. */
export const canManageAccounts = (principal: Who): boolean => hasRoleAnywhere(principal, 'system-admin');
export const canManageAgencies = (principal: Who): boolean => hasRoleAnywhere(principal, 'system-admin');
/** Grants and takes roles, unlocks and resets, but makes no account. */
export const canGrantRoles = (principal: Who): boolean => hasRoleAnywhere(principal, 'security-admin');
export const canUnlockAndReset = (principal: Who): boolean => hasRoleAnywhere(principal, 'security-admin');
/** Reads and verifies the journal, and does nothing else. */
export const canReadJournal = (principal: Who): boolean => hasRoleAnywhere(principal, 'audit-admin');
export const canSeePeople = (principal: Who): boolean => canManageAccounts(principal) || canGrantRoles(principal);
/** None of the three administrators does business. */
export const canDoBusiness = (principal: Who): boolean => principal.roles.length > 0 && !isAdministrator(principal);

/** The actor of a command. @throws Refused 'forbidden' (403) when the role is not held in that agency. */
export function actorFor(principal: Principal, role: Role, agencyCode: string, requestId?: string): Actor {
  if (!hasRole(principal, agencyCode, role)) refuse('forbidden', identityMessages.notHeld(roleNames[role]), 403);
  return { personId: principal.person.id, name: principal.person.name, role, agencyCode, requestId };
}

/** The actor for a role whose reach is the whole platform: the agency is the first in which it is held. */
export function actorOf(principal: Principal, role: Role, requestId?: string): Actor {
  const held = principal.roles.find((one) => one.role === role);
  return actorFor(principal, role, held?.agencyCode ?? '', requestId);
}

/** The actor for what anybody does about himself: password, second factor, session. */
export function selfActor(person: Principal['person'], requestId?: string): Actor {
  return { personId: person.id, name: person.name, role: 'self', agencyCode: null, requestId };
}
