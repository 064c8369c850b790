// The life of a piece of content as one table, and what must be there before it goes to a second person. Pure.
import { detectSecrecyMarking, findTheme, isCivilDate } from '@tongming/law';
import { bodyToText, redactionsOf, type Block } from '@tongming/typeset';
import type { Reason } from '../../platform/errors.ts';
import { findPersonalData } from '../../platform/personal-data.ts';
import { textLeaves } from '../library/index.ts';
import { zh } from './messages.ts';
import type { ContentState, Written } from './model.ts';
import type { ContentFacts, FactsOf } from './open/facts.ts';

export type ContentAct = 'submit' | 'return' | 'publish' | 'revise' | 'withdraw' | 'discard';
/** `null`: the state is set elsewhere (withdrawal), or nothing is left. */
type Step = { to: ContentState | null; by: 'writer' | 'reviewer'; reason?: true };

/** Nothing else sets a state. Of what is being revised the published edition stays public until the next takes its place. */
export const machine: Readonly<Record<ContentState, Partial<Record<ContentAct, Step>>>> = {
  draft: { submit: { to: 'review', by: 'writer' }, discard: { to: null, by: 'writer' }, withdraw: { to: null, by: 'reviewer', reason: true } },
  review: { return: { to: 'draft', by: 'reviewer', reason: true }, publish: { to: 'published', by: 'reviewer' }, withdraw: { to: null, by: 'reviewer', reason: true } },
  published: { revise: { to: 'draft', by: 'writer' }, withdraw: { to: null, by: 'reviewer', reason: true } },
  withdrawn: {},
};

/** Withdrawn is what was published, discarded what never was. */
export function stepOf(state: ContentState, act: ContentAct, isPublic: boolean): Step | null {
  if ((act === 'withdraw' && !isPublic) || (act === 'discard' && isPublic)) return null;
  return machine[state][act] ?? null;
}

const fault = (code: string, message: string, field: string, hit: boolean): Reason[] => (hit ? [{ code, message, field }] : []);
const need = zh.need;

/** Every reason why it may not go to review yet. */
export function faultsOf(written: Written): Reason[] {
  const { title, source, originality, sourceUrl, facts, text, theme } = written;
  const url = sourceUrl ?? '';
  return [
    ...fault('title-missing', need.title, 'title', title === ''),
    ...fault('source-missing', need.source, 'source', source === ''),
    ...fault('source-url-missing', need.sourceUrl, 'sourceUrl', originality === 'reprinted' && url === ''),
    ...fault('source-url-form', need.sourceUrlForm, 'sourceUrl', url !== '' && !/^https?:\/\/[^\s/]+/i.test(url)),
    ...fault('theme-unknown', need.theme, 'theme', theme !== null && findTheme(theme) === null),
    ...fault('text-missing', facts.kind === 'question' ? need.question : need.text, 'text', needsText(facts) && bodyToText(text).trim() === ''),
    ...fault('interprets-missing', need.interprets, 'interprets', facts.kind === 'interpretation' && written.interprets === null),
    ...pictureTexts(text.content), ...factFaults(facts), ...wordFaults(written),
  ];
}

const needsText = ({ kind }: ContentFacts): boolean => kind === 'news' || kind === 'notice' || kind === 'question' || kind === 'interpretation';

function pictureTexts(blocks: readonly Block[]): Reason[] {
  const alts = blocks.flatMap((block) => (block.type === 'image' ? [block.attrs.alt ?? ''] : []));
  return alts.flatMap((alt, i) => fault('alt-missing', need.bodyAlt(i + 1), 'text', alt.trim() === ''));
}

function factFaults(facts: ContentFacts): Reason[] {
  switch (facts.kind) {
    case 'image-story': return [
      ...fault('pictures-missing', need.pictures, 'pictures', facts.pictures.length < 2),
      ...facts.pictures.flatMap(({ alt }, i) => fault('alt-missing', need.alt(i + 1), `pictures.${i}`, alt === '')),
    ];
    case 'video': return [
      ...fault('video-missing', need.video, 'video', facts.video === null), ...fault('poster-missing', need.poster, 'poster', facts.poster === null),
      ...fault('words-missing', need.words, 'transcript', facts.captions === null && facts.transcript === ''),
    ];
    case 'data-table': return tableFaults(facts);
    case 'official': return [...fault('official-missing', need.official, 'name', facts.name === '' || facts.post === ''), ...fault('duties-missing', need.duties, 'duties', facts.duties === '')];
    case 'agency-function': return [
      ...fault('duties-missing', need.functionDuties, 'duties', facts.duties === ''),
      ...fault('contact-missing', need.contact, 'address', [facts.address, facts.hours, facts.phone, facts.head].includes('')),
    ];
    default: return [];
  }
}

function tableFaults({ columns, rows, chart }: FactsOf<'data-table'>): Reason[] {
  const numeric = (i: number): boolean => columns[i]?.type === 'number' || columns[i]?.type === 'percent';
  const wrongChart = chart !== null && (columns[chart.label] === undefined || chart.values.length === 0 || !chart.values.every(numeric));
  return [
    ...fault('columns-missing', need.columns, 'columns', columns.length === 0 || columns.some((column) => column.name === '')),
    ...fault('rows-missing', need.rows, 'rows', rows.length === 0), ...fault('chart-columns', need.chart, 'chart', wrongChart),
    ...rows.flatMap((row, r) => (row.length !== columns.length ? fault('row-width', need.width(r + 1), `rows.${r}`, true) : columns.flatMap((column, c) => {
      const cell = row[c] ?? null;
      if (cell === null || cell === '') return [];
      return [
        ...fault('cell-number', need.cell(r + 1, column.name), `rows.${r}`, numeric(c) && typeof cell !== 'number'),
        ...fault('cell-day', need.cellDay(r + 1, column.name), `rows.${r}`, column.type === 'date' && !(typeof cell === 'string' && isCivilDate(cell))),
      ];
    }))),
  ];
}

/** What may not be said at all: content is public as a whole, nothing in it is blacked out. */
function wordFaults({ title, summary, text, facts }: Written): Reason[] {
  const own = facts.kind === 'agency-function' ? { ...facts, phone: '' } : facts;
  const places = [[zh.facts.title, title, 'title'], [zh.facts.summary, summary ?? '', 'summary'], [zh.facts.text, bodyToText(text), 'text'], [zh.facts.facts, textLeaves(own).join('\n'), 'facts']] as const;
  return [
    ...fault('redacted-text', zh.redacted, 'text', redactionsOf(text).length > 0),
    ...places.flatMap(([where, words, field]) => [
      ...fault('classified', zh.classified, field, detectSecrecyMarking(words) !== null),
      ...findPersonalData(words).filter(({ kind }) => kind !== 'phone').flatMap(({ masked }) => fault('personal-data', zh.personalData(where, masked), field, true)),
    ]),
  ];
}
