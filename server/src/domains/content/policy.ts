// Who writes, who reviews: each for his own agency, and never both for one piece.
import type { Actor } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { actorFor, type Principal, type Role } from '../identity/index.ts';
import { zh } from './messages.ts';

export const writerRoles: readonly Role[] = ['drafter', 'openness-clerk', 'openness-head'];
export const reviewerRoles: readonly Role[] = ['reviewer', 'openness-head', 'openness-clerk'];
type Desk = { role: Role; agencyCode: string };

export const writerDesk = (principal: Principal, agencyCode: string): Desk | null => deskAs(principal, agencyCode, writerRoles);
export const reviewerDesk = (principal: Principal, agencyCode: string): Desk | null => deskAs(principal, agencyCode, reviewerRoles);

function deskAs(principal: Principal, agencyCode: string, roles: readonly Role[]): Desk | null {
  const role = roles.find((one) => principal.roles.some((held) => held.agencyCode === agencyCode && held.role === one));
  return role === undefined ? null : { role, agencyCode };
}

/** Agencies whose content a person sees before the public does. */
export function contentAgencies(principal: Principal): string[] {
  const roles = new Set<Role>([...writerRoles, ...reviewerRoles]);
  return [...new Set(principal.roles.filter((held) => roles.has(held.role)).map((held) => held.agencyCode))];
}

export const isContentStaff = (principal: Principal): boolean => contentAgencies(principal).length > 0;

/** @throws Refused 'forbidden' (403) */
export function actorAs(principal: Principal, desk: Desk | null, requestId: string | undefined, message: string = zh.forbidden): Actor {
  if (desk === null) return refuse('forbidden', message, 403);
  return actorFor(principal, desk.role, desk.agencyCode, requestId);
}
