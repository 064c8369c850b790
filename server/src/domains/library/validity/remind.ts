// Reminders 6 and 3 months before a period runs out: on record once, on the front page, and by mail to the openness office.
import { addMonths, now, type CivilDate, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import { z } from 'zod';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { journal, journalMany } from '../../../platform/journal.ts';
import { MailFault, type Mail, type Mailer } from '../../../platform/mail.ts';
import { givenUp, trySend } from '../../../platform/mail-attempt.ts';
import { enqueueMany, type OutboxHandler } from '../../../platform/outbox.ts';
import { zh } from './messages.ts';

/** Months before the last day; the nearest that has come is given, one that was missed is not made up for. */
export const REMINDER_MONTHS = [3, 6] as const;
const TOPIC = 'validity-mail';
const AT_ONCE = 1000;
const LISTED = 50;
const actor: Actor = { personId: null, name: zh.actor, role: 'system', agencyCode: null };

type Due = { id: string; agencyCode: string; expiresOn: CivilDate; months: number };

/** Gives the reminders that are due, once each: rows and mails in one transaction. Returns how many records. */
export async function remindOfValidity(db: Db, options: { at?: Instant } = {}): Promise<number> {
  for (let total = 0; ;) {
    const count = await runCommand(db, actor, async (ctx) => {
      const due = await dueReminders(ctx);
      if (due.length === 0) return unchanged(0);
      const mails = await queueMails(ctx, [...new Set(due.map((d) => d.agencyCode))]);
      await ctx.tx.insertInto('core.validityReminder')
        .values(due.map((d) => ({ recordId: d.id, expiresOn: d.expiresOn, months: d.months, mailId: mails.get(d.agencyCode) ?? null, at: ctx.now })))
        .onConflict((c) => c.doNothing()).execute();
      return done(due.length, await journalMany(ctx, due.map((d) => ({
        action: 'record.remind-validity', subjectType: 'record', subjectId: d.id, agencyCode: d.agencyCode, after: { expiresOn: d.expiresOn, months: d.months },
      }))));
    }, options);
    total += count;
    if (count < AT_ONCE) return total;
  }
}

/** A period shorter than the distance is not reminded of at that distance: a fire ban of three months begins within it. */
async function dueReminders(ctx: CommandContext): Promise<Due[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('core.validity_reminder', 0))`.execute(ctx.tx);
  const [near, far] = REMINDER_MONTHS;
  const { rows } = await sql<Due>`
    with due as (
      select r.id, r.agency_code, e.content->>'expiresOn' as expires_on,
        coalesce(e.content->>'effectiveOn', e.content->>'dateMade', e.published_at::date::text) as begins,
        case when e.content->>'expiresOn' <= ${addMonths(ctx.today, near)} then ${near}::int else ${far}::int end as months
      from core.record r join core.edition e on e.record_id = r.id and e.state = 'live'
      where e.content->>'expiresOn' between ${ctx.today} and ${addMonths(ctx.today, far)}
        and coalesce(e.content->>'statedStatus', 'in-force') not in ('repealed', 'annulled', 'expired')
        and not exists (select from core.record_end x where x.record_id = r.id))
    select d.id, d.agency_code, d.expires_on, d.months from due d
    where d.begins::date < d.expires_on::date - make_interval(months => d.months)
      and not exists (select from core.validity_reminder v where v.record_id = d.id and v.expires_on = d.expires_on::date and v.months <= d.months)
      and not exists (select from core.validity_decision v where v.record_id = d.id and v.kind = 'let-expire' and v.expires_on = d.expires_on::date)
    order by d.expires_on, d.id limit ${AT_ONCE}`.execute(ctx.tx);
  return rows;
}

/** One mail an agency, where a mail can be sent at all. */
async function queueMails(ctx: CommandContext, agencies: readonly string[]): Promise<Map<string, string>> {
  const sender = await ctx.tx.selectFrom('open.mailSender').select('id').executeTakeFirst();
  if (sender === undefined) return new Map();
  const { rows: reachable } = await sql<{ code: string }>`select code from core.agency where code = any(${[...agencies]}::text[]) and coalesce(openness->>'email', '') <> ''`.execute(ctx.tx);
  if (reachable.length === 0) return new Map();
  const rows = await ctx.tx.insertInto('core.validityMail').values(reachable.map(({ code }) => ({ agencyCode: code, queuedAt: ctx.now }))).returning(['id', 'agencyCode']).execute();
  await enqueueMany(ctx, rows.map(({ id }) => ({ topic: TOPIC, key: `${TOPIC}:${id}`, payload: { id } })));
  return new Map(rows.map((row) => [row.agencyCode, row.id]));
}

export type ValidityMailEnv = { db: Db; mailer: Mailer | null; publicUrl: string | null; at?: Instant };
const payloadSchema = z.object({ id: z.uuid() });

export function validityMailHandlers(env: ValidityMailEnv): Record<string, OutboxHandler> {
  return { [TOPIC]: (payload) => deliver(env, payloadSchema.parse(payload).id) };
}

async function deliver(env: ValidityMailEnv, id: string): Promise<void> {
  const row = await env.db.selectFrom('core.validityMail').select(['id', 'agencyCode', 'queuedAt']).where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst();
  if (row === undefined) return;
  const fault = await attempt(env, row);
  const end = fault && givenUp(fault, row.queuedAt, env.at ?? now());
  if (fault !== null && end === null) throw fault;
  return finish(env, row, end);
}

type Queued = { id: string; agencyCode: string };

async function attempt(env: ValidityMailEnv, row: Queued): Promise<MailFault | null> {
  const mail = await composeReminder(env.db, row, env.publicUrl);
  return mail === null ? new MailFault(zh.fault.noAddress, true) : trySend(env.mailer, mail);
}

/** Only what the public can read is named: a mailbox is no place for a title that is withheld. */
export async function composeReminder(db: Db, row: Queued, publicUrl: string | null): Promise<Mail | null> {
  const agency = await db.selectFrom('core.agency').select(['name', 'openness']).where('code', '=', row.agencyCode).executeTakeFirstOrThrow();
  const { email } = z.object({ email: z.string().optional() }).parse(agency.openness);
  if (email === undefined || email === '') return null;
  const rows = await db.selectFrom('core.validityReminder as v').leftJoin('open.record as o', 'o.id', 'v.recordId')
    .select(['o.title', 'o.documentNumber', 'v.expiresOn']).where('v.mailId', '=', row.id).orderBy('v.expiresOn').orderBy('v.recordId').execute();
  const named = rows.flatMap(({ title, ...r }) => (title === null ? [] : [zh.mail.line(title, r.documentNumber, r.expiresOn)])).slice(0, LISTED);
  const rest = rows.length - named.length;
  const text = [zh.mail.greeting, '', zh.mail.lead(rows.length), '', ...named, ...(rest > 0 ? [zh.mail.rest(rest)] : []), '', zh.mail.note, zh.mail.where(publicUrl), '', agency.name, '', zh.mail.footer, ''];
  return { to: email, fromName: agency.name, subject: zh.mail.subject(rows.length), text: text.join('\n'), messageId: `validity.${row.id}` };
}

/** A crash between the server's word and this commit sends the same mail again, under the same Message-ID. */
function finish(env: ValidityMailEnv, row: Queued, error: string | null): Promise<void> {
  return runCommand(env.db, actor, async (ctx) => {
    const state = error === null ? 'sent' : 'failed';
    const changed = await ctx.tx.updateTable('core.validityMail').set({ state, error, endedAt: ctx.now })
      .where('id', '=', row.id).where('state', '=', 'waiting').returning('id').executeTakeFirst();
    if (changed === undefined) return unchanged(undefined);
    return done(undefined, await journal(ctx, {
      action: error === null ? 'validity.mail-sent' : 'validity.mail-failed', subjectType: 'validity-mail', subjectId: row.id, agencyCode: row.agencyCode, after: { error },
    }));
  }, { at: env.at });
}
