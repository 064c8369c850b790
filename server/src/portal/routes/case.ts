import { Hono, type Context } from 'hono';
import {
  evaluate, readCase, readLetterFile, submitCorrection, submitNarrowing, withdraw, type ApplicantView, type FollowUpResult,
} from '../../domains/foi/inbox.ts';
import { silenceRemedy, type SilenceRemedy } from '../../domains/foi/open/silence.ts';
import { zh } from '../messages/zh.ts';
import type { Fault } from '../pages/apply-fields.ts';
import { casePage, lateSince, queryPage, type CaseNotice } from '../pages/case.ts';
import { withdrawPage, type Keys, type Typed } from '../pages/case-acts.ts';
import { answerOnce, answerPage, visit, type Portal, type Rendered } from '../portal.ts';
import { applicationBody, mayTake } from './apply-gate.ts';
import { attachmentFaults, filesOf, readAttachments, textOf, type Body } from './apply-input.ts';
import { contentDisposition } from './content-disposition.ts';

/** Bytes of a form without files. */
const wordsOnly = 64 * 1024;

type Open = { portal: Portal; keys: Keys; view: ApplicantView; silence: SilenceRemedy | null; body: Body };

/**
 * A case for who holds number and code. There is no session and no cookie: every request carries both in its body, is
 * answered directly and kept by nobody (no-store), so that a shared computer is left behind clean by closing the page
 * and no address ever holds a secret.
 */
export function caseRoutes(portal: Portal): Hono {
  const app = new Hono();
  const [limited, withFiles] = [applicationBody(portal, wordsOnly), applicationBody(portal)];
  const opened = (work: (open: Open) => Promise<Rendered | Response>) => (c: Context) => withCase(portal, c, work);
  app.get('/apply/query', (c) => answerPage(portal, c, async () => ({ page: queryPage('', null) })));
  for (const path of ['/apply/case', '/apply/case/*']) app.get(path, (c) => c.redirect('/apply/query', 303));
  app.post('/apply/case', limited, opened(async (open) => shown(open, {})));
  app.post('/apply/case/letter', limited, opened(letter));
  app.post('/apply/case/correct', withFiles, opened(correct));
  app.post('/apply/case/narrow', limited, opened(narrowed));
  app.post('/apply/case/withdraw', limited, opened(withdrawn));
  app.post('/apply/case/evaluate', limited, opened(evaluated));
  return app;
}

async function withCase(portal: Portal, c: Context, work: (open: Open) => Promise<Rendered | Response>): Promise<Response> {
  const q = zh.apply.query;
  const body = await c.req.parseBody({ all: true });
  const keys = { number: textOf(body, 'number').slice(0, 40), code: textOf(body, 'code').slice(0, 40) };
  const { agencies, context } = await visit(portal, c);
  const again = (problem: string, code: number, look: 'fault' | 'busy' = 'fault') => answerOnce(c, { page: queryPage(keys.number, problem, look), status: code }, context);
  if (keys.number === '' || keys.code === '') return again(q.missing, 422);
  if (!mayTake(portal, c, 'foiCase')) return again(q.tooMany, 429, 'busy');
  const view = await readCase(portal.db, keys.number, keys.code);
  // The same answer for a number that does not exist and a code that does not fit.
  if (view === null) return again(q.wrong, 404);
  const [since, agency] = [lateSince(view), agencies.find((a) => a.code === view.agencyCode)];
  const silence = since === null || agency === undefined ? null : await silenceRemedy(portal.db, agency, since);
  const done = await work({ portal, keys, view, silence, body });
  return done instanceof Response ? done : answerOnce(c, done, context);
}

type Shown = { notice?: CaseNotice; faults?: Fault[]; typed?: Typed; status?: number };

function shown({ view, keys, silence }: Open, { notice, faults, typed, status }: Shown): Rendered {
  return { page: casePage({ view, keys, silence, notice: notice ?? null, faults: faults ?? [], typed: typed ?? {} }), status: status ?? 200 };
}

/** After something was sent: the case as it stood, without the forms that would send it again. */
function answered(open: Open, result: FollowUpResult, sent: CaseNotice, typed: Typed, faults: Fault[]): Rendered {
  if (result.ok) return shown({ ...open, view: { ...open.view, can: [] } }, { notice: sent });
  if (result.reason === 'faults') return shown(open, { faults, typed, status: 422 });
  return shown(open, { notice: 'not-now', typed, status: 409 });
}

async function letter(open: Open): Promise<Rendered | Response> {
  const found = open.view.letters.find((l) => l.id === textOf(open.body, 'letter'));
  const file = found?.files[Number(textOf(open.body, 'file'))];
  if (file === undefined) return shown(open, { notice: 'letter-missing', status: 404 });
  const bytes = await readLetterFile(open.portal.files, file);
  return new Response(bytes, { headers: {
    'content-security-policy': "sandbox; default-src 'none'", 'cache-control': 'no-store', 'content-type': file.mime,
    'content-length': String(bytes.length), 'content-disposition': contentDisposition(file.name),
  } });
}

async function correct(open: Open): Promise<Rendered> {
  const typed = { content: textOf(open.body, 'content'), excuse: textOf(open.body, 'excuse') };
  const files = filesOf(open.body, 'files');
  const wrongFiles = attachmentFaults(files);
  const content: Fault = { field: 'content', message: zh.apply.case.correct.faults.content };
  if (wrongFiles.length > 0) return shown(open, { faults: [...(typed.content.length < 4 ? [content] : []), ...wrongFiles], typed, status: 422 });
  const result = await submitCorrection(open.portal.db, open.keys.number, open.keys.code, { ...typed, attachments: await readAttachments(files) });
  return answered(open, result, 'corrected', typed, [content]);
}

async function narrowed(open: Open): Promise<Rendered> {
  const typed = { content: textOf(open.body, 'content') };
  const result = await submitNarrowing(open.portal.db, open.keys.number, open.keys.code, typed);
  return answered(open, result, 'narrowed', typed, [{ field: 'content', message: zh.apply.case.narrow.faults.content }]);
}

async function withdrawn(open: Open): Promise<Rendered> {
  const reason = textOf(open.body, 'reason');
  if (!open.view.can.includes('withdraw')) return shown(open, { notice: 'not-now', status: 409 });
  if (textOf(open.body, 'confirm') !== 'yes') return { page: withdrawPage(open.view, open.keys, reason) };
  return answered(open, await withdraw(open.portal.db, open.keys.number, open.keys.code, reason), 'withdrawn', { reason }, []);
}

async function evaluated(open: Open): Promise<Rendered> {
  const typed = { score: textOf(open.body, 'score'), words: textOf(open.body, 'words') };
  const result = await evaluate(open.portal.db, open.keys.number, open.keys.code, Number(typed.score), typed.words);
  return answered(open, result, 'evaluated', typed, [{ field: 'score', message: zh.apply.case.evaluate.fault }]);
}
