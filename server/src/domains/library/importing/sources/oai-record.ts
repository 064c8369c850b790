// One record of an OAI-PMH answer → a document: Dublin Core, or the eight metadata another Tongming gives.
import { createHash } from 'node:crypto';
import { isCivilDate, parseDocumentNumber } from '@tongming/law';
import { Refused } from '../../../../platform/errors.ts';
import { importLimits } from '../line.ts';
import { firstDate } from './guess-dates.ts';
import type { Guessed } from './guess.ts';
import type { Pages } from './harvest-page.ts';
import { harvestWords as words } from './harvest-words.ts';
import { childOf, textsOf, type XmlElement } from './harvest-xml.ts';
import type { Doubt, SourceDocument } from './source.ts';

const ownSpace = 'urn:tongming:zwgk:1';
type Facts = Omit<SourceDocument, 'id' | 'body'> & { url: string | null; doubts: Doubt[] };
/** `retry`: the record is sound, its text could not be had this time. */
export type OaiItem = { where: string; document: SourceDocument; doubts: Doubt[] } | { where: string; fault: string; retry: boolean };

/** Null for what was withdrawn before it was ever harvested. */
export async function itemOf(record: XmlElement, pages: Pages, again: boolean): Promise<OaiItem | null> {
  const header = childOf(record, 'header');
  const [identifier] = textsOf(header, 'identifier');
  if (identifier === undefined) return { where: '?', fault: words.noHeader, retry: false };
  if (header?.attributes['status'] === 'deleted') return again ? { where: identifier, fault: words.deleted, retry: false } : null;
  const metadata = childOf(record, 'metadata')?.children[0] ?? null;
  const facts = metadata?.space === ownSpace ? ownFacts(metadata) : dublinCore(metadata);
  if (facts.title === '') return { where: identifier, fault: words.noTitle, retry: false };
  if (facts.url === null) return { where: identifier, fault: words.noAddress, retry: false };
  try {
    return { where: identifier, ...await withText(idOf(identifier), facts, facts.url, pages, metadata?.space === ownSpace) };
  } catch (error) {
    if (error instanceof Refused) return { where: identifier, fault: error.reasons.map((r) => r.message).join('；'), retry: true };
    throw error;
  }
}

export function idOf(identifier: string): string {
  return identifier.length <= importLimits.id ? identifier : createHash('sha256').update(identifier).digest('hex');
}

async function withText(id: string, facts: Facts, url: string, pages: Pages, own: boolean): Promise<{ document: SourceDocument; doubts: Doubt[] }> {
  const { url: _address, doubts, ...metadata } = facts;
  const open = await pages.own(url);
  if (open !== null) return { document: { id, ...(own ? { ...metadata, body: open.body } : open) }, doubts: own ? doubts : [] };
  const page = await pages.read(url);
  return { document: { id, ...withPage(metadata, page), body: page.body }, doubts: [...doubts, ...differences(metadata, page)] };
}

/** The page fills in what the catalogue leaves open; where both speak, the catalogue is kept and the difference shown. */
function withPage(metadata: Omit<SourceDocument, 'id' | 'body'>, page: Guessed): Omit<SourceDocument, 'id' | 'body'> {
  const { fields } = page;
  return {
    ...metadata, doc_no: metadata.doc_no ?? fields.documentNumber.value, issuer: metadata.issuer ?? fields.issuer.value,
    date: fields.dateMade.confidence === 'sure' || metadata.date === null ? fields.dateMade.value : metadata.date ?? null, status: metadata.status ?? fields.status.value,
  };
}

function differences(metadata: Omit<SourceDocument, 'id' | 'body'>, page: Guessed): Doubt[] {
  const compare = (field: 'title' | 'doc_no' | 'date', there: string | null | undefined, found: Guessed['fields']['title'], name: string): Doubt[] =>
    there && found.value !== null && found.confidence === 'sure' && bare(there) !== bare(found.value) ? [{ field, code: 'catalogue-differs', reason: words.doubt.differs(name, there, found.value) }] : [];
  const { title, documentNumber, dateMade } = page.fields;
  return [...compare('title', metadata.title, title, '标题'), ...compare('doc_no', metadata.doc_no, documentNumber, '发文字号'), ...compare('date', metadata.date, dateMade, '成文日期')];
}

function bare(text: string): string {
  return (parseDocumentNumber(text)?.normal ?? text).normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function ownFacts(metadata: XmlElement): Facts {
  const one = (name: string): string | null => textsOf(metadata, name)[0] ?? null;
  const code = (name: string): string | null => childOf(metadata, name)?.attributes['code'] ?? null;
  const status = code('status') ?? '';
  const kind = code('kind');
  return {
    title: one('title') ?? '', doc_no: one('documentNumber'), issuer: one('issuer'), date: one('dateMade'), theme: one('theme')?.replaceAll('\\', '/') ?? null,
    status: words.statuses[status] ?? null, ...(kind === null || kind === 'other' ? {} : { kind }), category: code('category'), keywords: textsOf(metadata, 'keyword'), url: one('url'),
    doubts: status === 'annulled' ? [{ field: 'status', code: 'annulled', reason: words.doubt.annulled }] : [],
  };
}

function dublinCore(metadata: XmlElement | null): Facts {
  const identifiers = textsOf(metadata, 'identifier');
  const subjects = textsOf(metadata, 'subject');
  const date = firstDate(textsOf(metadata, 'date')[0] ?? '');
  const number = identifiers.map((text) => parseDocumentNumber(text)).find((found) => found !== null);
  return {
    title: textsOf(metadata, 'title')[0] ?? '', doc_no: number?.normal ?? null, issuer: textsOf(metadata, 'creator').join('、') || null,
    date: date !== null && isCivilDate(date) ? date : null, theme: subjects.find((s) => /[\\/]/u.test(s))?.replaceAll('\\', '/') ?? null,
    keywords: subjects.filter((s) => !/[\\/]/u.test(s) && s.length <= 50).slice(0, 50), url: identifiers.find((text) => /^https?:\/\//i.test(text)) ?? textsOf(metadata, 'relation').find((text) => /^https?:\/\//i.test(text)) ?? null,
    doubts: date === null ? [] : [{ field: 'date', code: 'date-published', reason: words.doubt.date }],
  };
}
