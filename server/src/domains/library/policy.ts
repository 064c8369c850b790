import type { Principal, Role } from '../identity/index.ts';

const enders: readonly Role[] = ['office', 'openness-clerk'];
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
