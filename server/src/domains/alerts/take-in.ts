// What readers asked for and did by their links, taken in: each once. A crash leaves it wholly taken in or wholly waiting.
import { addSeconds, isCivilDate } from '@tongming/law';
import { sql } from 'kysely';
import { z } from 'zod';
import { claimSubmissions } from '../../platform/claim.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext, type Done } from '../../platform/command.ts';
import { json } from '../../platform/database.ts';
import { journal } from '../../platform/journal.ts';
import { log } from '../../platform/log.ts';
import { intakeKeyOf, openSealed } from '../../platform/sealed-box.ts';
import { filterNames, type RecordFilter } from '../library/index.ts';
import { alertLimits, cadences, contextOf, readAddress, type AlertAct } from './inbox.ts';
import { zh } from './messages.ts';
import { knownOf } from './news.ts';
import { alertSettings } from './settings.ts';
import { queueMails, removeAlerts, showAlert, type Alert, type AlertEnv } from './store.ts';
import { actKeyOf, addressKeyOf, digestsOf, tokenOf, topicKeyOf } from './token.ts';

const atOnce = 100;
const reader: Actor = { personId: null, name: zh.reader, role: 'reader', agencyCode: null };
const DAY_SECONDS = 86_400;

type Env = Pick<AlertEnv, 'db' | 'secret' | 'at'>;

/** What the public zone sends is not trusted to be what our form makes. */
const askedSchema = z.object({
  q: z.string().max(alertLimits.question), recordId: z.uuid().nullable(), cadence: z.enum(cadences),
  label: z.string().max(alertLimits.label).refine((text) => !/\p{Cc}/u.test(text)),
  filter: z.partialRecord(z.enum(filterNames), z.string().max(100))
    .refine((f) => [f.from, f.to].every((day) => day === undefined || isCivilDate(day)) && /^(?:\d{4})?$/.test(f.year ?? '')).transform((f) => f as RecordFilter),
});

/** Returns how many were new. */
export async function takeInAlerts(env: Env): Promise<number> {
  return await drain(env, requestsOf, takeRequest) + await drain(env, actsOf, takeAct);
}

type Request = { id: string; address: Buffer; asked: unknown };
type Act = { id: string; proof: Buffer } & AlertAct;

async function requestsOf({ db }: Env): Promise<Request[]> {
  return db.selectFrom('inbox.alertRequest').select(['id', 'address', 'asked']).orderBy('receivedAt').orderBy('id').limit(atOnce).execute();
}

async function actsOf({ db }: Env): Promise<Act[]> {
  const rows = await db.selectFrom('inbox.alertAct').select(['id', 'proof', 'act', 'cadence']).orderBy('receivedAt').orderBy('id').limit(atOnce).execute();
  return rows.map(({ id, proof, act, cadence }) => ({ id, proof, ...(act === 'change' ? { act, cadence: cadence ?? 'daily' } : { act }) }));
}

async function drain<T extends { id: string }>(env: Env, read: (env: Env) => Promise<T[]>, take: (ctx: CommandContext, env: Env, one: T) => Promise<Done<number>>): Promise<number> {
  const failed = new Set<string>();
  for (let taken = 0; ;) {
    const seen = (await read(env)).filter(({ id }) => !failed.has(id));
    if (seen.length === 0) return taken;
    for (const one of seen) {
      try {
        taken += await runCommand(env.db, reader, (ctx) => take(ctx, env, one), { at: env.at });
      } catch (error) {
        // It stays, and is tried again; what came after it does not wait.
        failed.add(one.id);
        log.error('alert.intake-failed', { request: one.id, error });
      }
    }
  }
}

async function takeRequest(ctx: CommandContext, env: Env, request: Request): Promise<Done<number>> {
  const fresh = await claimSubmissions(ctx, [request]);
  await ctx.tx.deleteFrom('inbox.alertRequest').where('id', '=', request.id).execute();
  if (fresh.length === 0) return unchanged(0);
  const asked = askedSchema.safeParse(request.asked);
  const bytes = openSealed(intakeKeyOf(env.secret).key, request.address, contextOf(request.id));
  const address = bytes && readAddress(bytes.toString('utf8'));
  if (!asked.success || address === null) {
    log.warn('alert.malformed', { request: request.id });
    return done(0, await journal(ctx, { action: 'alert.malformed', subjectType: 'submission', subjectId: request.id }));
  }
  return ask(ctx, env, { id: request.id, sealed: request.address, addressKey: addressKeyOf(env.secret, address), topic: asked.data });
}

type Asked = { id: string; sealed: Buffer; addressKey: Buffer; topic: z.output<typeof askedSchema> };

