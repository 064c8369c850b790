import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import type { Role } from '../../../console-api/contract.ts';
import type { Actor } from '../../../platform/command.ts';
import { refuse } from '../../../platform/errors.ts';
import { actorFor, hasRole, type Principal } from '../../identity/index.ts';
import { zh as foi } from '../messages.ts';
import type { Env } from '../perform.ts';
import { zh } from './zh.ts';

const writers: readonly Role[] = ['openness-clerk', 'openness-head', 'drafter'];
/** The office; another member of staff while the case is his. */
function writerRole(principal: Principal, view: FoiCaseView): Role | null {
  return writers.find((role) => hasRole(principal, view.agencyCode, role) && (role !== 'drafter' || view.assignee?.id === principal.person.id)) ?? null;
}

/** @throws Refused 'forbidden' (403), 'anonymised' */
export function assertMayWrite(principal: Principal, view: FoiCaseView): void {
  if (view.anonymisedOn !== null) refuse('anonymised', foi.refusal.anonymised);
  if (writerRole(principal, view) === null) refuse('forbidden', zh.refusal.mayNot, 403);
}

export function writerOf(env: Env, principal: Principal, view: FoiCaseView): Actor {
  return actorFor(principal, writerRole(principal, view) ?? 'openness-clerk', view.agencyCode, env.requestId);
}
