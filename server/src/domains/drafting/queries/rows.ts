import { today, type CivilDate, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { DocumentRow, DocumentState, Role, Sheet } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { roleNames } from '../../identity/index.ts';
import { dutiesOf, dutyView } from '../duties.ts';
import { nextStep, cellOf } from '../machine.ts';
import { zh } from '../messages.ts';

/** A document as lists show it: everything but its text. */
export type Listed = {
  id: string; title: string; kind: string; state: string; agencyCode: string; agencyName: string; drafter: string;
  urgency: string | null; documentNumber: string | null; updatedAt: Instant; disclosureAttribute: string | null;
  disclosureMethod: string | null; version: number; jointAgencies: string[]; cosigned: string[];
};

/** Documents with their agency and drafter. `cosigned`: agencies that co-signed since the last change of text or attribute. */
export function listed(db: Db) {
  return db.selectFrom('core.document as d').innerJoin('core.agency as a', 'a.code', 'd.agencyCode')
    .innerJoin('core.person as p', 'p.id', 'd.draftedBy');
}

export const listedColumns = [
  'd.id', 'd.title', 'd.kind', 'd.state', 'd.agencyCode', 'a.name as agencyName', 'p.name as drafter', 'd.urgency',
  'd.documentNumber', 'd.updatedAt', 'd.disclosureAttribute', 'd.disclosureMethod', 'd.version', 'd.jointAgencies',
] as const;

export const cosigned = sql<string[]>`array(
  select e.agency_code from core.document_event e where e.document_id = d.id and e.event = 'cosign' and e.id > coalesce((
    select max(f.id) from core.document_event f where f.document_id = d.id and f.event in ('clear-secrecy', 'change-disclosure')), 0))`;

export async function documentRows(db: Db, rows: readonly Listed[]): Promise<DocumentRow[]> {
  const day = today();
  const duties = (await dutiesOf(db, rows.map((row) => row.id))).filter((duty) => duty.doneAt === null);
  const holders = await holdersOf(db, rows);
  return rows.map((row) => {
    const duty = duties.find((d) => d.subjectId === row.id);
    return {
      id: row.id, title: row.title || zh.untitled, kind: row.kind as DocumentRow['kind'], state: row.state as DocumentState,
      agencyCode: row.agencyCode, agencyName: row.agencyName, drafter: row.drafter, urgency: row.urgency as DocumentRow['urgency'],
      documentNumber: row.documentNumber, updatedAt: row.updatedAt, version: row.version,
      disclosure: { attribute: row.disclosureAttribute as Sheet['disclosure']['attribute'], method: row.disclosureMethod as Sheet['disclosure']['method'] },
      waitingFor: waitingFor(row, holders), due: duty ? dueOf(duty, day) : null,
    };
  });
}

function dueOf(duty: Parameters<typeof dutyView>[0], day: CivilDate): DocumentRow['due'] {
  const view = dutyView(duty, day);
  return { due: view.due, daysLeft: view.daysLeft, law: `${view.law}${view.article}` };
}

type Holder = { agencyCode: string; role: string; name: string };

async function holdersOf(db: Db, rows: readonly Listed[]): Promise<Holder[]> {
  const agencies = [...new Set(rows.flatMap((row) => [row.agencyCode, ...row.jointAgencies]))];
  if (agencies.length === 0) return [];
  return db.selectFrom('core.roleAssignment as r').innerJoin('core.person as p', 'p.id', 'r.personId')
    .select(['r.agencyCode', 'r.role', 'p.name']).where('r.agencyCode', 'in', agencies).where('p.active', '=', true)
    .orderBy('p.name').execute();
}

/** In words: 王某、李某（审核人）. The drafter himself is named where the step is his. */
function waitingFor(row: Listed, holders: readonly Holder[]): string {
  const state = row.state as DocumentState;
  const step = nextStep(state);
  const cell = step && cellOf(state, step);
  const role: Role | undefined = cell?.roles[0];
  if (!cell || !role) return zh.nobody;
  if (cell.guard === 'own') return zh.waitingFor([row.drafter], roleNames[role]);
  const agencies = cell.guard === 'joint-agency' ? row.jointAgencies.filter((code) => !row.cosigned.includes(code)) : [row.agencyCode];
  const names = holders.filter((h) => h.role === role && agencies.includes(h.agencyCode))
    .map((h) => h.name).filter((name) => cell.guard !== 'not-drafter' || name !== row.drafter);
  return zh.waitingFor([...new Set(names)], roleNames[role]);
}
