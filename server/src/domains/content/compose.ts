// From what was written to an edition of the library: the facts of the kind and the text beside them become one text, so that
// search, downloads and every other reader of records have all of it.
import { bodyToText, type Block, type Body } from '@tongming/typeset';
import type { CivilDate } from '@tongming/law';
import type { EditionContent, OpenAttachmentFile } from '../library/index.ts';
import { kindNames, zh } from './messages.ts';
import type { StoredContent, Written } from './model.ts';
import { cellText, type ContentFacts, type FactsOf } from './open/facts.ts';

/** What the library knows of content that is no kind of official document. */
export const recordKind = 'content';

export function editionOf({ kind, written }: Pick<StoredContent, 'kind' | 'written'>, today: CivilDate, files: readonly OpenAttachmentFile[]): EditionContent {
  const body = composed(written);
  return {
    kind: recordKind, category: kind, language: 'zh-CN', title: written.title, publicTitle: null, issuer: written.source, documentNumber: null, number: null,
    dateMade: today, effectiveOn: null, expiresOn: null, theme: written.theme, keywords: written.keywords, summary: written.summary, articleItems: [], statedStatus: null,
    official: null, body, bodyText: bodyToText(body), relations: written.interprets === null ? [] : [{ type: 'interprets', recordId: written.interprets, text: null }],
    attachments: files.map(({ position, name, file }) => ({ position, name, publicName: null, file, attribute: 'full' })),
    disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  };
}

/** Files that are served as such: the film and its subtitles. Pictures belong to the text. */
export function filesOf(facts: ContentFacts): OpenAttachmentFile[] {
  if (facts.kind !== 'video') return [];
  const named = [facts.video === null ? [] : [{ ...facts.video, label: zh.videoName }], facts.captions === null ? [] : [{ ...facts.captions, label: zh.captionsName }]].flat();
  return named.map(({ hash, size, mime, name, label }, i) => ({ position: i + 1, name: name === '' ? label : name, file: { hash, size, mime }, text: '' }));
}

const line = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const lines = (text: string): Block[] => text.split('\n').map((one) => one.trim()).filter((one) => one !== '').map(line);
const titled = (title: string, blocks: readonly Block[]): Block[] => (blocks.length === 0 ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: title, marks: [{ type: 'bold' }] }] }, ...blocks]);
const fact = (label: string, value: string): Block[] => (value === '' ? [] : [line(`${label}：${value}`)]);
const picture = (file: string, alt: string): Block => ({ type: 'image', attrs: { file, alt } });

export function composed({ title, text, facts }: Written): Body {
  return { type: 'doc', content: around(facts, text.content, title) };
}

function around(facts: ContentFacts, text: Block[], title: string): Block[] {
  switch (facts.kind) {
    case 'news': case 'notice': case 'interpretation': return text;
    case 'question': return facts.asked === '' ? text : [...titled(zh.interview.question, lines(facts.asked)), ...titled(zh.interview.answer, text)];
    case 'image-story': return [...text, ...facts.pictures.flatMap(({ file, alt, caption }) => [picture(file, alt), ...lines(caption)])];
    case 'video': return [...text, ...(facts.poster === null ? [] : [picture(facts.poster, zh.poster(title))]), ...titled(zh.interview.transcript, lines(facts.transcript))];
    case 'data-table': return [...text, tableBlock(facts), ...titled(zh.note, lines(facts.note))];
    case 'official': return [
      ...(facts.photo === null ? [] : [picture(facts.photo, zh.official.photo(facts.name))]), ...fact(zh.official.post, facts.post),
      ...titled(zh.official.duties, lines(facts.duties)), ...titled(zh.official.cv, lines(facts.cv)), ...text,
    ];
    case 'agency-function': return [
      ...titled(zh.agencyFunction.duties, lines(facts.duties)), ...titled(zh.agencyFunction.departments, facts.departments.flatMap(lines)),
      ...(['address', 'hours', 'phone', 'head'] as const).flatMap((key) => fact(zh.agencyFunction[key], facts[key])), ...text,
    ];
  }
}

function tableBlock({ columns, rows }: FactsOf<'data-table'>): Block {
  const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({ type, content: [line(text)] });
  return {
    type: 'table', content: [
      { type: 'tableRow', content: columns.map(({ name, unit }) => cell('tableHeader', unit === '' ? name : `${name}（${unit}）`)) },
      ...rows.map((row) => ({ type: 'tableRow' as const, content: columns.map(({ type }, i) => cell('tableCell', cellText(row[i], type))) })),
    ],
  };
}

export const kindName = (kind: StoredContent['kind']): string => kindNames[kind];
