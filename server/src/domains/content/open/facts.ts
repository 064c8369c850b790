// What a piece of content states beside its text, typed by its kind: stored, and shown to the public as it is.
import { isCivilDate } from '@tongming/law';
import { z } from 'zod';

const line = (most: number) => z.string().trim().max(most);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().refine((text): boolean => isCivilDate(text));
const file = z.object({ hash, name: line(200), mime: line(100), size: z.int().min(0) });
export type ContentFile = z.output<typeof file>;

const picture = z.object({ file: hash, alt: line(300), caption: line(500) });
export type StoryPicture = z.output<typeof picture>;

export const columnTypes = ['text', 'number', 'percent', 'date'] as const;
const column = z.object({ name: line(60), type: z.enum(columnTypes), unit: line(20) });
const cell = z.union([z.string().max(500), z.number().refine(Number.isFinite), z.null()]);
/** `label`: the column that names the rows; `values`: the columns drawn. Both by their number from 0. */
const chart = z.object({ type: z.enum(['bar', 'line']), label: z.int().min(0), values: z.array(z.int().min(0)).max(6) });
export type DataColumn = z.output<typeof column>;
export type DataCell = z.output<typeof cell>;

export const interpretationForms = ['text', 'chart', 'video', 'press', 'expert', 'media', 'questions'] as const;

/** May be unfinished: what a kind must have before it is sent for review, rules.ts says. */
export const contentFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('news') }),
  z.object({ kind: z.literal('notice'), until: day.nullable() }),
  z.object({ kind: z.literal('image-story'), pictures: z.array(picture).max(60) }),
  z.object({ kind: z.literal('video'), video: file.nullable(), poster: hash.nullable(), captions: file.nullable(), transcript: line(100_000) }),
  z.object({ kind: z.literal('question'), asked: line(4_000) }),
  z.object({ kind: z.literal('data-table'), columns: z.array(column).max(20), rows: z.array(z.array(cell).max(20)).max(2_000), chart: chart.nullable(), note: line(2_000) }),
  z.object({ kind: z.literal('official'), name: line(60), post: line(120), duties: line(4_000), cv: line(8_000), photo: hash.nullable(), rank: z.int().min(0).max(999) }),
  z.object({ kind: z.literal('agency-function'), duties: line(8_000), address: line(200), hours: line(200), phone: line(60), head: line(60), departments: z.array(line(200)).max(100) }),
  z.object({ kind: z.literal('interpretation'), form: z.enum(interpretationForms) }),
]);
export type ContentFacts = z.output<typeof contentFacts>;
export type ContentKindName = ContentFacts['kind'];
export const contentKinds = ['news', 'notice', 'interpretation', 'image-story', 'video', 'question', 'data-table', 'agency-function', 'official'] as const satisfies readonly ContentKindName[];
export function isContentKind(text: string): text is ContentKindName {
  return contentKinds.some((kind) => kind === text);
}
export type FactsOf<K extends ContentFacts['kind']> = Extract<ContentFacts, { kind: K }>;

/** Empty facts of a kind, for a new piece. */
export function emptyFacts(kind: ContentFacts['kind']): ContentFacts {
  switch (kind) {
    case 'news': return { kind };
    case 'notice': return { kind, until: null };
    case 'image-story': return { kind, pictures: [] };
    case 'video': return { kind, video: null, poster: null, captions: null, transcript: '' };
    case 'question': return { kind, asked: '' };
    case 'data-table': return { kind, columns: [], rows: [], chart: null, note: '' };
    case 'official': return { kind, name: '', post: '', duties: '', cv: '', photo: null, rank: 0 };
    case 'agency-function': return { kind, duties: '', address: '', hours: '', phone: '', head: '', departments: [] };
    case 'interpretation': return { kind, form: 'text' };
  }
}

/** Hashes of the pictures the facts name. */
export function picturesOf(facts: ContentFacts): string[] {
  switch (facts.kind) {
    case 'image-story': return facts.pictures.map((one) => one.file);
    case 'video': return facts.poster === null ? [] : [facts.poster];
    case 'official': return facts.photo === null ? [] : [facts.photo];
    default: return [];
  }
}

/** A number as it is written in a table: 12,345.6; 37.5%. */
export function cellText(cell: DataCell | undefined, type: DataColumn['type']): string {
  if (cell === null || cell === undefined || cell === '') return '—';
  if (typeof cell === 'string') return cell;
  const written = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4 }).format(cell);
  return type === 'percent' ? `${written}%` : written;
}
