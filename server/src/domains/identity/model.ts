/** What a person may be in an agency. The three last are the separated administrators (三员分立). */
export const roles = [
  'drafter', 'reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'signer', 'office',
  'openness-clerk', 'openness-head', 'privacy-officer', 'system-admin', 'security-admin', 'audit-admin',
] as const;
export type Role = (typeof roles)[number];

export const administratorRoles = ['system-admin', 'security-admin', 'audit-admin'] as const;
export type AdministratorRole = (typeof administratorRoles)[number];

export type RoleHeld = { agencyCode: string; role: Role };

/**
 * Who is behind a request. `pending` says what must be done before anything else is allowed;
 * a route with an ordinary policy refuses a principal while it is not null.
 */
export type Principal = {
  person: { id: string; name: string; login: string };
  roles: RoleHeld[];
  pending: 'change-password' | 'set-second-factor' | null;
};
