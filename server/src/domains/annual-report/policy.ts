// Who may do what with an agency's report.
import { hasRole, type Principal, type Role } from '../identity/index.ts';
import type { TreeAgency } from './model.ts';

const clerks: readonly Role[] = ['openness-clerk', 'openness-head'];

/** Where a person must hold his role: in the agency; for a government also in its office, which is its 主管部门 (条例第三条). */
export function desksOf(agency: TreeAgency, agencies: readonly TreeAgency[]): string[] {
  const office = agency.kind === 'government' ? agencies.filter((a) => a.parentCode === agency.code && a.kind === 'office') : [];
  return [agency.code, ...office.map((a) => a.code)];
}

/** As whom a person works on the report; null when not at all. The head first, who may do everything the clerk may. */
export function deskOf(principal: Principal, agency: TreeAgency, agencies: readonly TreeAgency[]): { role: Role; agencyCode: string } | null {
  for (const role of ['openness-head', 'openness-clerk'] as const) {
    const agencyCode = desksOf(agency, agencies).find((code) => hasRole(principal, code, role));
    if (agencyCode !== undefined) return { role, agencyCode };
  }
  return null;
}

/** Who works on it, and who works on the report of a government above it. */
export function mayRead(principal: Principal, agency: TreeAgency, agencies: readonly TreeAgency[]): boolean {
  const seen = new Set<string>();
  for (let at: TreeAgency | undefined = agency; at !== undefined && !seen.has(at.code); at = agencies.find((a) => a.code === at?.parentCode)) {
    seen.add(at.code);
    if (deskOf(principal, at, agencies) !== null) return true;
  }
  return false;
}

export const isOpennessStaff = (principal: Principal): boolean => principal.roles.some((held) => clerks.includes(held.role));
