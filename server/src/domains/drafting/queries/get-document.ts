import { civilDateOf, formatInstant, legalityReviewRules, now, proactiveDisclosureDue, proactiveDisclosureRules, ruleOn, type CivilDate } from '@tongming/law';
import type { Available, DocumentEvent, DocumentView, Reason } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { recordUrl } from '../../library/index.ts';
import { readiness } from '../perform.ts';
import { factsOf } from '../facts.ts';
import { reason, sheetWarnings } from '../checks.ts';
import { dutiesOf, dutyView } from '../duties.ts';
import { events, targetOf } from '../machine.ts';
import { zh } from '../messages.ts';
import { previewNumber } from '../numbering.ts';
import { mayAct, mayEdit, mayRead } from '../policy.ts';
import { loadCase, type Case } from '../store.ts';
import { verbs } from '../verbs.ts';
import { cosigned, documentRows, listed, listedColumns } from './rows.ts';

/** @throws Refused 404 for what does not exist and for what the person may not see, alike. */
export async function readableCase(db: Db, principal: Principal, id: string): Promise<Case> {
  const c = await loadCase(db, id);
  return mayRead(principal, c.doc) ? c : notFound(zh.refusal.notFound);
}

/** The whole document for one person: sheet, trail, clocks, and what this person may do with which consequence. */
export async function getDocument(db: Db, principal: Principal, id: string): Promise<DocumentView> {
  const c = await readableCase(db, principal, id);
  const today = civilDateOf(now());
  const rows = await listed(db).where('d.id', '=', id).select([...listedColumns, cosigned.as('cosigned')]).execute();
  const [row] = await documentRows(db, rows);
  if (!row) notFound(zh.refusal.notFound);
  const numberPreview = await previewNumber(db, c.doc, today);
  const published = c.doc.recordId === null ? undefined
    : await db.selectFrom('open.record').select('id').where('id', '=', c.doc.recordId).executeTakeFirst();
  return {
    ...row, sheet: c.doc.sheet, attachments: c.attachments, editable: mayEdit(principal, c.doc), numberPreview,
    trail: c.trail.map(({ agencyCode, personId: _id, ...e }) => ({ ...e, agencyName: c.agencyNames.get(agencyCode) ?? agencyCode })),
    available: availableTo(principal, c, numberPreview, today),
    duties: (await dutiesOf(db, [id])).map((duty) => dutyView(duty, today)),
    recordId: c.doc.recordId, recordUrl: published ? recordUrl(published.id) : null,
    warnings: warningsOf(c), dateMade: c.doc.dateMade, drafterId: c.doc.draftedBy,
  };
}

/** Steps this person may take, each with what it will cause and what still stands in its way. */
function availableTo(principal: Principal, c: Case, numberPreview: string | null, today: CivilDate): Available[] {
  return events.flatMap((event) => {
    const leave = mayAct(principal, c.doc, c.trail, event);
    if (!leave.ok) return [];
    return [{
      event, label: zh.events[event], consequence: consequenceOf(c, event, leave, numberPreview, today),
      needsOpinion: leave.cell.opinion, refusals: readiness(verbs[event], c),
    }];
  });
}

type Leave = Extract<ReturnType<typeof mayAct>, { ok: true }>;

function consequenceOf(c: Case, event: DocumentEvent, { cell, acting }: Leave, numberPreview: string | null, today: CivilDate): string {
  const { disclosure, publishAt } = c.doc.sheet;
  const to = targetOf(cell, factsOf(c, event, {}, acting));
  const proactive = disclosure.attribute !== 'withheld' && disclosure.method === 'proactive';
  const dateMade = c.doc.dateMade ?? today;
  return zh.consequences[cell.consequence]({
    to: to === c.doc.state ? '' : zh.states[to],
    number: event === 'discard' || event === 'return' ? c.doc.documentNumber : numberPreview,
    publishes: disclosure.attribute === 'withheld' ? 'never' : !proactive ? 'on-request' : publishAt !== null && publishAt > now() ? 'later' : 'now',
    publishAt: publishAt === null ? '' : formatInstant(publishAt),
    due: proactive && ruleOn(proactiveDisclosureRules, dateMade) ? proactiveDisclosureDue(dateMade).due : null,
  });
}

function warningsOf(c: Case): Reason[] {
  const late = c.trail.findLast((e) => e.event === 'pass-legality')?.data['late'] === true;
  const rule = legalityReviewRules.at(-1);
  return [
    ...sheetWarnings(c.doc.sheet, c.around),
    ...(late && rule ? [reason('legality-late', zh.check.legalityLate(rule.maxWorkingDays), undefined, `${rule.law}${rule.article}`)] : []),
  ];
}
