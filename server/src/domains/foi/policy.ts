// Who may see a case and who may do what with it, as plain questions.
import type { FoiAct } from '../../console-api/contract-foi.ts';
import type { Reason, Role } from '../../console-api/contract.ts';
import { hasRole, roleNames, type Principal } from '../identity/index.ts';
import { cellOf, fitsType, type Cell } from './machine.ts';
import { zh } from './messages.ts';
import type { Case } from './store.ts';

const t = zh.refusal;
/** Who sees all applications of an agency; everybody else sees those assigned to him: they hold personal data. */
const officeRoles: ReadonlySet<Role> = new Set(['openness-clerk', 'openness-head', 'legality-reviewer', 'secrecy-reviewer', 'signer']);
/** Who can be made responsible for a case. */
export const handlerRoles: readonly Role[] = ['openness-clerk', 'openness-head', 'drafter'];

/** Agencies whose applications a person sees. */
export function officeAgencies(principal: Principal): string[] {
  return [...new Set(principal.roles.filter((r) => officeRoles.has(r.role)).map((r) => r.agencyCode))];
}

export function mayEnter(principal: Principal, agencyCode: string): boolean {
  return hasRole(principal, agencyCode, 'openness-clerk') || hasRole(principal, agencyCode, 'openness-head');
}

type Seen = { agencyCode: string; assignee: string | null };
export function maySee(principal: Principal, c: Seen): boolean {
  if (officeAgencies(principal).includes(c.agencyCode)) return true;
  return c.assignee === principal.person.id && handlerRoles.some((role) => hasRole(principal, c.agencyCode, role));
}

export function mayRead(principal: Principal, c: Case): boolean {
  return maySee(principal, { agencyCode: c.agency.code, assignee: c.folded.assignee });
}

export type Leave = { ok: true; cell: Cell; role: Role } | { ok: false; status: 403 | 422; refusals: Reason[] };

/** Whether a person may take this step now: the table knows it, a role allows it, the guard holds. */
export function mayAct(principal: Principal, c: Case, act: FoiAct): Leave {
  const cell = cellOf(c.folded.state, act);
  if (c.anonymisedAt !== null) return no(422, 'anonymised', t.anonymised);
  if (!fitsType(act, c.folded.requestType)) return no(422, 'not-for-type', t.notForType(zh.acts[act], zh.requestTypes[c.folded.requestType]));
  if (!cell) return no(422, 'not-now', t.notNow(zh.acts[act], zh.states[c.folded.state]));
  const roles = cell.roles.filter((role): role is Role => role !== 'applicant');
  const role = roles.find((r) => hasRole(principal, c.agency.code, r) && (r !== 'drafter' || cell.guard !== 'assigned' || c.folded.assignee === principal.person.id));
  if (!role) return no(403, 'not-yours', t.notYours(zh.acts[act], roles.map((r) => roleNames[r])));
  const decider = cell.guard === 'not-decider' && c.folded.decidedBy === principal.person.id;
  return decider ? no(403, 'four-eyes', t.fourEyes(zh.acts[act])) : { ok: true, cell, role };
}

function no(status: 403 | 422, code: string, message: string): Leave {
  return { ok: false, status, refusals: [{ code, message }] };
}
