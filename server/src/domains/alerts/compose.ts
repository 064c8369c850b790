// The mails, made when they are sent: of what was found then, only what the public place still says now.
import type { Db } from '../../platform/database.ts';
import type { Mail } from '../../platform/mail.ts';
import { recordsByIds, type RecordItem } from '../library/index.ts';
import { findMatches } from './match.ts';
import type { News } from './news.ts';
import { filterOf, type Alert } from './store.ts';
import { zh } from './zh.ts';

export type Links = { manage: string; unsubscribe: string; publicUrl: string };
export type FoundHit = { seq: number; recordId: string; news: News[] };
type Entry = { title: string; href: string | null; lines: string[] };
type Words = { subject: string; lead: string[]; entries: Entry[]; links: { label: string; href: string }[]; after: string[] };

/** Entries of one mail; the rest is counted and linked. */
const LISTED = 50;

export function composeAsked(kind: 'confirm' | 'known', alert: Alert, site: string, links: Links): Omit<Mail, 'to' | 'messageId'> {
  const t = zh[kind];
  const words: Words = kind === 'confirm'
    ? { subject: t.subject(site), lead: [t.lead(site)], entries: [], links: [{ label: t.link, href: links.manage }], after: [zh.confirm.until(alert.confirmUntil), zh.confirm.otherwise] }
    : { subject: t.subject(site), lead: [t.lead(site), alert.state === 'paused' ? zh.known.paused : zh.known.manage], entries: [], links: [{ label: t.link, href: links.manage }], after: [] };
  return mailOf(words, site);
}

/** Null: nothing of it is public any more. */
export async function composeHits(db: Db, alert: Alert, hits: readonly FoundHit[], site: string, links: Links): Promise<Omit<Mail, 'to' | 'messageId'> | null> {
  const words = alert.recordId === null ? await searchWords(db, alert, hits, site, links) : await documentWords(db, alert.recordId, hits, site, links);
  if (words === null) return null;
  const ending = [{ label: zh.hits.manage, href: links.manage }, { label: zh.hits.unsubscribe, href: links.unsubscribe }];
  return { ...mailOf({ ...words, links: [...words.links, ...ending] }, site), unsubscribe: links.unsubscribe };
}

async function searchWords(db: Db, alert: Alert, hits: readonly FoundHit[], site: string, links: Links): Promise<Words | null> {
  const filter = filterOf(alert);
  // A record may say less by now than when it was found: that it was found would tell of words that are gone.
  const still = await findMatches(db, [{ q: alert.q, filter }], [...new Set(hits.map((h) => h.recordId))]);
  const ids = new Set(still.map(({ id }) => id));
  const newest = [...new Set(hits.toSorted((a, b) => b.seq - a.seq).map((h) => h.recordId))].filter((id) => ids.has(id));
  if (newest.length === 0) return null;
  const items = await recordsByIds(db, newest.slice(0, LISTED));
  const about = zh.hits.about(alert.label);
  const query = new URLSearchParams({ ...(alert.q === '' ? {} : { q: alert.q, sort: 'date' }), ...filter }).toString();
  const all = { label: zh.hits.all, href: `${links.publicUrl}${alert.q === '' ? '/records/' : '/search'}${query === '' ? '' : `?${query}`}` };
  const rest = newest.length - items.length;
  return {
    subject: zh.hits.subject(site, about, newest.length), lead: [zh.hits.lead(site, about, newest.length)],
    entries: items.map((item) => ({ title: item.title, href: `${links.publicUrl}/records/${item.id}`, lines: [whatOf(hits, item.id), factsOf(item)] })),
    links: [all], after: rest > 0 ? [zh.hits.more(rest)] : [],
  };
}

function whatOf(hits: readonly FoundHit[], id: string): string {
  const all = hits.filter((h) => h.recordId === id).flatMap((h) => h.news.map((n) => n.what));
  return zh.hits.what[all.includes('published') ? 'published' : all.includes('revised') ? 'revised' : 'status'];
}

