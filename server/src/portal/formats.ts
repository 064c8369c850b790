// The forms in which one public record is taken along, whole or one article of it, made from what is public and nothing else.
import { parseStructure, placeName, type Unit } from '@tongming/legaltext';
import { bodyFromText, bodyToText, parseBody, renderAkn, renderAknPortion, renderMarkdown, type AknDocument, type AknEvent, type Block, type Body } from '@tongming/typeset';
import type { OpenRecord } from '../domains/library/open/get-record.ts';
import { readFile, type FileStore } from '../platform/files.ts';
import { formatDay, statusName } from './format.ts';
import { takeAlong as words } from './messages/take-along.ts';
import { typesettable, type typesetter } from './typeset.ts';

export const formats = ['pdf', 'docx', 'txt', 'md', 'xml', 'json'] as const;
export type Format = (typeof formats)[number];
export const mediaTypes: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8', xml: 'application/akn+xml; charset=utf-8', json: 'application/json; charset=utf-8',
};
/** Formats set in type when asked for: dear beside the others. */
export const printed: readonly Format[] = ['pdf', 'docx'];

export function isFormat(text: string): text is Format {
  return formats.some((format) => format === text);
}

export function hasText(record: OpenRecord): boolean {
  return record.body !== null || record.bodyText.trim() !== '';
}

/** Files made at printing, and what can be made now. */
export function formatsOf(record: OpenRecord): Format[] {
  const possible = typesettable(record);
  return formats.filter((format) => {
    if (format === 'json') return true;
    if (format === 'md' || format === 'xml') return hasText(record);
    return possible.includes(format) || record.renditions.some((r) => r.format === format);
  });
}

export type DownloadLink = { format: Format; size: number | null };

/** What the page offers: files made at printing with their size, the rest made when asked for. */
export function downloadsOf(record: OpenRecord): DownloadLink[] {
  return formatsOf(record).map((format) => ({ format, size: record.renditions.find((r) => r.format === format)?.size ?? null }));
}

export type Structured = { blocks: Block[]; units: Unit[] };

/** The paragraphs of the public text, and what each of them is: 章, 条, 款, 项 … */
export function structuredText(record: OpenRecord): Structured {
  const body: Body = record.body === null ? bodyFromText(record.bodyText) : parseBody(record.body);
  return { blocks: body.content, units: parseStructure(body.content.map(lineOf)).units };
}

function lineOf(block: Block): string {
  return block.type === 'paragraph' || block.type === 'heading' ? bodyToText({ type: 'doc', content: [block] }) : '';
}

/** 26, or 26z1 for 第二十六条之一, as the anchors of the page have it. */
const articlePattern = /^[1-9]\d{0,4}(?:z[1-9]\d{0,2})?$/;

const ofArticle: ReadonlySet<string> = new Set(['clause', 'item', 'point']);
const noBlock: Block = { type: 'paragraph' };

/** The record cut down to one article: nothing else of its text is left. Null when it has no such article. */
export function excerptOf(record: OpenRecord, article: string): OpenRecord | null {
  if (!articlePattern.test(article)) return null;
  const { blocks, units } = structuredText(record);
  const from = units.findIndex((unit) => unit.role === 'article' && unit.anchor === `art-${article}`);
  const place = units[from]?.place;
  if (place === undefined || place === null) return null;
  // Tables, pictures and empty lines between its paragraphs belong to it.
  const later = units.findIndex((unit, i) => i > from && !ofArticle.has(unit.role) && !(unit.role === 'text' && lineOf(blocks[i] ?? noBlock).trim() === ''));
  const content = blocks.slice(from, later === -1 ? undefined : later);
  const body: Body = { type: 'doc', content };
  return {
    ...record, title: words.excerpt(record.title, placeName({ ...place, clause: null, item: null, point: null })),
    body, bodyText: bodyToText(body), official: null, renditions: [], summary: null,
  };
}

export type Maker = { files: FileStore; typeset: ReturnType<typeof typesetter>; origin: string; json: (record: OpenRecord, origin: string) => unknown };

/** Null when the record cannot be had in this form. `article` is for XML, which says of what the piece is a piece. */
export async function makeFormat(maker: Maker, record: OpenRecord, format: Format, article: string | null = null): Promise<Uint8Array<ArrayBuffer> | null> {
  const encoder = new TextEncoder();
  switch (format) {
    case 'json': return encoder.encode(`${JSON.stringify(maker.json(record, maker.origin), null, 2)}\n`);
    case 'md': return hasText(record) ? encoder.encode(markdownOf(record, maker.origin)) : null;
    case 'xml': {
      if (!hasText(record)) return null;
      const akn = aknOf(record, maker.origin);
      const xml = article === null ? renderAkn(akn) : renderAknPortion(akn, `art-${article}`);
      return xml === null ? null : encoder.encode(xml);
    }
    case 'pdf': case 'docx': case 'txt': {
      const ready = record.renditions.find((r) => r.format === format);
      if (ready) return readFile(maker.files, ready.fileHash, 'open');
      return typesettable(record).includes(format) ? maker.typeset(record, format) : null;
    }
  }
}

function markdownOf(record: OpenRecord, origin: string): string {
  const { blocks, units } = structuredText(record);
  const { labels } = words;
  return renderMarkdown({
    title: record.title, blocks, levels: units.map((unit) => unit.level), imageBase: `${origin}/records/${record.id}/images/`,
    facts: [
      [labels.documentNumber, record.documentNumber ?? ''], [labels.issuer, record.issuer || record.agencyName], [labels.indexNumber, record.indexNumber],
      [labels.theme, record.theme ?? ''], [labels.dateMade, formatDay(record.dateMade)], [labels.datePublished, formatDay(record.datePublished)],
      [labels.status, [statusName(record.status), record.statusNote ?? ''].filter((w) => w !== '').join('，')], [labels.url, `${origin}/records/${record.id}`],
    ],
  });
}

export function aknOf(record: OpenRecord, origin: string): AknDocument {
  const url = `${origin}/records/${record.id}`;
  const ended = record.status === 'repealed' || record.status === 'expired' || record.status === 'annulled';
  const events: AknEvent[] = [
    { type: 'generation', date: record.effectiveOn ?? record.dateMade ?? record.datePublished },
    ...(ended && record.expiresOn !== null ? [{ type: 'repeal' as const, date: record.expiresOn }] : []),
  ];
  return {
    id: record.id, url, imageBase: `${url}/images/`, title: record.title, documentNumber: record.documentNumber, indexNumber: record.indexNumber,
    author: record.issuer || record.agencyName, language: record.language, dateMade: record.dateMade, datePublished: record.datePublished, edition: record.edition,
    kind: record.kind, theme: record.theme, keywords: record.keywords, status: record.status, statusNote: record.statusNote, events, ...structuredText(record),
  };
}
