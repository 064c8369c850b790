import { today } from '@tongming/law';
import { sql, type SqlBool } from 'kysely';
import type { InboxView } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { validityDuties } from '../../library/index.ts';
import { dutyView } from '../duties.ts';
import { awaited, cellOf, nextStep } from '../machine.ts';
import { zh } from '../messages.ts';
import { paperAgencies } from '../policy.ts';
import { cosigned, documentRows, listedColumns } from './rows.ts';
import { visible } from './list-documents.ts';

/** A list longer than this belongs in the document list; the counts are of all. */
const shown = 100;
/** "Soon" in working days. */
const soon = 5;

/** What waits for me by my roles, what I drafted and is under way, and the clocks of my agencies. */
export async function inbox(db: Db, principal: Principal): Promise<InboxView> {
  const me = principal.person.id;
  const waitingFor = visible(db, principal).where(waitsFor(principal));
  const { count } = await waitingFor.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const waiting = await waitingFor.select([...listedColumns, cosigned.as('cosigned')])
    .orderBy(sql`case d.urgency when '特急' then 0 when '加急' then 1 else 2 end`).orderBy('d.updatedAt').limit(shown).execute();
  const mine = await visible(db, principal).where('d.draftedBy', '=', me).where('d.state', 'not in', ['issued', 'discarded'])
    .select([...listedColumns, cosigned.as('cosigned')]).orderBy('d.updatedAt', 'desc').limit(shown).execute();
  const due = [...await duties(db, principal), ...await validityDuties(db, principal)].toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  return {
    waiting: await documentRows(db, waiting), mine: await documentRows(db, mine), due: due.slice(0, shown),
    counts: {
      waiting: count, overdue: due.filter((d) => d.daysLeft < 0).length,
      dueSoon: due.filter((d) => d.daysLeft >= 0 && d.daysLeft <= soon).length,
    },
  };
}

/** State by state: a role of mine in the agency, and the guard of the step. */
function waitsFor(principal: Principal) {
  const me = principal.person.id;
  const conditions = principal.roles.flatMap(({ agencyCode, role }) => awaited(role).map((state) => {
    const step = nextStep(state);
    switch (step && cellOf(state, step)?.guard) {
      case 'joint-agency':
        return sql<SqlBool>`(d.state = ${state} and ${agencyCode} = any(d.joint_agencies) and not ${agencyCode} = any(${cosigned}))`;
      case 'own':
        return sql<SqlBool>`(d.state = ${state} and d.agency_code = ${agencyCode} and d.drafted_by = ${me})`;
      case 'not-drafter':
        return sql<SqlBool>`(d.state = ${state} and d.agency_code = ${agencyCode} and d.drafted_by <> ${me})`;
      default:
        return sql<SqlBool>`(d.state = ${state} and d.agency_code = ${agencyCode})`;
    }
  }));
  return conditions.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

/** Overdue first: the duties of the agencies one works for. */
async function duties(db: Db, principal: Principal): Promise<InboxView['due']> {
  const agencies = paperAgencies(principal);
  if (agencies.length === 0) return [];
  const rows = await db.selectFrom('core.duty as u').innerJoin('core.document as d', 'd.id', 'u.subjectId')
    .select(['u.rule', 'u.startedOn', 'u.due', 'u.provisional', 'u.derivation', 'u.doneAt', 'd.id as documentId', 'd.recordId', 'd.title'])
    .where('u.doneAt', 'is', null).where('u.subjectType', '=', 'document').where('u.agencyCode', 'in', agencies)
    .orderBy('u.due').orderBy('d.id').execute();
  const day = today();
  return rows.map(({ documentId, recordId, title, ...duty }) => ({
    ...dutyView(duty, day), documentId, recordId, title: title || zh.untitled,
  }));
}
