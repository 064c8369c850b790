// A public document as Akoma Ntoso 3.0 (OASIS LegalDocML): the structure is found by the caller, the shape is made here.
import type { CivilDate } from '@tongming/law';
import { outlineOf, type AknUnit, type Outline, type OutlineNode } from './akn-outline.ts';
import { attribute, escapeXml, renderBlocks, renderInlines } from './akn-text.ts';
import type { Block } from './model.ts';

export type AknEvent = { type: 'generation' | 'amendment' | 'repeal'; date: CivilDate };
export type AknDocument = {
  id: string;
  /** Address of the document for people. */
  url: string;
  imageBase: string;
  title: string;
  documentNumber: string | null;
  indexNumber: string;
  author: string;
  /** BCP 47; the file says it in three letters as the standard asks. */
  language: string;
  dateMade: CivilDate | null;
  datePublished: CivilDate;
  edition: number;
  /** FRBRsubtype: the kind of document. */
  kind: string;
  theme: string | null;
  keywords: readonly string[];
  status: string;
  statusNote: string | null;
  events: readonly AknEvent[];
  blocks: readonly Block[];
  /** One for each block. */
  units: readonly AknUnit[];
};

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
const ownNamespace = 'urn:tongming:record:1';
const languages: Readonly<Record<string, string>> = { zh: 'zho', mn: 'mon', en: 'eng' };

/** The whole document: an `act` where it has articles, else a `doc`. */
export function renderAkn(doc: AknDocument): string {
  const outline = outlineOf(doc.blocks, doc.units);
  const opening = `<preface>${titleLines(doc)}${outline.isAct ? renderBlocks(outline.before, doc.imageBase) : ''}</preface>`;
  const name = attribute('name', doc.kind);
  if (outline.isAct) return whole(`<act${name}>${meta(doc, null)}${opening}<body>${renderNodes(outline.nodes, doc)}</body></act>`);
  const main = renderBlocks(outline.before, doc.imageBase) + renderNodes(outline.nodes, doc);
  return whole(`<doc${name}>${meta(doc, null)}${opening}<mainBody>${main === '' ? '<p/>' : main}</mainBody></doc>`);
}

/** One article, or any part with an address, as a `portion`; null when the document has no such part. */
export function renderAknPortion(doc: AknDocument, anchor: string): string | null {
  const node = findNode(outlineOf(doc.blocks, doc.units), anchor);
  if (node === null) return null;
  return whole(`<portion includedIn="#original">${meta(doc, anchor)}<portionBody>${renderNode(node, doc)}</portionBody></portion>`);
}

