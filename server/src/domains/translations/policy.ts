// Who translates, who reviews: each for his own agency, and never both for one text.
import type { Actor } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { actorFor, type Principal, type Role } from '../identity/index.ts';

export const translatorRoles: readonly Role[] = ['drafter', 'openness-clerk', 'openness-head'];
export const reviewerRoles: readonly Role[] = ['reviewer', 'openness-head', 'openness-clerk'];
const all = new Set<Role>([...translatorRoles, ...reviewerRoles]);

export function holds(principal: Principal, agencyCode: string, roles: readonly Role[]): Role | null {
  return roles.find((role) => principal.roles.some((held) => held.agencyCode === agencyCode && held.role === role)) ?? null;
}

/** @throws Refused 'forbidden' (403) */
export function actorAs(principal: Principal, agencyCode: string, roles: readonly Role[], message: string, requestId: string | undefined): Actor {
  const role = holds(principal, agencyCode, roles) ?? refuse('forbidden', message, 403);
  return actorFor(principal, role, agencyCode, requestId);
}

export function translationAgencies(principal: Principal): string[] {
  return [...new Set(principal.roles.filter((held) => all.has(held.role)).map((held) => held.agencyCode))];
}

export const isTranslationStaff = (principal: Principal): boolean => translationAgencies(principal).length > 0;