function factsOf(item: RecordItem): string {
  const standing = item.status === 'in-force' || item.status === 'unknown' ? null : zh.status[item.status];
  return [item.documentNumber, item.issuer || item.agencyName, item.datePublished, standing].filter((part) => part !== null && part !== '').join('　');
}

async function documentWords(db: Db, id: string, hits: readonly FoundHit[], site: string, links: Links): Promise<Words | null> {
  const news = hits.flatMap((h) => h.news);
  const words = (title: string, href: string | null, lines: string[]): Words => ({
    subject: zh.hits.documentSubject(site), lead: [zh.hits.documentLead(site)], entries: [{ title, href, lines }], links: [], after: [],
  });
  const record = await db.selectFrom('open.record').select(['title', 'edition', 'status', 'statusNote']).where('id', '=', id).executeTakeFirst();
  if (record === undefined) {
    const gone = news.some((n) => n.what === 'withdrawn')
      ? await db.selectFrom('open.tombstone').select(['indexNumber', 'agencyName', 'reason']).where('id', '=', id).executeTakeFirst() : undefined;
    return gone === undefined ? null : words(zh.hits.document.withdrawn(gone.indexNumber, gone.agencyName, gone.reason), null, []);
  }
  const lines = [
    ...(news.some((n) => n.what === 'published') ? [zh.hits.document.published] : []),
    ...(news.some((n) => n.what === 'revised') ? [zh.hits.document.revised(record.edition)] : []),
    ...(news.some((n) => n.what === 'status') ? [zh.hits.document.status(zh.status[record.status], record.statusNote)] : []),
    ...await relationLines(db, id, news),
  ];
  return lines.length === 0 ? null : words(record.title, `${links.publicUrl}/records/${id}`, lines);
}

/** Where both ends are public now. */
async function relationLines(db: Db, id: string, news: readonly News[]): Promise<string[]> {
  const told = news.flatMap((n) => (n.what === 'relation' ? [n] : []));
  if (told.length === 0) return [];
  const rows = await db.selectFrom('open.relation as x').innerJoin('open.record as r', 'r.id', 'x.fromId').select(['x.type', 'x.fromId', 'r.title'])
    .where('x.toId', '=', id).where('x.fromId', 'in', told.map((n) => n.other)).execute();
  return rows.filter((row) => told.some((n) => n.type === row.type && n.other === row.fromId))
    .map((row) => zh.hits.document.relation(zh.relations[row.type] ?? zh.related, row.title));
}

/** The same in text and in HTML. */
function mailOf(words: Words, site: string): Omit<Mail, 'to' | 'messageId'> {
  const { subject, lead, entries, links, after } = words;
  const text = [
    zh.greeting, '', ...lead, '', ...entries.flatMap((e, i) => [`${i + 1}. ${e.title}`, ...e.lines.map((line) => `   ${line}`), ...(e.href === null ? [] : [`   ${e.href}`]), '']),
    ...after, ...links.flatMap((link) => [`${link.label}：`, link.href, '']), site, zh.footer, '',
  ].join('\n');
  const p = (content: string) => `<p>${content}</p>`;
  const link = (label: string, href: string | null) => (href === null ? escaped(label) : `<a href="${escaped(href)}">${escaped(label)}</a>`);
  const list = entries.length === 0 ? '' : `<ol>${entries.map((e) => `<li>${link(e.title, e.href)}${e.lines.map((line) => `<br>${escaped(line)}`).join('')}</li>`).join('')}</ol>`;
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="font-size:16px;line-height:1.6">${
    [zh.greeting, ...lead].map((line) => p(escaped(line))).join('')}${list}${after.map((line) => p(escaped(line))).join('')}${
    links.map((l) => p(link(l.label, l.href))).join('')}${p(`${escaped(site)}<br>${escaped(zh.footer)}`)}</body></html>`;
  return { fromName: site, subject, text, html };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
