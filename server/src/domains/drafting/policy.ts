// Who may do what with a document, as plain questions.
import type { DocumentEvent, Reason, Role } from '../../console-api/contract.ts';
import { hasRole, roleNames, type Principal } from '../identity/index.ts';
import { reason } from './checks.ts';
import { cellOf, type Cell } from './machine.ts';
import { zh } from './messages.ts';
import type { Document, TrailRow } from './model.ts';

const t = zh.refusal;
/** Roles that take part in making documents; the separated administrators do not read them (三员分立). */
const paperRoles: ReadonlySet<Role> = new Set([
  'drafter', 'reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'signer', 'office', 'openness-clerk',
  'privacy-officer',
]);

/** Agencies in which a person has to do with documents at all. */
export function paperAgencies(principal: Principal): string[] {
  return [...new Set(principal.roles.filter((r) => paperRoles.has(r.role)).map((r) => r.agencyCode))];
}

/** Staff of the agency; staff of the joint agencies once it has left the drafter's desk. */
export function mayRead(principal: Principal, doc: Document): boolean {
  const agencies = paperAgencies(principal);
  if (agencies.includes(doc.agencyCode)) return true;
  const leftDesk = doc.state !== 'drafting' && doc.state !== 'discarded';
  return leftDesk && doc.sheet.jointAgencies.some((code) => agencies.includes(code));
}

/** The drafter at the desk; the reviewer while reviewing (核稿). Nobody after that: it must be returned. */
export function mayEdit(principal: Principal, doc: Document): boolean {
  if (doc.state === 'drafting') return doc.draftedBy === principal.person.id && hasRole(principal, doc.agencyCode, 'drafter');
  return doc.state === 'reviewing' && doc.draftedBy !== principal.person.id && hasRole(principal, doc.agencyCode, 'reviewer');
}

/** Joint agencies that still have to co-sign: those signed since the text or the attribute last changed do not count. */
export function cosignsOutstanding(doc: Document, trail: readonly TrailRow[]): string[] {
  const since = trail.findLastIndex((e) => e.event === 'clear-secrecy' || e.event === 'change-disclosure');
  const signed = new Set(trail.slice(since + 1).filter((e) => e.event === 'cosign').map((e) => e.agencyCode));
  return doc.sheet.jointAgencies.filter((code) => !signed.has(code));
}

/** As whom the person acts. */
export type Acting = { role: Role; agencyCode: string };
export type Leave = { ok: true; cell: Cell; acting: Acting } | { ok: false; status: 403 | 422; refusals: Reason[] };

/** Whether a person may bring about an event now: the flow knows it, a role allows it, the guard holds. */
export function mayAct(principal: Principal, doc: Document, trail: readonly TrailRow[], event: DocumentEvent): Leave {
  const cell = cellOf(doc.state, event);
  if (!cell) return no(422, 'not-now', t.notNow(zh.events[event], zh.states[doc.state]));
  const outstanding = cell.guard === 'joint-agency' ? cosignsOutstanding(doc, trail) : [];
  const agencies = cell.guard === 'joint-agency' ? doc.sheet.jointAgencies : [doc.agencyCode];
  const held = agencies.flatMap((agencyCode) => cell.roles.filter((role) => hasRole(principal, agencyCode, role))
    .map((role): Acting => ({ role, agencyCode })));
  const acting = held.find((a) => cell.guard !== 'joint-agency' || outstanding.includes(a.agencyCode));
  if (held.length === 0) return no(403, 'not-yours', t.notYours(zh.events[event], cell.roles.map((r) => roleNames[r])));
  if (!acting) return no(422, 'cosigned-already', t.cosignedAlready);
  const own = doc.draftedBy === principal.person.id;
  switch (cell.guard) {
    case 'own':
      return own ? yes(cell, acting) : no(403, 'own-only', t.ownOnly(zh.events[event]));
    case 'not-drafter':
      return own ? no(403, 'four-eyes', t.fourEyes(zh.events[event])) : yes(cell, acting);
    case 'untouched':
      if (!own) return no(403, 'own-only', t.ownOnly(zh.events[event]));
      return untouched(doc, trail) ? yes(cell, acting) : no(422, 'touched', t.touched);
    case 'any':
    case 'joint-agency':
      return yes(cell, acting);
  }
}

/** Every event writes the version it made: a later version means that someone edited since. */
function untouched(doc: Document, trail: readonly TrailRow[]): boolean {
  const last = trail.at(-1);
  return last?.event === 'submit' && last.version === doc.version;
}

function yes(cell: Cell, acting: Acting): Leave {
  return { ok: true, cell, acting };
}

function no(status: 403 | 422, code: string, message: string): Leave {
  return { ok: false, status, refusals: [reason(code, message)] };
}
