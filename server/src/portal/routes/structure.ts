// A record as it stood on a day, two of its editions beside each other, and what cites it.
import { civilDate, isCivilDate } from '@tongming/law';
import { parseBody, type Block } from '@tongming/typeset';
import { Hono, type Context } from 'hono';
import { columnOf, trailOf } from '../../domains/columns/open/columns.ts';
import { openComments } from '../../domains/annual-report/open/comments.ts';
import { isPlacedOn } from '../../domains/content/open/content.ts';
import { citedBy } from '../../domains/library/open/citations.ts';
import { isContent } from '../../domains/library/open/content-categories.ts';
import { decodeCursor, isRecordId } from '../../domains/library/open/cursor.ts';
import type { Beside, OpenRecord } from '../../domains/library/open/get-record.ts';
import { editionOn, findEdition, findHistory, statusOn, type EditionText } from '../../domains/library/open/history.ts';
import { downloadsOf } from '../formats.ts';
import { html } from '../html.ts';
import { structureZh } from '../messages/structure.ts';
import { columnsTag, ownColumns } from '../columns.ts';
import { zh } from '../messages/zh.ts';
import { paragraphsOf, renderBody, renderText, type RenderedBody } from '../pages/body.ts';
import { columnCrumbs } from '../pages/columns.ts';
import { commentsPart } from '../pages/comments.ts';
import { comparisonPage } from '../pages/comparison.ts';
import { contentPage } from '../pages/content.ts';
import { badRequestPage, notFoundPage } from '../pages/plain.ts';
import { recordPage, tombstonePage, type Pair } from '../pages/record.ts';
import { citedByPage, citedBySection, dayBanner, timeline } from '../pages/structure.ts';
import { answerPage, homeOrigin, movedTo, type Portal, type Rendered, type Visit } from '../portal.ts';
import { isCommentable } from './comments.ts';

/** Comments shown below a report; the rest stand on a page of their own. */
const newestComments = 3;
const citingOnPage = 10;
const citingOnList = 50;
const noLinks: ReadonlyMap<string, string> = new Map();
const uncited = { total: 0, items: [], next: null };

export function structureRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/:id', (c) => answerPage(portal, c, (v) => withRecord(portal, c, v, (record, beside) => reading(portal, c, { record, beside }, v))));
  app.get('/:id/compare', (c) => answerPage(portal, c, (v) => withRecord(portal, c, v, (record, beside) => comparison(portal, c, record, beside)), 'portalSearch'));
  app.get('/:id/cited-by', (c) => answerPage(portal, c, (v) => withRecord(portal, c, v, (record) => citing(portal, c, record, v))));
  return app;
}

async function withRecord(portal: Portal, c: Context, v: Visit, render: (record: OpenRecord, beside: Beside) => Promise<Rendered>): Promise<Rendered> {
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await portal.record(id) : undefined;
  if (found === undefined) return { page: notFoundPage(), status: 404 };
  const { agencyCode } = 'tombstone' in found ? found.tombstone : found.record;
  const language = 'tombstone' in found ? null : found.record.language;
  const moved = movedTo(portal, c, v, agencyCode, language);
  // What this site has taken over from another is read here; its address stays that of its home.
  if (moved !== null && !(v.place !== null && await isPlacedOn(portal.db, id, v.place.site.code))) return moved;
  // Whatever adds to what a record's page shows tells it in the change feed as a change of that record.
  const tags = [`record:${id}`];
  if ('tombstone' in found) return { page: tombstonePage(found.tombstone), status: 410, tags };
  const origin = homeOrigin(portal, c, v, agencyCode, language);
  const made = await inColumn(portal, v, found.record, await render(found.record, found.beside));
  const rendered = made.tags === undefined ? made : { ...made, tags: [...tags, ...made.tags] };
  return v.place === null ? rendered : { ...rendered, page: { ...rendered.page, canonical: `${origin}${c.req.path}` } };
}

/** 栏目标签 and the way back are those of the column of this site that holds the record. */
async function inColumn(portal: Portal, v: Visit, record: OpenRecord, made: Rendered): Promise<Rendered> {
  const own = made.page.article === undefined ? null : await ownColumns(portal, v);
  if (own === null) return made;
  const tags = made.tags === undefined ? {} : { tags: [...made.tags, columnsTag(own.site)] };
  const held = columnOf(own.columns, record, own.scope);
  if (held === null) return { ...made, ...tags };
  return { ...made, ...tags, page: { ...made.page, column: { name: held.name, type: held.type }, crumbs: columnCrumbs(trailOf(own.columns, held)) } };
}

const bad: () => Rendered = () => ({ page: badRequestPage(), status: 400 });

async function reading(portal: Portal, c: Context, { record, beside }: { record: OpenRecord; beside: Beside }, v: Visit): Promise<Rendered> {
  // The address a reader takes along is that of its home.
  const context = { ...v.context, origin: homeOrigin(portal, c, v, record.agencyCode, record.language) };
  const asked = c.req.query('on') ?? '';
  if (asked !== '' && !isCivilDate(asked)) return bad();
  const no = c.req.query('edition') ?? '';
  const [history, links = noLinks, cites] = await Promise.all([
    findHistory(portal.db, record, beside), beside.cites ? portal.links(record.id) : undefined,
    beside.cited ? citedBy(portal.db, record.id, { limit: citingOnPage }) : uncited,
  ]);
  // Two editions may begin on one day: the earlier is asked for by its number.
  const chosen = no === '' ? null : history.editions.find((e) => String(e.no) === no);
  if (chosen === undefined || chosen?.hidden) return { page: notFoundPage(), status: 404 };
  const on = chosen !== null ? chosen.start : asked === '' ? null : civilDate(asked);
  const comments = isCommentable(record) ? commentsPart(record.id, await openComments(portal.db, record.id, { limit: newestComments })) : null;
  const after = html`${comments}${timeline(record, history, on)}${cites.total > 0 && citedBySection(record, cites)}`;
  // More cite it than stand on the page: any of them may go.
  const tags = cites.next === null ? ['citations'] : ['citations', 'records'];
  const content = on === null && isContent(record.category) ? await portal.content(record.id) : null;
  if (content !== null) {
    const text = renderBody(content.text.content, `/records/${record.id}/images/`, { title: record.title, links });
    const more = html`${record.edition > 1 && timeline(record, history, on)}${cites.total > 0 && citedBySection(record, cites)}`;
    return { page: contentPage(record, content, text, downloadsOf(record), context, more), tags };
  }
  if (on === null) return { page: recordPage(record, textOf(record, record.id, links), downloadsOf(record), context, { banner: null, after, pair: pairOf(portal, c, v, record) }), tags };
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
  return { page: { ...recordPage(view, rendered, downloads, context, { banner, after }), noindex: true }, tags };
}

/** Both ends are public, or the relation is not there. */
function pairOf(portal: Portal, c: Context, v: Visit, record: OpenRecord): Pair | null {
  const other = record.relations.find(({ type, id }) => type === 'translates' && id !== null);
  if (other === undefined) return null;
  const language = record.language === 'mn-Mong-CN' ? 'zh-CN' : 'mn-Mong-CN';
  return { language, title: other.title, href: `${homeOrigin(portal, c, v, record.agencyCode, language)}/records/${other.id}` };
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

async function comparison(portal: Portal, c: Context, record: OpenRecord, beside: Beside): Promise<Rendered> {
  const [from, to] = [c.req.query('from') ?? '', c.req.query('to') ?? ''].map((text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null));
  if (from === null || to === null || from === undefined || to === undefined || from === to) return bad();
  const { editions } = await findHistory(portal.db, record, beside);
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
