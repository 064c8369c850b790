// A record as it stood on a day, two of its editions beside each other, and what cites it.
import { civilDate, isCivilDate } from '@tongming/law';
import { parseBody, type Block } from '@tongming/typeset';
import { Hono, type Context } from 'hono';
import { openComments } from '../../domains/annual-report/open/comments.ts';
import { citationLinks, citedBy } from '../../domains/library/open/citations.ts';
import { decodeCursor, isRecordId } from '../../domains/library/open/cursor.ts';
import { findRecord, type OpenRecord } from '../../domains/library/open/get-record.ts';
import { editionOn, findEdition, findHistory, statusOn, type EditionText } from '../../domains/library/open/history.ts';
import { downloadsOf } from '../formats.ts';
import { html } from '../html.ts';
import { structureZh } from '../messages/structure.ts';
import { zh } from '../messages/zh.ts';
import { paragraphsOf, renderBody, renderText, type RenderedBody } from '../pages/body.ts';
import { commentsPart } from '../pages/comments.ts';
import { comparisonPage } from '../pages/comparison.ts';
import { badRequestPage, notFoundPage } from '../pages/plain.ts';
import { recordPage, tombstonePage } from '../pages/record.ts';
import { citedByPage, citedBySection, dayBanner, timeline } from '../pages/structure.ts';
import { answerPage, homeOrigin, movedTo, type Portal, type Rendered, type Visit } from '../portal.ts';
import { isCommentable } from './comments.ts';

/** Comments shown below a report; the rest stand on a page of their own. */
const newestComments = 3;
const citingOnPage = 10;
const citingOnList = 50;

export function structureRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/:id', (c) => answerPage(portal, c, (v) => withRecord(portal, c, v, (record) => reading(portal, c, record, v))));
  app.get('/:id/compare', (c) => answerPage(portal, c, (v) => withRecord(portal, c, v, (record) => comparison(portal, c, record)), 'portalSearch'));
  app.get('/:id/cited-by', (c) => answerPage(portal, c, (v) => withRecord(portal, c, v, (record) => citing(portal, c, record, v))));
  return app;
}

async function withRecord(portal: Portal, c: Context, v: Visit, render: (record: OpenRecord) => Promise<Rendered>): Promise<Rendered> {
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await findRecord(portal.db, id) : null;
  if (found === null) return { page: notFoundPage(), status: 404 };
  const { agencyCode } = 'tombstone' in found ? found.tombstone : found.record;
  const moved = movedTo(portal, c, v, agencyCode);
  if (moved !== null) return moved;
  if ('tombstone' in found) return { page: tombstonePage(found.tombstone), status: 410 };
  const origin = homeOrigin(portal, c, v, agencyCode);
  const rendered = await render(found.record);
  return v.place === null ? rendered : { ...rendered, page: { ...rendered.page, canonical: `${origin}${c.req.path}` } };
}

const bad: () => Rendered = () => ({ page: badRequestPage(), status: 400 });

