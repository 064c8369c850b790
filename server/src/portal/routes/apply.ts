import { createHash, randomUUID } from 'node:crypto';
import { civilDateOf, foiReplyClock, formatChineseDate, formatInstant, now, receiptOf } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { submitApplication, type Submitted } from '../../domains/foi/inbox.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { log } from '../../platform/log.ts';
import { zh } from '../messages/zh.ts';
import { applyCheckPage, applyReceiptPage, type CheckData } from '../pages/apply-check.ts';
import { emptyForm, trouble, type ApplyFault, type ApplyForm } from '../pages/apply-fields.ts';
import { applyFormPage } from '../pages/apply-form.ts';
import { applyStartPage } from '../pages/apply-start.ts';
import { notFoundPage } from '../pages/plain.ts';
import { answerOnce, answerPage, countedAgencies, newReference, type Portal, type Rendered, type Visit } from '../portal.ts';
import { publicRecordsLike } from '../suggest.ts';
import { applicationBody, lastVisit, mayApply, mayTake, onceOnly } from './apply-gate.ts';
import { proofExtensions, readApplication, readFiles, readForm, textOf, type Body } from './apply-input.ts';

type Agency = Visit['agencies'][number];
type Desk = { portal: Portal; see: (c: Context) => Promise<Visit>; once: ReturnType<typeof onceOnly<Submitted>> };
type Sent = { c: Context; agency: Agency; form: ApplyForm; body: Body };

/** Applications (依申请公开): the form, a check with what may already be public, the receipt. No session, no script needed. */
export function applyRoutes(portal: Portal): Hono {
  const app = new Hono();
  const desk: Desk = { portal, see: lastVisit(portal), once: onceOnly<Submitted>() };
  app.get('/apply', (c) => c.redirect('/apply/', 301));
  app.get('/apply/', (c) => answerPage(portal, c, async (v) => ({ page: applyStartPage(await countedAgencies(portal, v)) })));
  app.get('/apply/:agency', (c) => answerPage(portal, c, async (v) => {
    const agency = v.agencies.find((a) => a.code === c.req.param('agency'));
    return agency === undefined ? { page: notFoundPage(), status: 404 } : { page: applyFormPage(agency, emptyForm, [], false) };
  }));
  app.post('/apply/:agency', applicationBody(portal), async (c) => {
    const seen = await desk.see(c);
    const agency = seen.agencies.find((a) => a.code === c.req.param('agency'));
    const body = await c.req.parseBody({ all: true });
    const rendered = agency === undefined ? { page: notFoundPage(), status: 404 } : await step(desk, { c, agency, body, form: readForm(body) });
    return answerOnce(c, rendered, seen.context);
  });
  return app;
}

function step(desk: Desk, sent: Sent): Promise<Rendered> | Rendered {
  const { agency, form } = sent;
  const which = textOf(sent.body, 'step');
  if (which === 'edit') return { page: applyFormPage(agency, form, []) };
  const { input, faults } = readApplication(form, agency.code);
  if (input === null) return { page: applyFormPage(agency, form, faults), status: 422 };
  return which === 'send' ? send(desk, sent) : check(desk, sent, {});
}

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
async function suggestionsFor(portal: Portal, { c, form }: Sent): Promise<RecordItem[]> {
  if (!mayTake(portal, c, 'foiCheck')) return [];
  try {
    return await publicRecordsLike(portal.db, form.content, form.documentNumber);
  } catch (error) {
    log.error('portal.suggest', { error });
    return [];
  }
}

async function send(desk: Desk, sent: Sent): Promise<Rendered> {
  const { c, agency, form, body } = sent;
  const token = textOf(body, 'token').slice(0, 64) || randomUUID();
  const read = await readFiles(body);
  // A browser may have filled the trap by itself: it comes back empty, and the second press goes through.
  const trapped: ApplyFault[] = textOf(body, 'website') === '' ? [] : [{ field: 'send', message: zh.apply.faults.trap }];
  const { input, faults } = readApplication(form, agency.code, read.files);
  const all = [...faults, ...read.faults, ...trapped];
  if (input === null || all.length > 0) return check(desk, sent, { faults: all, status: 422, token });
  const key = createHash('sha256').update(JSON.stringify([token, agency.code, form])).digest('hex');
  try {
    return await desk.once(key, async () => {
      if (!mayApply(desk.portal, c)) throw new TooMany();
      return submitApplication(desk.portal.db, input);
    }).then((submitted) => receipt(agency, form, submitted));
  } catch (error) {
    return check(desk, sent, { ...notTaken(error), token });
  }
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

function receipt(agency: Agency, form: ApplyForm, submitted: Submitted): Rendered {
  const at = now();
  const on = civilDateOf(at);
  const { rule } = receiptOf({ channel: 'portal', submittedOn: on });
  const clock = foiReplyClock([{ type: 'received', date: on }]);
  return { page: applyReceiptPage({ agency, form, submitted, at: formatInstant(at), clock, received: formatChineseDate(on), receivedArticle: rule.article }) };
}

