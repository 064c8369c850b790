import type { CommentState, ReportCommentPage, ReportCommentRow } from '../../../console-api/contract-report.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { withoutPersonalData } from '../commands/decide-comment.ts';
import { commentReceipt } from '../inbox.ts';
import { deskOf, mayRead } from '../policy.ts';
import { listTree } from '../store.ts';

export type AskedComments = { recordId?: string | undefined; state?: CommentState | undefined; cursor?: string | undefined; limit: number };

/** Comments on reports this person may read, newest first. `cursor` is the last id of the page before. */
export async function listComments(db: Db, principal: Principal, asked: AskedComments): Promise<ReportCommentPage> {
  const tree = await listTree(db);
  const readable = tree.filter((a) => mayRead(principal, a, tree));
  const decides = new Set(readable.filter((a) => deskOf(principal, a, tree) !== null).map((a) => a.code));
  if (readable.length === 0) return { total: 0, waiting: 0, items: [], next: null };
  let rows = db.selectFrom('core.reportComment as c').where('c.agencyCode', 'in', readable.map((a) => a.code));
  if (asked.recordId !== undefined) rows = rows.where('c.recordId', '=', asked.recordId);
  const { waiting } = await rows.where('c.state', '=', 'waiting').select((eb) => eb.fn.countAll<number>().as('waiting')).executeTakeFirstOrThrow();
  if (asked.state !== undefined) rows = rows.where('c.state', '=', asked.state);
  const { total } = await rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { cursor } = asked;
  const rest = cursor === undefined ? rows : rows.where((eb) => eb(
    eb.refTuple('c.receivedAt', 'c.id'), '<',
    eb.selectFrom('core.reportComment as last').select(['last.receivedAt', 'last.id']).where('last.id', '=', cursor).$asTuple('receivedAt', 'id'),
  ));
  const found = await rest.leftJoin('open.record as r', 'r.id', 'c.recordId').leftJoin('core.person as p', 'p.id', 'c.decidedBy')
    .innerJoin('core.agency as a', 'a.code', 'c.agencyCode')
    .select(['c.id', 'c.recordId', 'r.title as report', 'c.agencyCode', 'a.name as agencyName', 'c.signature', 'c.contact', 'c.words', 'c.receivedAt', 'c.state', 'c.answer', 'c.reason',
      'p.name as decidedBy', 'c.decidedAt', 'c.version'])
    .orderBy('c.receivedAt', 'desc').orderBy('c.id', 'desc').limit(asked.limit + 1).execute();
  const items = found.slice(0, asked.limit).map((row): ReportCommentRow => {
    const shown = withoutPersonalData(row.words);
    return { ...row, receipt: commentReceipt(row.id, row.receivedAt), shownAs: shown === row.words ? null : shown, mayDecide: decides.has(row.agencyCode) };
  });
  return { total, waiting, items, next: found.length > asked.limit ? (items.at(-1)?.id ?? null) : null };
}
