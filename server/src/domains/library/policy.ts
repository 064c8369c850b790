import type { Principal, Role } from '../identity/index.ts';

export const enders: readonly Role[] = ['office', 'openness-clerk'];
const readers: ReadonlySet<Role> = new Set<Role>([
  'drafter', 'reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'signer', 'office', 'openness-clerk', 'privacy-officer',
]);

/** As whom a person may put an end to an agency's records; null when not at all. */
export function mayEndAs(principal: Principal, agencyCode: string): { role: Role; agencyCode: string } | null {
  return principal.roles.find((r) => r.agencyCode === agencyCode && enders.includes(r.role)) ?? null;
}

/** Agencies whose records a person reads whole; of the others only what is public. */
export function recordAgencies(principal: Principal): string[] {
  return [...new Set(principal.roles.filter((r) => readers.has(r.role)).map((r) => r.agencyCode))];
}

/** As whom a person keeps the library's settings; null when not at all. */
export function mayKeep(principal: Principal): { role: Role; agencyCode: string } | null {
  return principal.roles.find((r) => enders.includes(r.role)) ?? null;
}

/** Agencies whose office or openness clerk a person is. */
export function keptAgencies(principal: Principal): string[] {
  return [...new Set(principal.roles.filter((r) => enders.includes(r.role)).map((r) => r.agencyCode))];
}
