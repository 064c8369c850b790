import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { pageErrorLimits, readPageError, submitPageError } from '../../domains/feedback/inbox.ts';
import { refuse } from '../../platform/errors.ts';
import { zh } from '../messages/zh.ts';
import { reportDonePage, reportPage, type ReportFault, type ReportForm } from '../pages/plain.ts';
import { answerOnce, answerPage, clientOf, isHttps, originOf, visit, type Portal } from '../portal.ts';
import { changePreferences, preferenceCookie, readPreferences, safeReturn, writePreferences } from '../preferences.ts';
import { getCookie } from 'hono/cookie';

const formBytes = 32 * 1024;
const limited = bodyLimit({ maxSize: formBytes, onError: () => refuse('too-large', zh.report.tooLarge, 413) });

/** Forms of the portal: they work without script, and what is sent goes to `inbox` only. */
export function formRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/report-error', (c) => answerPage(portal, c, async () =>
    ({ page: reportPage({ url: addressOf(portal, c, c.req.query('url') ?? ''), message: '', contact: '' }, []) })));
  app.post('/report-error', limited, (c) => report(portal, c));
  app.post('/preferences', limited, (c) => preferences(portal, c));
  return app;
}

/** A path of this site as a whole address; anything else stays as the reader typed it. */
function addressOf(portal: Portal, c: Context, given: string): string {
  const text = given.slice(0, pageErrorLimits.url);
  return text.startsWith('/') ? `${originOf(portal, c)}${safeReturn(text)}` : text;
}

async function formOf(c: Context): Promise<(name: string) => string> {
  const body = await c.req.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value.trim() : '';
  };
}

async function report(portal: Portal, c: Context): Promise<Response> {
  const field = await formOf(c);
  const form: ReportForm = { url: addressOf(portal, c, field('url')), message: field('message'), contact: field('contact') };
  const { context } = await visit(portal, c);
  const read = readPageError(form, originOf(portal, c));
  if ('faults' in read) {
    const faults = read.faults.map((f): ReportFault => ({ field: f.field, message: zh.report.faults[f.code] }));
    return answerOnce(c, { page: reportPage(form, faults), status: 422 }, context);
  }
  portal.limiter.take('portalSubmission', clientOf(portal, c));
  const back = safeReturn(form.url.slice(originOf(portal, c).length));
  // A program that fills every field is thanked like anyone else, and nothing is stored.
  const receipt = field('website') === '' ? await submitPageError(portal.db, read.pageError) : null;
  return answerOnce(c, { page: reportDonePage(receipt, back) }, context);
}

async function preferences(portal: Portal, c: Context): Promise<Response> {
  const field = await formOf(c);
  const chosen = changePreferences(readPreferences(getCookie(c, preferenceCookie)), field('set'));
  c.header('set-cookie', writePreferences(chosen, isHttps(portal, c)));
  c.header('cache-control', 'no-store');
  return c.redirect(safeReturn(field('back')), 303);
}
