// The words of a page in the language of its site. What has no sourced Mongolian word stays Chinese, and stands upright.
import { documentKinds } from '@tongming/law';
import type { SiteLanguage } from '../platform/schema.ts';
import { alerts } from './messages/alerts.ts';
import { columnsZh } from './messages/columns.ts';
import { comments } from './messages/comments.ts';
import { contentZh } from './messages/content.ts';
import { inventory } from './messages/inventory.ts';
import { kioskZh } from './messages/kiosk.ts';
import { mn, type MongolianWord } from './messages/mn.ts';
import { offline, offlineHelp } from './messages/offline.ts';
import { openData } from './messages/open-data.ts';
import { rectification } from './messages/rectification.ts';
import { sitesZh } from './messages/sites.ts';
import { structureZh } from './messages/structure.ts';
import { takeAlong } from './messages/take-along.ts';
import { zh } from './messages/zh.ts';

type Widen<T> = T extends string ? string : T extends (...given: infer A) => string ? (...given: A) => string : { readonly [K in keyof T]: Widen<T[K]> };

const chinese = {
  ...zh, kinds: Object.fromEntries(documentKinds.map(({ code, name }) => [code, name])) as Readonly<Record<string, string>>, date: { year: '年', month: '月', day: '日' },
} as const;
export type Words = Widen<typeof chinese>;

/** Leaves with a word of `mn` are replaced; functions and all else stay. */
function over(value: unknown, path: string): unknown {
  if (typeof value === 'string') return mn[path]?.text ?? value;
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, over(one, path === '' ? key : `${path}.${key}`)]));
}

const byLanguage: Readonly<Record<SiteLanguage, Words>> = { 'zh-CN': chinese, 'mn-Mong-CN': over(chinese, '') as Words };

export function wordsOf(language: SiteLanguage): Words {
  return byLanguage[language];
}

/** `mongolian` null: nobody has given a word yet, a native reader is needed. */
export type InterfaceWord = { path: string; chinese: string; mongolian: MongolianWord | null };

/** Every word of the portal's pages, with its Mongolian one and where that is from. */
export function interfaceWords(): InterfaceWord[] {
  return leaves(listed, '').filter(([, text]) => letters.test(text)).map(([path, text]) => ({ path, chinese: text, mongolian: mn[path] ?? null }));
}

/** The pages that have words of their own beside zh.ts. */
const listed = {
  ...chinese, alerts, columns: columnsZh, comments, content: contentZh, inventory, kiosk: kioskZh, offline, offlineHelp, openData, rectification, sites: sitesZh,
  structure: structureZh, takeAlong,
};
/** Marks alone are no words. */
const letters = /\p{Script=Han}/u;
/** A word that is filled in shows where. */
const blank = '…';

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const said: unknown = Reflect.apply(value, undefined, Array.from({ length: value.length }, () => blank));
    return typeof said === 'string' ? [[path, said]] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, path === '' ? key : `${path}.${key}`));
}