async function ask(ctx: CommandContext, env: Env, { id, sealed, addressKey, topic }: Asked): Promise<Done<number>> {
  const settings = await alertSettings(ctx.tx);
  // One at a time for one address: the limits are counted.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert ${addressKey.toString('base64')}`}, 0))`.execute(ctx.tx);
  const own = await ctx.tx.selectFrom('core.alert').selectAll().where('addressKey', '=', addressKey).execute();
  const confirmUntil = addSeconds(ctx.now, settings.confirmHours * 3600);
  const same = own.find((a) => a.topicKey.equals(topicKeyOf(topic)));
  const { sent } = await ctx.tx.selectFrom('core.alertMail as m').innerJoin('core.alert as a', 'a.id', 'm.alertId').where('a.addressKey', '=', addressKey)
    .where('m.kind', 'in', ['confirm', 'known']).where('m.queuedAt', '>', addSeconds(ctx.now, -DAY_SECONDS))
    .select((eb) => eb.fn.countAll<number>().as('sent')).executeTakeFirstOrThrow();
  const refused = sent >= settings.unaskedPerDay || (same === undefined && own.length >= settings.perAddress);
  if (refused) return done(0, await journal(ctx, { action: 'alert.refused', subjectType: 'submission', subjectId: id, after: { sent, own: own.length } }));
  const alert = same ?? await insertAlert(ctx, env, { id, sealed, addressKey, topic }, confirmUntil);
  if (same?.state === 'pending') await ctx.tx.updateTable('core.alert').set({ confirmUntil }).where('id', '=', same.id).execute();
  await showAlert(ctx, env.secret, alert.state === 'pending' ? { ...alert, confirmUntil } : alert);
  await queueMails(ctx, [{ alertId: alert.id, kind: alert.state === 'pending' ? 'confirm' : 'known', due: ctx.now }]);
  return done(1, await journal(ctx, { action: 'alert.request', subjectType: 'alert', subjectId: alert.id, after: { again: same !== undefined } }));
}

function insertAlert(ctx: CommandContext, env: Env, { id, sealed, addressKey, topic }: Asked, confirmUntil: Alert['confirmUntil']): Promise<Alert> {
  const { key, proof } = digestsOf(tokenOf(env.secret, id));
  return ctx.tx.insertInto('core.alert').values({
    id, address: sealed, addressKey, topicKey: topicKeyOf(topic), linkKey: key, actKey: actKeyOf(proof), askedAt: ctx.now, confirmUntil,
    cadence: topic.cadence, recordId: topic.recordId, q: topic.q, filter: json(topic.filter), label: topic.label, known: json(null),
  }).returningAll().executeTakeFirstOrThrow();
}

async function takeAct(ctx: CommandContext, env: Env, act: Act): Promise<Done<number>> {
  const fresh = await claimSubmissions(ctx, [act]);
  await ctx.tx.deleteFrom('inbox.alertAct').where('id', '=', act.id).execute();
  const alert = fresh.length === 0 ? undefined
    : await ctx.tx.selectFrom('core.alert').selectAll().where('actKey', '=', actKeyOf(act.proof)).forUpdate().executeTakeFirst();
  if (alert === undefined) return unchanged(0);
  const entry = (action: 'alert.end' | 'alert.confirm' | 'alert.change') => journal(ctx, { action, subjectType: 'alert', subjectId: alert.id });
  if (act.act === 'end') {
    await removeAlerts(ctx, [alert]);
    return done(1, await entry('alert.end'));
  }
  if (act.act === 'change') {
    await update(ctx, env, alert, { cadence: act.cadence });
    return done(1, await entry('alert.change'));
  }
  if (alert.state === 'active' || (alert.state === 'pending' && alert.confirmUntil < ctx.now)) return unchanged(0);
  await begin(ctx, env, alert);
  return done(1, await entry('alert.confirm'));
}

/** From now on: what is public at this moment is no news. Also after a pause. */
async function begin(ctx: CommandContext, env: Env, alert: Alert): Promise<void> {
  await ctx.tx.selectFrom('core.alertReader').select('seq').forUpdate().executeTakeFirstOrThrow();
  const { seq } = await ctx.tx.selectFrom('open.change').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirstOrThrow();
  const known = alert.recordId === null ? null : (await knownOf(ctx.tx, [alert.recordId])).get(alert.recordId) ?? null;
  await update(ctx, env, alert, { state: 'active', fromSeq: seq ?? 0, known: json(known), failures: 0, pausedAt: null, confirmedAt: ctx.now });
}

type Change = Partial<Pick<Alert, 'cadence' | 'state' | 'fromSeq' | 'failures' | 'pausedAt' | 'confirmedAt'>> & { known?: unknown };

async function update(ctx: CommandContext, env: Env, alert: Alert, change: Change): Promise<void> {
  await ctx.tx.updateTable('core.alert').set(change).where('id', '=', alert.id).execute();
  await showAlert(ctx, env.secret, { ...alert, ...change, known: alert.known });
}
