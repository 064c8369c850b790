import { createHash, randomUUID } from 'node:crypto';
import { civilDateOf, foiReplyClock, formatChineseDate, formatInstant, now, receiptOf } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { mailSender, shinglesOf, similarAnswers, submitApplication, type Submitted } from '../../domains/foi/inbox.ts';
import { log } from '../../platform/log.ts';
import { zh } from '../messages/zh.ts';
import { applyCheckPage, applyReceiptPage, type CheckData, type Suggestions } from '../pages/apply-check.ts';
import { emptyForm, formPath, trouble, type ApplyFault, type ApplyForm, type ApplyType } from '../pages/apply-fields.ts';
import { applyFormPage } from '../pages/apply-form.ts';
import { applyStartPage, correctionStartPage } from '../pages/apply-start.ts';
import { notFoundPage } from '../pages/plain.ts';
import { answerOnce, answerPage, countedAgencies, ownOf, newReference, type Portal, type Rendered, type Visit } from '../portal.ts';
import { publicRecordsLike } from '../suggest.ts';
import { applicationBody, lastVisit, mayApply, mayTake } from './apply-gate.ts';
import { proofExtensions, readApplication, readFiles, readForm, textOf, type Body } from './apply-input.ts';

type Agency = Visit['agencies'][number];
type Desk = { portal: Portal; see: (c: Context) => Promise<Visit> };
type Sent = { c: Context; agency: Agency; form: ApplyForm; body: Body };

/** Applications (依申请公开): the form, a check with what may already be public, the receipt. No session, no script needed. */
export function applyRoutes(portal: Portal): Hono {
  const app = new Hono();
  const desk: Desk = { portal, see: lastVisit(portal) };
  app.get('/apply', (c) => c.redirect('/apply/', 301));
  app.get('/apply/', (c) => answerPage(portal, c, async (v) => ({ page: applyStartPage(ownOf(v, await countedAgencies(portal, v))) })));
  app.get('/apply/correction', (c) => answerPage(portal, c, async (v) => ({ page: correctionStartPage(ownOf(v, await countedAgencies(portal, v))) })));
  for (const type of ['information', 'correction-of-record'] as const) {
    const path = formPath(':agency', type);
    app.get(path, (c) => answerPage(portal, c, async (v) => {
      const agency = v.agencies.find((a) => a.code === c.req.param('agency'));
      return agency === undefined ? { page: notFoundPage(), status: 404 } : { page: applyFormPage(agency, { ...emptyForm, type }, [], await mailedBy(portal), false) };
    }));
    app.post(path, applicationBody(portal), (c) => taken(desk, c, type));
  }
  return app;
}

async function taken(desk: Desk, c: Context, type: ApplyType): Promise<Response> {
  const seen = await desk.see(c);
  const agency = seen.agencies.find((a) => a.code === c.req.param('agency'));
  const body = await c.req.parseBody({ all: true });
  const rendered = agency === undefined ? { page: notFoundPage(), status: 404 } : await step(desk, { c, agency, body, form: readForm(body, type) });
  return answerOnce(c, rendered, seen.context);
}

async function step(desk: Desk, sent: Sent): Promise<Rendered> {
  const { agency, form } = sent;
  const which = textOf(sent.body, 'step');
  if (which === 'edit') return { page: applyFormPage(agency, form, [], await mailedBy(desk.portal)) };
  const { input, faults } = readApplication(form, agency.code);
  if (input === null) return { page: applyFormPage(agency, form, faults, await mailedBy(desk.portal)), status: 422 };
  return which === 'send' ? send(desk, sent) : check(desk, sent, {});
}

/** A promise of mails is not worth a page that fails. */
const mailedBy = (portal: Portal): Promise<string | null> => mailSender(portal.db).catch(() => null);

type CheckNotes = { faults?: ApplyFault[]; trouble?: CheckData['trouble']; status?: number; token?: string };

async function check(desk: Desk, sent: Sent, notes: CheckNotes): Promise<Rendered> {
  const suggestions = await suggestionsFor(desk.portal, sent);
  const page = applyCheckPage({
    agency: sent.agency, form: sent.form, suggestions, faults: notes.faults ?? [], token: notes.token ?? randomUUID(), proofExtensions,
    ...(notes.trouble === undefined ? {} : { trouble: notes.trouble }),
  });
  return { page, status: notes.status ?? 200 };
}

/** Help, not a condition: when looking fails or comes too often, the application goes on without. */
async function suggestionsFor(portal: Portal, { c, form }: Sent): Promise<Suggestions> {
  const none = { records: [], answers: [] };
  if (form.type !== 'information' || !mayTake(portal, c, 'foiCheck')) return none;
  try {
    const [records, answers] = await Promise.all([publicRecordsLike(portal.db, form.content, form.documentNumber), similarAnswers(portal.db, shinglesOf(form.content))]);
    const shown = new Set(records.map((r) => r.id));
    // An answer that is a record already shown says nothing new.
    return { records, answers: answers.filter((a) => a.recordId === null || !shown.has(a.recordId)) };
  } catch (error) {
    log.error('portal.suggest', { error });
    return none;
  }
}

async function send(desk: Desk, sent: Sent): Promise<Rendered> {
  const { c, agency, form, body } = sent;
  const token = tokenOf(textOf(body, 'token'));
  const read = await readFiles(body);
  // A browser may have filled the trap by itself: it comes back empty, and the second press goes through.
  const trapped: ApplyFault[] = textOf(body, 'website') === '' ? [] : [{ field: 'send', message: zh.apply.faults.trap }];
  const { input, faults } = readApplication(form, agency.code, read.files);
  const all = [...faults, ...read.faults, ...trapped];
  if (input === null || all.length > 0) return check(desk, sent, { faults: all, status: 422, token });
  // A second press of the button, or a reload, gets the answer of the first.
  const once = createHash('sha256').update(JSON.stringify([token, agency.code, form])).digest('hex');
  try {
    if (!mayApply(desk.portal, c)) throw new TooMany();
    return await receipt(desk.portal, agency, form, await submitApplication(desk.portal.db, input, now(), once));
  } catch (error) {
    return check(desk, sent, { ...notTaken(error), token });
  }
}

/** What our page gave, and nothing that could be guessed: number and code follow from it. */
function tokenOf(given: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) ? given : randomUUID();
}

class TooMany extends Error {}

/** Why nothing was taken, on a page that has kept everything typed. */
function notTaken(error: unknown): CheckNotes {
  const f = zh.apply.failure;
  if (error instanceof TooMany) return { trouble: trouble(f.tooMany, f.tooManyText), status: 429 };
  const reference = newReference();
  log.error('portal.application', { reference, error });
  return { trouble: trouble(f.unavailable, f.unavailableText(reference)), status: 503 };
}

async function receipt(portal: Portal, agency: Agency, form: ApplyForm, submitted: Submitted): Promise<Rendered> {
  const at = now();
  const on = civilDateOf(at);
  const { rule } = receiptOf({ channel: 'portal', submittedOn: on });
  const clock = form.type === 'information' ? foiReplyClock([{ type: 'received', date: on }]) : null;
  // The application is in: nothing may keep number and code from this page any more.
  const sender = await mailedBy(portal);
  return { page: applyReceiptPage({ agency, form, submitted, at: formatInstant(at), clock, received: formatChineseDate(on), receivedArticle: rule.article, sender }) };
}

