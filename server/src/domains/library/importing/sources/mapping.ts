// The mapping file: which column of a table is which field, how its days are written, and what its words mean.
import { createHash } from 'node:crypto';
import { documentKinds } from '@tongming/law';
import { z } from 'zod';
import { refuse } from '../../../../platform/errors.ts';
import { readDay } from './dates.ts';
import { htmlText } from './html-text.ts';
import { zh } from './messages.ts';
import type { Doubt, SourceDocument } from './source.ts';

export const mappingFields = ['id', 'index', 'title', 'doc_no', 'issuer', 'date', 'published', 'theme', 'keywords', 'status', 'body', 'url', 'kind', 'category'] as const;
export type MappingField = (typeof mappingFields)[number];
const field = z.enum(mappingFields);

/** Header as it stands in the table → field. What is not named is not read. */
const schema = z.strictObject({
  sheet: z.string().min(1).optional(),
  headerRow: z.int().min(1).max(1000).optional(),
  columns: z.record(z.string(), field),
  dates: z.array(z.string().max(40).refine((s) => /YYYY/.test(s) && /M/.test(s) && /D/.test(s))).max(10).default([]),
  fixed: z.partialRecord(field, z.string().max(1000)).default({}),
  values: z.partialRecord(field, z.record(z.string(), z.string().max(1000))).default({}),
});
export type Mapping = z.output<typeof schema>;

/** @throws Refused 'import-mapping' (422) */
export function readMapping(value: unknown): Mapping {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  return refuse('import-mapping', read.error.issues.map((issue) => {
    const place = issue.path.join('.');
    const known = issue.code === 'invalid_value' ? zh.fault.unknownField(place, mappingFields.join('、')) : `${place} ${issue.message}`;
    return { code: 'import-mapping', message: zh.fault.mapping(known) };
  }));
}

const bare = (header: string): string => header.normalize('NFKC').toLowerCase().replace(/[\s:*_()[\]【】《》-]/g, '');
const known = new Map(Object.entries(zh.headers).flatMap(([name, headers]) => headers.map((header) => [bare(header), name as MappingField])));

/** What the headers say by themselves, for the headers it knows. */
export function guessColumns(headers: readonly string[]): Record<string, MappingField> {
  return Object.fromEntries(headers.flatMap((header) => {
    const found = known.get(bare(header));
    return found === undefined || header.trim() === '' ? [] : [[header.trim(), found]];
  }));
}

/** What `--suggest-mapping` writes: a person completes and corrects it. */
export function suggestMapping(headers: readonly string[], headerRow: number): Mapping & { unread: string[] } {
  const columns = guessColumns(headers);
  const unread = headers.map((header) => header.trim()).filter((header) => header !== '' && columns[header] === undefined);
  return { headerRow, columns, dates: [], fixed: {}, values: { status: { ...zh.statuses } }, unread };
}

/** Cells of one row by field, a document and what is doubtful of it, or why it is none. */
export function documentOf(cells: ReadonlyMap<MappingField, string>, mapping: Mapping): { document: SourceDocument; doubts: Doubt[] } | { fault: string } {
  const doubts: Doubt[] = [];
  const doubt = (name: Doubt['field'], code: string, reason: string) => doubts.push({ field: name, code, reason });
  const get = (name: MappingField): string | null => {
    const cell = cells.get(name)?.trim() ?? '';
    const text = mapping.values[name]?.[cell] ?? (cell === '' ? mapping.fixed[name] ?? '' : cell);
    return text === '' ? null : text;
  };
  const [title, body, docNo] = [get('title'), get('body'), get('doc_no')];
  if (title === null) return { fault: zh.fault.noTitle };
  if (body === null) return { fault: zh.fault.noBody };
  if ((cells.get('body') ?? '').length === EXCEL_CELL) doubt('body', 'cut', zh.doubt.cut);
  const day = (name: 'date' | 'published'): string | null => {
    const text = get(name);
    const read = text === null ? null : readDay(text, mapping.dates);
    if (text !== null && read === null) doubt('date', 'date-unread', zh.doubt.dateUnread(text.slice(0, 40)));
    return read;
  };
  const [made, published] = [day('date'), day('published')];
  if (made === null && published !== null) doubt('date', 'date-published', zh.doubt.datePublished);
  const date = made ?? published;
  const stated = get('status');
  const status = stated === null ? null : mapping.values.status?.[stated] ?? statuses.get(stated) ?? null;
  if (stated !== null && status === null) doubt('status', 'status-unread', zh.doubt.statusUnread(stated.slice(0, 40)));
  const keywords = get('keywords')?.split(zh.keywordSeparator).filter((word) => word !== '') ?? [];
  const document: SourceDocument = {
    id: get('id') ?? get('index') ?? get('url') ?? derivedId(title, docNo, date), title, body: textOf(body), issuer: get('issuer'), doc_no: docNo, date,
    theme: get('theme'), status, ...kindOf(get('kind')), ...categoryOf(get('category')), ...(keywords.length > 0 ? { keywords } : {}),
  };
  return { document, doubts };
}

const EXCEL_CELL = 32_767;
const statuses = new Map<string, string>(Object.entries(zh.statuses));

/** Always the same for the same document, whatever row it stands in. */
function derivedId(title: string, docNo: string | null, date: string | null): string {
  return `t${createHash('sha256').update([title, docNo, date].join('\n')).digest('hex').slice(0, 24)}`;
}

/** Tables carry the text of web pages with their tags, or plain. */
function textOf(body: string): string {
  if (!/<(?:p|br|div|span|table)\b[^>]*>/i.test(body)) return body.replace(/\r\n?/g, '\n');
  return htmlText(body);
}

function kindOf(text: string | null): { kind?: string } {
  const found = documentKinds.find((kind) => kind.code === text || kind.name === text);
  return found ? { kind: found.code } : {};
}

function categoryOf(text: string | null): { category?: string } {
  const found = Object.entries(zh.categories).find(([name, code]) => name === text || code === text);
  return found ? { category: found[1] } : {};
}
