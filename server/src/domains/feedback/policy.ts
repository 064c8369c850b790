import { hasRole, hasRoleAnywhere, type Principal } from '../identity/index.ts';

/** The openness clerk of the agency whose page it is; a report about no agency's page is for any of them. */
export function canAnswer(principal: Principal, agencyCode: string | null): boolean {
  return agencyCode === null ? hasRoleAnywhere(principal, 'openness-clerk') : hasRole(principal, agencyCode, 'openness-clerk');
}
