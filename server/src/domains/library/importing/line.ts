// One line of an import file → a document, or the reason why it is none. Pure.
import { createHash } from 'node:crypto';
import { detectSecrecyMarking, documentKinds, findTheme, isCivilDate, kindWords, parseDocumentNumber, type CivilDate } from '@tongming/law';
import type { RecordStatus } from '../../../platform/schema.ts';
import { zh } from './messages.ts';
import type { Doubt } from './sources/source.ts';

/** Bytes of a line; characters of its fields. Longer is a fault, never cut. */
export const importLimits = { line: 16 * 1024 * 1024, id: 200, title: 500, issuer: 500, docNo: 200, theme: 200, body: 4_000_000 } as const;

/** What a line says, read and checked; `hash` changes when anything of it does. */
export type ImportedDocument = {
  externalId: string;
  title: string;
  issuer: string | null;
  documentNumber: string | null;
  number: { code: string; year: number | null; seq: number } | null;
  dateMade: CivilDate | null;
  theme: string | null;
  keywords: string[];
  kind: string;
  category: string;
  statedStatus: RecordStatus;
  hash: string;
  body: string;
  /** The body in UTF-8. */
  bytes: Buffer;
};
/** `where` and `doubts`: what the source the line was made from says of it (sources/source.ts). */
export type LineResult = ({ ok: true; document: ImportedDocument; doubts: Doubt[] } | { ok: false; reason: string }) & { where: string | null };

class LineFault extends Error {}
const decoder = new TextDecoder('utf-8', { fatal: true });

export function readLine(bytes: Uint8Array): LineResult {
  let where: string | null = null;
  try {
    const row = parse(bytes);
    where = typeof row['where'] === 'string' ? row['where'] : null;
    if (typeof row['fault'] === 'string') throw new LineFault(row['fault']);
    return { ok: true, where, document: documentOf(row), doubts: Array.isArray(row['doubts']) ? row['doubts'] as Doubt[] : [] };
  } catch (error) {
    if (error instanceof LineFault) return { ok: false, where, reason: error.message };
    throw error;
  }
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length > importLimits.line) throw new LineFault(zh.fault.tooLong(importLimits.line));
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch (error) {
    throw new LineFault(error instanceof SyntaxError ? zh.fault.json : zh.fault.encoding);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LineFault(zh.fault.object);
  return value as Record<string, unknown>;
}

function documentOf(row: Record<string, unknown>): ImportedDocument {
  const given = {
    id: required(row, 'id', importLimits.id), title: required(row, 'title', importLimits.title),
    issuer: optional(row, 'issuer', importLimits.issuer), docNo: optional(row, 'doc_no', importLimits.docNo),
    date: optional(row, 'date', 40), theme: optional(row, 'theme', importLimits.theme),
    status: optional(row, 'status', 40), body: required(row, 'body', importLimits.body),
  };
  if (given.date !== null && !isCivilDate(given.date)) throw new LineFault(zh.fault.date(given.date));
  const marking = detectSecrecyMarking(given.title) ?? detectSecrecyMarking(given.body);
  if (marking) throw new LineFault(zh.fault.classified(marking.level));
  const bytes = Buffer.from(given.body);
  const said = saidOf(row);
  const hash = createHash('sha256').update(JSON.stringify({ ...given, body: null, ...said })).update(bytes).digest('hex');
  const number = given.docNo === null ? null : parseDocumentNumber(given.docNo);
  const { keywords, ...classes } = classify(given.theme, given.title, given.docNo);
  return {
    externalId: given.id, title: given.title, issuer: given.issuer,
    documentNumber: number?.normal ?? given.docNo, number: number && { code: number.code, year: number.year, seq: number.seq },
    dateMade: given.date as CivilDate | null, ...classes, keywords: [...new Set([...keywords, ...said.keywords ?? []])],
    ...(said.kind ? { kind: said.kind } : {}), ...(said.category ? { category: said.category } : {}),
    statedStatus: statusOf(given.status), hash, body: given.body, bytes,
  };
}

/** What most sources leave to be guessed. Absent where not said, so that what has come in before keeps its hash. */
function saidOf(row: Record<string, unknown>): { kind?: string; category?: string; keywords?: string[] } {
  const [kind, category] = [optional(row, 'kind', 40), optional(row, 'category', 40)];
  if (kind !== null && !documentKinds.some(({ code }) => code === kind)) throw new LineFault(zh.fault.unknown('kind', kind));
  if (category !== null && !/^[a-z-]+$/.test(category)) throw new LineFault(zh.fault.unknown('category', category));
  const given = row['keywords'] ?? [];
  if (!Array.isArray(given) || given.length > 50) throw new LineFault(zh.fault.notText('keywords'));
  const keywords = given.flatMap((word: unknown) => optional({ keywords: word }, 'keywords', importLimits.theme) ?? []);
  return { ...(kind ? { kind } : {}), ...(category ? { category } : {}), ...(keywords.length > 0 ? { keywords } : {}) };
}

function required(row: Record<string, unknown>, field: string, limit: number): string {
  const text = optional(row, field, limit);
  if (text === null) throw new LineFault(zh.fault.missing(field));
  return text;
}

/** Text without space around it; null where there is none. */
function optional(row: Record<string, unknown>, field: string, limit: number): string | null {
  const value = row[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new LineFault(zh.fault.notText(field));
  if (value.length > limit) throw new LineFault(zh.fault.longField(field, limit));
  if (value.includes('\u0000') || !value.isWellFormed()) throw new LineFault(zh.fault.characters(field));
  const text = value.trim();
  return text === '' ? null : text;
}

/** Sources file by vocabularies of their own: a theme of the official list is taken, the rest is kept as keywords. */
function classify(given: string | null, title: string, docNo: string | null): Pick<ImportedDocument, 'theme' | 'keywords' | 'kind' | 'category'> {
  const parts = (given ?? '').split('/').map((part) => part.trim()).filter((part) => part !== '');
  const official = parts.flatMap((_, i) => findTheme(parts.slice(i).join('/')) ?? [])[0] ?? null;
  const theme = official && (official.child === null ? official.theme.name : `${official.theme.name}\\${official.child}`);
  return {
    theme, keywords: [...new Set(parts.filter((part) => !theme?.split('\\').includes(part)))],
    kind: kindOfTitle(title), category: categoryOf(parts, docNo),
  };
}

function kindOfTitle(title: string): string {
  const bare = title.replace(zh.titleTail, '').trim();
  const found = documentKinds.flatMap((kind) => kindWords(kind).filter((word) => bare.endsWith(word)).map((word) => ({ kind, word })));
  return found.sort((a, b) => b.word.length - a.word.length)[0]?.kind.code ?? 'other';
}

function categoryOf(parts: string[], docNo: string | null): string {
  const [first = '', second = ''] = parts;
  if (zh.mixedRules.test(first)) return docNo !== null && zh.orderNumber.test(docNo) ? 'rule' : 'normative';
  const fits = zh.categories.find(([pattern]) => pattern.test(first) || pattern.test(second));
  return fits?.[1] ?? 'other';
}

function statusOf(text: string | null): RecordStatus {
  return Object.entries(zh.status).find(([word]) => word === text)?.[1] ?? 'unknown';
}