function whole(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="${namespace}">${content}</akomaNtoso>\n`;
}

function findNode(outline: Outline, anchor: string): OutlineNode | null {
  const pending = [...outline.nodes];
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (node.eId === anchor) return node;
    pending.push(...node.children);
  }
  return null;
}

function titleLines(doc: AknDocument): string {
  const number = doc.documentNumber === null ? '' : `<p><docNumber>${escapeXml(doc.documentNumber)}</docNumber></p>`;
  return `<p><docTitle>${escapeXml(doc.title)}</docTitle></p>${number}`;
}

function renderNodes(nodes: readonly OutlineNode[], doc: AknDocument): string {
  return nodes.map((node) => renderNode(node, doc)).join('');
}

function renderNode(node: OutlineNode, doc: AknDocument): string {
  const num = node.num === '' ? '' : `<num>${escapeXml(node.num)}</num>`;
  const heading = node.heading.length === 0 ? '' : `<heading>${renderInlines(node.heading)}</heading>`;
  const [only, second] = node.children;
  // An article of one paragraph needs no paragraph inside it.
  const bare = node.element === 'article' && node.blocks.length === 0 && second === undefined && only?.element === 'paragraph' && only.children.length === 0;
  const [blocks, children] = bare ? [only.blocks, []] : [node.blocks, node.children];
  const text = renderBlocks(blocks, doc.imageBase);
  const inner = children.length === 0 ? (text === '' ? '' : `<content>${text}</content>`)
    : `${text === '' ? '' : `<intro>${text}</intro>`}${renderNodes(children, doc)}`;
  return `<${node.element}${attribute('eId', node.eId)}>${num}${heading}${inner}</${node.element}>`;
}

function meta(doc: AknDocument, portion: string | null): string {
  const author = '<FRBRauthor href="#author"/>';
  const day = doc.dateMade ?? doc.datePublished;
  const work = `/akn/cn/${portion === null ? 'doc' : 'portion'}/${day}/${doc.id}`;
  const language = languages[doc.language.slice(0, 2)] ?? 'und';
  const expression = `${work}/${language}@${doc.datePublished}`;
  const uris = (iri: string) => `<FRBRthis${attribute('value', `${iri}/!main`)}/><FRBRuri${attribute('value', iri)}/>`;
  const number = doc.documentNumber === null ? '' : `<FRBRnumber${attribute('value', doc.documentNumber)}/>`;
  return `<meta><identification source="#platform"><FRBRWork>${uris(work)}<FRBRalias${attribute('value', doc.indexNumber)} name="indexNumber"/>${
    `<FRBRdate date="${day}" name="${doc.dateMade === null ? 'publication' : 'made'}"/>`}${author}<FRBRcountry value="cn"/><FRBRsubtype${attribute('value', doc.kind)}/>${number}<FRBRname${attribute('value', doc.title)}/></FRBRWork>${
    `<FRBRExpression>${uris(expression)}<FRBRdate date="${doc.datePublished}" name="publication"/>${author}<FRBRversionNumber value="${doc.edition}"/><FRBRlanguage language="${language}"/></FRBRExpression>`}${
    `<FRBRManifestation>${uris(`${expression}/main.xml`)}<FRBRalias${attribute('value', doc.url)} name="page"/><FRBRdate date="${doc.datePublished}" name="publication"/><FRBRauthor href="#platform"/>${
      portion === null ? '' : `<FRBRportion${attribute('from', `#${portion}`)}/>`}<FRBRformat value="application/akn+xml"/></FRBRManifestation></identification>`}${
    publication(doc)}${classification(doc)}${lifecycle(doc)}${references(doc, portion)}${proprietary(doc)}</meta>`;
}

function publication(doc: AknDocument): string {
  return `<publication date="${doc.datePublished}" name="portal"${attribute('showAs', doc.title)}${doc.documentNumber === null ? '' : attribute('number', doc.documentNumber)}/>`;
}

function classification(doc: AknDocument): string {
  const keyword = (value: string, dictionary: string) => `<keyword${attribute('value', value)}${attribute('showAs', value)} dictionary="#${dictionary}"/>`;
  const words = [...(doc.theme === null || doc.theme === '' ? [] : [keyword(doc.theme, 'themes')]), ...doc.keywords.map((word) => keyword(word, 'keywords'))];
  return words.length === 0 ? '' : `<classification source="#platform">${words.join('')}</classification>`;
}

function lifecycle(doc: AknDocument): string {
  if (doc.events.length === 0) return '';
  return `<lifecycle source="#platform">${doc.events.map((e, i) => `<eventRef eId="event-${i + 1}" date="${e.date}" source="#author" type="${e.type}"/>`).join('')}</lifecycle>`;
}

function references(doc: AknDocument, portion: string | null): string {
  const original = portion === null ? '' : `<original eId="original"${attribute('href', doc.url)}${attribute('showAs', doc.title)}/>`;
  return `<references source="#platform">${original}<TLCOrganization eId="author" href="/akn/ontology/organization/cn/author"${attribute('showAs', doc.author)}/>${
    '<TLCOrganization eId="platform" href="/akn/ontology/organization/cn/platform" showAs="Tongming"/><TLCConcept eId="themes" href="/akn/ontology/concept/cn/themes" showAs="主题分类"/><TLCConcept eId="keywords" href="/akn/ontology/concept/cn/keywords" showAs="主题词"/>'}</references>`;
}

/** What the standard has no place for: the index number and the validity as the platform says it. */
function proprietary(doc: AknDocument): string {
  const note = doc.statusNote === null ? '' : `<t:statusNote>${escapeXml(doc.statusNote)}</t:statusNote>`;
  return `<proprietary xmlns:t="${ownNamespace}" source="#platform"><t:indexNumber>${escapeXml(doc.indexNumber)}</t:indexNumber><t:status>${escapeXml(doc.status)}</t:status>${note}</proprietary>`;
}
