// Texts of sections 一, 五, 六: drafted from the figures until a person writes them; what was written is never changed.
import { annualReportForm } from '@tongming/law';
import type { Reason } from '../../console-api/contract.ts';
import { addUp, type Figures } from './cells.ts';
import { zh, type DraftNumbers } from './messages.ts';
import { sectionKeys, type SectionKey, type Texts } from './model.ts';

export type TextFacts = { name: string; year: number; government: boolean; figures: Figures; feeIncome: number };

function numbersOf({ name, year, government, figures, feeIncome }: TextFacts): DraftNumbers {
  const at = (key: string): number | null => figures[key] ?? null;
  const total = (row: string): number => at(`table3.${row}.total`) ?? 0;
  const group = (of: string): number => annualReportForm(year).table3.rows
    .filter((row) => row.kind === 'result' && (row.key === of || row.key.startsWith(`${of}.`))).reduce((sum, row) => sum + total(row.key), 0);
  const stock = (column: string): number | null => addUp(['rules', 'normativeDocs'].map((row) => at(`table2.art20_1.${row}.${column}`)));
  const reviews = (of: string, part: string): number => at(`table4.${of}.${part}`) ?? 0;
  const suits = (part: string): number => reviews('litigationDirect', part) + reviews('litigationAfterReconsideration', part);
  return {
    name, year, government, made: stock('made'), repealed: stock('repealed'), inForce: stock('inForce'), published: stock('published'),
    received: total('newReceived'), carriedIn: total('carriedIn'), handled: total('resultsTotal'), granted: group('granted'), partial: group('partial'),
    denied: group('denied'), unable: group('unable'), notProcessed: group('notProcessed'), other: group('other'), carriedOut: total('carriedOut'),
    reviews: reviews('reconsideration', 'total'), reviewsCorrected: reviews('reconsideration', 'corrected'), suits: suits('total'),
    suitsCorrected: suits('corrected'), fee: feeIncome,
  };
}

export function draftOf(section: SectionKey, facts: TextFacts): string {
  return section === '五' ? zh.drafts.五() : zh.drafts[section](numbersOf(facts));
}

export function textOf(section: SectionKey, texts: Texts, facts: TextFacts): string {
  return texts[section] ?? draftOf(section, facts);
}

/** Points of the form that a text does not name: the report is not complete without them (条例第五十条). */
export function uncovered(texts: Texts, facts: TextFacts): Reason[] {
  return annualReportForm(facts.year).sections.flatMap((section) => {
    const key = sectionKeys.find((k) => k === section.no);
    if (key === undefined) return [];
    const text = textOf(key, texts, facts);
    const points = [...section.mustCover.map((point) => point.split('（')[0] ?? point), ...(key === '一' && facts.government ? zh.governmentPoints : [])];
    return points.filter((point) => !text.includes(zh.coverWords[point] ?? point))
      .map((point): Reason => ({ code: 'not-covered', message: zh.notCovered(section.title, point), field: key, article: zh.articles.contents }));
  });
}

/** Figures of the tables that the text does not repeat. Warnings only: its scope may lawfully be another. */
export function textWarnings(texts: Texts, facts: TextFacts): Reason[] {
  const n = numbersOf(facts);
  const titleOf = (key: SectionKey): string => annualReportForm(facts.year).sections.find((section) => section.no === key)?.title ?? key;
  const expected: [SectionKey, string, string][] = [
    ['一', zh.counted.received, String(n.received)], ['一', zh.counted.handled, String(n.handled)],
    ...(n.fee > 0 ? [['六', zh.counted.fee, zh.yuan(n.fee)] satisfies [SectionKey, string, string]] : []),
  ];
  return expected.filter(([key, , value]) => !numbersIn(textOf(key, texts, facts)).includes(value))
    .map(([key, what, value]): Reason => ({ code: 'number-not-in-text', message: zh.numberNotInText(titleOf(key), what, value), field: key }));
}

/** Numbers of a text as written, without separators of thousands. */
function numbersIn(text: string): string[] {
  return text.replaceAll(/(\d)[,，](?=\d{3}(?!\d))/g, '$1').match(/\d+(?:\.\d+)?/g) ?? [];
}