async function reading(portal: Portal, c: Context, record: OpenRecord, v: Visit): Promise<Rendered> {
  // The address a reader takes along is that of its home.
  const context = { ...v.context, origin: homeOrigin(portal, c, v, record.agencyCode) };
  const asked = c.req.query('on') ?? '';
  if (asked !== '' && !isCivilDate(asked)) return bad();
  const no = c.req.query('edition') ?? '';
  const [history, links, cites] = await Promise.all([
    findHistory(portal.db, record), citationLinks(portal.db, record.id), citedBy(portal.db, record.id, { limit: citingOnPage }),
  ]);
  // Two editions may begin on one day: the earlier is asked for by its number.
  const chosen = no === '' ? null : history.editions.find((e) => String(e.no) === no);
  if (chosen === undefined || chosen?.hidden) return { page: notFoundPage(), status: 404 };
  const on = chosen !== null ? chosen.start : asked === '' ? null : civilDate(asked);
  const comments = isCommentable(record) ? commentsPart(record.id, await openComments(portal.db, record.id, { limit: newestComments })) : null;
  const after = html`${comments}${timeline(record, history, on)}${cites.total > 0 && citedBySection(record, cites)}`;
  if (on === null) return { page: recordPage(record, textOf(record, record.id, links), downloadsOf(record), context, { banner: null, after }) };
  const stood = chosen ?? editionOn(history.editions, on);
  const shown = stood ?? history.editions[0];
  const text = shown === undefined || shown.hidden ? null : await findEdition(portal.db, record, shown.no);
  const edition = text === null ? history.editions.at(-1) : shown;
  if (edition === undefined) return bad();
  const status = statusOn(record, history, edition, on).status;
  const banner = dayBanner(record, history, { on, stood: stood ?? (shown?.hidden ? shown : null), edition, status });
  const former = edition.no === record.edition ? record : { ...record, ...text, id: record.id, edition: edition.no, attachments: [], renditions: [] };
  const view = { ...former, status, statusNote: null };
  const downloads = edition.no === record.edition ? downloadsOf(record) : [];
  const rendered = textOf(former, edition.no === record.edition ? record.id : null, links);
  return { page: { ...recordPage(view, rendered, downloads, context, { banner, after }), noindex: true } };
}

/** The body as edited; plain text for imported documents; null when there is neither. `pictures`: the record whose pictures are served. */
function textOf(text: Pick<EditionText, 'title' | 'body' | 'bodyText'>, pictures: string | null, links: ReadonlyMap<string, string>): RenderedBody | null {
  const about = { title: text.title, links };
  if (text.body !== null) {
    const blocks = parseBody(text.body).content;
    return renderBody(pictures === null ? blocks.map(withoutPicture) : blocks, `/records/${pictures}/images/`, about);
  }
  return text.bodyText.trim() === '' ? null : renderText(text.bodyText, about);
}

/** Pictures are served for the current text only. */
function withoutPicture(block: Block): Block {
  if (block.type !== 'image') return block.type !== 'table' ? block : {
    ...block, content: block.content.map((row) => ({ ...row, content: row.content.map((cell) => ({ ...cell, content: cell.content.map(withoutPicture) })) })),
  };
  const words = structureZh.picture(block.attrs.redact ? zh.record.withheldMark : (block.attrs.alt ?? zh.record.image));
  return { type: 'paragraph', content: [{ type: 'text', text: words }] };
}

async function comparison(portal: Portal, c: Context, record: OpenRecord): Promise<Rendered> {
  const [from, to] = [c.req.query('from') ?? '', c.req.query('to') ?? ''].map((text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null));
  if (from === null || to === null || from === undefined || to === undefined || from === to) return bad();
  const { editions } = await findHistory(portal.db, record);
  const sides = await Promise.all([from, to].map(async (no) => {
    const edition = editions.find((e) => e.no === no);
    const text = edition === undefined ? null : await findEdition(portal.db, record, no);
    return edition === undefined || text === null ? null : { edition, paragraphs: linesOf(text) };
  }));
  const [before, after] = sides;
  if (!before || !after) return { page: notFoundPage(), status: 404 };
  return { page: comparisonPage(record, editions, before, after) };
}

function linesOf({ title, body, bodyText }: EditionText): string[] {
  const text = body === null ? bodyText.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '') : paragraphsOf(parseBody(body).content);
  return [title, ...text];
}

async function citing(portal: Portal, c: Context, record: OpenRecord, v: Visit): Promise<Rendered> {
  const cursor = c.req.query('cursor') ?? '';
  const after = cursor === '' ? null : decodeCursor(cursor);
  if (cursor !== '' && after === null) return bad();
  const list = await citedBy(portal.db, record.id, { limit: citingOnList, after });
  return { page: citedByPage(record, list, after !== null, v.context) };
}
