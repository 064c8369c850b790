// What became of the mails: for the case view and for the health page.
import { addSeconds, now, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { FoiMailView } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import { MAIL_TOPIC } from './queue.ts';
import { zh, type MailKind } from './zh.ts';

export async function mailsOf(db: Db, caseId: string): Promise<FoiMailView[]> {
  const rows = await db.selectFrom('core.foiMail as m')
    .leftJoin('core.outbox as o', (join) => join.on('o.key', '=', sql<string>`${`${MAIL_TOPIC}:`}::text || m.id::text`))
    .select(['m.seq', 'm.kind', 'm.state', 'm.queuedAt', 'm.endedAt', 'm.error', 'o.attempts', 'o.error as lastError'])
    .where('m.caseId', '=', caseId).orderBy('m.queuedAt').orderBy('m.seq').execute();
  return rows.map(({ kind, error, lastError, attempts, ...row }) => ({
    ...row, kind, name: zh.kinds[kind as MailKind], attempts: attempts ?? 0, error: error ?? lastError?.replace(/^MailFault: /, '') ?? null,
  }));
}

/** `failing`: tried more than three times and waiting still. `refused`: given up in the last week; each stands in its case. */
export type MailState = { configured: boolean; waiting: number; failing: number; refused: number };

const WEEK_SECONDS = 7 * 86_400;

export async function mailState(db: Db, at: Instant = now()): Promise<MailState> {
  const sender = await db.selectFrom('open.mailSender').select('id').executeTakeFirst();
  const queue = await db.selectFrom('core.outbox').where('topic', '=', MAIL_TOPIC).where('doneAt', 'is', null)
    .select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.countAll<number>().filterWhere('attempts', '>', 3).as('failing')]).executeTakeFirstOrThrow();
  const { refused } = await db.selectFrom('core.foiMail').where('state', '=', 'failed').where('endedAt', '>', addSeconds(at, -WEEK_SECONDS))
    .select((eb) => eb.fn.countAll<number>().as('refused')).executeTakeFirstOrThrow();
  return { configured: sender !== undefined, ...queue, refused };
}
