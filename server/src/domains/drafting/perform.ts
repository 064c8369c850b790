// The shape of every step: load and lock → version → authorize → decide → save, trail, journal, effects.
import { civilDateOf, now, type CivilDate, type Instant, type LawfulDisclosure } from '@tongming/law';
import type { DocumentEvent, Reason } from '../../console-api/contract.ts';
import { publishChanges, type Change } from '../../platform/change.ts';
import { done, runCommand, type Actor, type CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { conflict, notFound, refuse } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/files.ts';
import type { Journalled } from '../../platform/journal.ts';
import { actorFor, type Principal } from '../identity/index.ts';
import { textLeaves } from '../library/index.ts';
import { gate, markingsIn, reason, sameDisclosure } from './checks.ts';
import { factsOf } from './facts.ts';
import { cellOf, targetOf } from './machine.ts';
import { zh } from './messages.ts';
import { mayAct, mayRead, type Acting } from './policy.ts';
import type { EventInput } from './sheet.ts';
import { enter, enterGated, isGated, loadCase, type Case, type Columns } from './store.ts';

/** What the commands of this domain work with. `at` sets another clock (demonstration, tests). */
export type Env = { db: Db; files: FileStore; fontFolder?: string | null; at?: Instant; requestId?: string };

export type Work = { ctx: CommandContext; env: Env; case: Case; input: EventInput; acting: Acting; principal: Principal };
/** What a step changes besides the state. `changes` go to the public feed as the last write. */
export type Effect = { set?: Columns; data?: Record<string, unknown>; changes?: Omit<Change, 'seq'>[] };

type Common = {
  /** Refusals the document itself gives; shown to the person before the step is tried. */
  ready?: (c: Case) => Reason[];
  /** Refusals for what came along with the step. `today` is the day in Asia/Shanghai. */
  decide?: (c: Case, input: EventInput, by: { today: CivilDate; acting: Acting; principal: Principal }) => Reason[];
};
/** A step that stays this side of the gate. */
export type Verb = Common & { gated?: false; effect?: (work: Work) => Promise<Effect> };
/**
 * A step through the gate: its effect needs the lawful disclosure. `prepare` does slow work before the transaction,
 * on the very version the step names; it returns the effect.
 */
export type GatedVerb = Common & { gated: true } & (
  | { effect: GatedEffect; prepare?: undefined }
  | { prepare: (env: Env, c: Case, disclosure: LawfulDisclosure, look: Look) => Promise<GatedEffect>; effect?: undefined }
);
export type GatedEffect = (work: Work, disclosure: LawfulDisclosure) => Promise<Effect>;
export type Look = { input: EventInput; principal: Principal; now: Instant };
export type AnyVerb = Verb | GatedVerb;
export type Verbs = Readonly<Record<DocumentEvent, AnyVerb>>;

/** Brings about one event. @throws Refused with all reasons together; 409 when someone changed the document since. */
export async function perform(env: Env, verbs: Verbs, principal: Principal, id: string, event: DocumentEvent, input: EventInput): Promise<void> {
  const verb = verbs[event];
  const markings = markingsIn([{ where: zh.where.opinion, text: textLeaves([input.opinion, input.data]).join('\n') }]);
  if (markings.length > 0) refuse('classified', markings);
  const look = { input, principal, now: env.at ?? now() };
  const prepared = verb.gated && verb.prepare ? await prepare(env, verb, verb.prepare, id, event, look) : null;
  await runCommand(env.db, personOf(principal, env), async (plain) => {
    let c = await loadCase(plain.tx, id, true);
    const changes: Omit<Change, 'seq'>[] = [];
    let entry: Journalled | null = null;
    for (const step of stepsOf(c, event, input)) {
      if (cellOf(c.doc.state, step) === undefined && entry !== null) break;
      const here = { ...input, version: entry === null ? input.version : c.doc.version };
      const acting = admit(c, principal, step, here);
      const ctx = { ...plain, actor: actorFor(principal, acting.role, acting.agencyCode, env.requestId) };
      refuseAll(step, judge(verbs[step], c, step, here, { today: ctx.today, acting, principal }));
      const result = await bringAbout({ ctx, env, case: c, input: here, acting, principal }, verbs[step], step, prepared);
      changes.push(...result.changes);
      entry = result.entry;
      c = await loadCase(plain.tx, id);
    }
    await publishChanges(plain, changes);
    if (entry === null) throw new Error(`no step for ${event}`);
    return done(undefined, entry);
  }, { at: env.at });
}

/** The person before it is known as what he acts. */
export function personOf(principal: Principal, env: Env): Actor {
  return { personId: principal.person.id, name: principal.person.name, role: 'staff', agencyCode: null, requestId: env.requestId };
}

/**
 * Who approves may set another attribute with the approval: that is a change of disclosure first, and the approval
 * follows unless the change sends the document elsewhere.
 */
function stepsOf(c: Case, event: DocumentEvent, input: EventInput): DocumentEvent[] {
  const next = input.data?.disclosure;
  const differs = next !== undefined && !sameDisclosure(next, c.doc.sheet.disclosure);
  return event !== 'change-disclosure' && differs ? ['change-disclosure', event] : [event];
}

async function prepare(
  env: Env, verb: AnyVerb, make: NonNullable<GatedVerb['prepare']>, id: string, event: DocumentEvent, look: Look,
): Promise<GatedEffect> {
  const c = await loadCase(env.db, id);
  const acting = admit(c, look.principal, event, look.input);
  refuseAll(event, judge(verb, c, event, look.input, { today: civilDateOf(look.now), acting, principal: look.principal }));
  const gated = gate(c.doc.sheet);
  return gated.ok ? make(env, c, gated.value, look) : refuse('gate', gated.refusals);
}

/** Seen at all, of the version the person saw, and allowed: in this order. */
function admit(c: Case, principal: Principal, event: DocumentEvent, input: EventInput): Acting {
  if (!mayRead(principal, c.doc)) notFound(zh.refusal.notFound);
  if (c.doc.version !== input.version) conflict(zh.refusal.conflict(c.trail.at(-1)?.personName ?? null));
  const leave = mayAct(principal, c.doc, c.trail, event);
  return leave.ok ? leave.acting : refuse(leave.refusals[0]?.code ?? 'refused', leave.refusals, leave.status);
}

function judge(verb: AnyVerb, c: Case, event: DocumentEvent, input: EventInput, by: Parameters<NonNullable<Common['decide']>>[2]): Reason[] {
  const needsOpinion = cellOf(c.doc.state, event)?.opinion === true && (input.opinion ?? '').length < 2;
  return [
    ...(needsOpinion ? [reason('opinion-missing', zh.refusal.opinionMissing(zh.events[event]), 'opinion')] : []),
    ...readiness(verb, c),
    ...(verb.decide?.(c, input, by) ?? []),
  ];
}

/** What stands in the way whoever acts and whatever is said. */
export function readiness(verb: AnyVerb, c: Case): Reason[] {
  const gated = verb.gated ? gate(c.doc.sheet) : null;
  return [...(gated && !gated.ok ? gated.refusals : []), ...(verb.ready?.(c) ?? [])];
}

function refuseAll(event: DocumentEvent, refusals: Reason[]): void {
  if (refusals.length > 0) refuse(`${event}-refused`, refusals);
}

async function bringAbout(
  work: Work, verb: AnyVerb, event: DocumentEvent, prepared: GatedEffect | null,
): Promise<{ entry: Journalled; changes: Omit<Change, 'seq'>[] }> {
  const { ctx, case: c, input, acting } = work;
  const cell = cellOf(c.doc.state, event);
  if (!cell) throw new Error(`no step ${event} in ${c.doc.state}`);
  const to = targetOf(cell, factsOf(c, event, input, acting));
  const step = { event, acting, opinion: input.opinion?.trim() || null };
  if (isGated(to)) {
    const gated = gate(c.doc.sheet);
    const effectOf = prepared ?? (verb.gated ? verb.effect : undefined);
    if (!gated.ok) return refuse('gate', gated.refusals);
    if (!effectOf) throw new Error(`${event} leads through the gate and is no gated step`);
    const effect = await effectOf(work, gated.value);
    const moved = await enterGated(ctx, c.doc, to, gated.value, { ...step, set: effect.set ?? {}, data: effect.data ?? {} });
    return { entry: moved.entry, changes: effect.changes ?? [] };
  }
  const effect = verb.gated ? {} : await verb.effect?.(work) ?? {};
  const moved = await enter(ctx, c.doc, to, { ...step, set: effect.set ?? {}, data: effect.data ?? {} });
  return { entry: moved.entry, changes: effect.changes ?? [] };
}
