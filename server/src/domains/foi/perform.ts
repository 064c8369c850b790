// The shape of every act: parse → load and lock → version → authorize → decide → append, effects, project, journal.
import { civilDateOf, LawInputError, now, type CivilDate, type Instant } from '@tongming/law';
import { z } from 'zod';
import type { FoiAct, FoiActRequest } from '../../console-api/contract-foi.ts';
import type { Reason } from '../../console-api/contract.ts';
import { done, runCommand, type Actor, type CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { conflict, notFound, refuse } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/files.ts';
import type { Journalled } from '../../platform/journal.ts';
import { actorFor, type Principal } from '../identity/index.ts';
import { cellOf } from './machine.ts';
import { tellApplicant } from './mail/queue.ts';
import { zh } from './messages.ts';
import { eventData, day, type DataOf, type SealedFile } from './model.ts';
import { markServed, paperFaults, paperOf, sealPaper, type PaperRow } from './papers.ts';
import { mayAct, mayRead } from './policy.ts';
import { projectStatus } from './status.ts';
import { append, authorOf, loadCase, withEvent, type Case, type Columns, type NewEvent } from './store.ts';
import { verbs } from './verbs.ts';

/** What the commands of this domain work with. `secret` is the installation's; `at` sets another clock (demonstration, tests). */
export type Env = { db: Db; files: FileStore; secret: Uint8Array; at?: Instant; requestId?: string };

/** A step under way. `on` is the day it happened. */
export type Work<A extends FoiAct> = { ctx: CommandContext; env: Env; case: Case; on: CivilDate; data: DataOf<A> };

/** One act. All refusals of `decide` are told together, with those of dates and clock. */
export type Verb<A extends FoiAct> = {
  /** What stands in the way whatever is said: shown beforehand. */
  ready?: (c: Case) => Reason[];
  decide?: (work: Work<A>) => Reason[] | Promise<Reason[]>;
  /** Data the platform adds itself: numbers, amounts. Runs when nothing refuses any more. */
  fill?: (work: Work<A>) => Promise<DataOf<A>>;
  /** What changes besides the event. Returns columns of the case. */
  effect?: (work: Work<A> & { after: Case }) => Promise<Columns>;
  /** The day, where it is not the one the sender says but the one law derives. */
  on?: (c: Case, data: DataOf<A>, on: CivilDate) => CivilDate;
};
export type Verbs = { readonly [A in FoiAct]: Verb<A> };

/** Brings about one act of staff. @throws Refused with all reasons together; 409 when someone changed the case since. */
export async function perform(env: Env, principal: Principal, id: string, act: FoiAct, request: FoiActRequest): Promise<void> {
  const at = env.at ?? now();
  const data = read(act, request.data);
  const on = readDay(request.on, civilDateOf(at));
  const paper = await prepare(env, act, data, async () => {
    const c = await loadCase(env.db, id);
    if (!mayRead(principal, c)) notFound(zh.refusal.notFound);
    const leave = mayAct(principal, c, act);
    return leave.ok ? c : refuse(leave.refusals[0]?.code ?? 'refused', leave.refusals, leave.status);
  });
  const plain: Actor = { personId: principal.person.id, name: principal.person.name, role: 'staff', agencyCode: null, requestId: env.requestId };
  await runCommand(env.db, plain, async (begun) => {
    const c = await loadCase(begun.tx, id, true);
    if (!mayRead(principal, c)) notFound(zh.refusal.notFound);
    if (c.version !== request.version) conflict(zh.refusal.conflict(c.folded.lastBy));
    const leave = mayAct(principal, c, act);
    if (!leave.ok) refuse(leave.refusals[0]?.code ?? 'refused', leave.refusals, leave.status);
    const ctx = { ...begun, actor: actorFor(principal, leave.role, c.agency.code, env.requestId) };
    return done(undefined, (await bringAbout({ ctx, env, case: c, on, data }, act, paper)).entry);
  }, { at });
}

function read<A extends FoiAct>(act: A, data: unknown): DataOf<A> {
  const parsed = eventData[act].safeParse(data ?? {});
  if (parsed.success) return parsed.data as DataOf<A>;
  return refuse('input', parsed.error.issues.map((issue): Reason => ({
    code: 'input', field: issue.path.map(String).join('.'), message: issue.message || zh.input.malformed,
  })));
}

function readDay(on: string | undefined, today: CivilDate): CivilDate {
  if (on === undefined) return today;
  const parsed = day.safeParse(on);
  return parsed.success ? parsed.data : refuse('input', [{ code: 'input', field: 'on', message: zh.input.day }]);
}

export type PreparedPaper = { paper: PaperRow; sealed: SealedFile[] } | null;

/** Sealing a letter's files takes its time: before the transaction, and only for who may take the step at all. */
async function prepare(env: Env, act: FoiAct, data: object, admit: () => Promise<Case>): Promise<PreparedPaper> {
  const id = paperIdOf(data);
  if (id === null) return null;
  const c = await admit();
  const paper = await paperOf(env.db, id);
  refuseAll(act, paperFaults(paper, c, act === 'serve' ? 'reply' : 'other'));
  return paper && { paper, sealed: c.readerKey === null ? [] : await sealPaper(env, paper) };
}

export function paperIdOf(data: object): string | null {
  return 'paperId' in data && typeof data.paperId === 'string' ? data.paperId : null;
}

/**
 * The step itself, within a command, for staff and applicants alike: who may has been asked by the caller.
 * @throws Refused `<act>-refused` with every reason, each with its article
 */
export async function bringAbout<A extends FoiAct>(work: Work<A>, act: A, paper: PreparedPaper = null): Promise<{ after: Case; entry: Journalled }> {
  const verb: Verb<A> = verbs[act];
  const on = verb.on?.(work.case, work.data, work.on) ?? work.on;
  const now = { ...work, on };
  const refusals = [...(verb.ready?.(work.case) ?? []), ...(await verb.decide?.(now) ?? []), ...dayFaults(now, act)];
  refuseAll(act, refusals.length > 0 ? refusals : clockFaults(now, act), cellOf(work.case.folded.state, act)?.article);
  const data = await verb.fill?.(now) ?? work.data;
  const event: NewEvent = { type: act, on, data };
  const foreseen = withEvent(work.case, event, work.ctx.now, authorOf(work.ctx));
  const set = await verb.effect?.({ ...now, data, after: foreseen }) ?? {};
  if (paper !== null) await markServed(work.ctx, paper.paper.id, on, foreseen.folded.lastSeq, paper.sealed);
  const result = await append(work.ctx, work.case, event, set);
  await projectStatus(work.ctx, result.after);
  await tellApplicant(work.ctx, result.after);
  return result;
}

function refuseAll(act: FoiAct, refusals: readonly Reason[], article: string | null = null): void {
  if (refusals.length > 0) refuse(`${act}-refused`, refusals.map((r) => ({ ...r, article: r.article ?? article })));
}

function dayFaults({ ctx, case: c, on }: Pick<Work<FoiAct>, 'ctx' | 'case' | 'on'>, act: FoiAct): Reason[] {
  const { receivedOn } = c.standing;
  const early = receivedOn !== null && on < receivedOn && act !== 'confirm-receipt' && act !== 'withdraw';
  return [
    ...(on > ctx.today ? [{ code: 'future', field: 'on', message: zh.refusal.future(on) }] : []),
    ...(early ? [{ code: 'before-receipt', field: 'on', message: zh.refusal.beforeReceipt(on, receivedOn) }] : []),
  ];
}

/** The clock must be able to count what was accepted: it is asked before. Its own words say what does not fit. */
function clockFaults<A extends FoiAct>({ ctx, case: c, on, data }: Work<A>, act: A): Reason[] {
  try {
    withEvent(c, { type: act, on, data }, ctx.now, authorOf(ctx));
    return [];
  } catch (error) {
    if (error instanceof LawInputError) return [{ code: 'clock', message: `${zh.refusal.clock}：${error.message}`, field: 'on' }];
    throw error;
  }
}

/** What stands in the way of an act before anything has been filled in. */
export function readiness(c: Case, act: FoiAct): Reason[] {
  const article = cellOf(c.folded.state, act)?.article ?? null;
  return (verbs[act].ready?.(c) ?? []).map((r) => ({ ...r, article: r.article ?? article }));
}

export const idSchema = z.uuid();
