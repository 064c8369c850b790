// Documents of real shape in any number: paragraphs of real ones put together anew, the same each time.
import { globSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { documents as demonstration } from '../server/src/demo/documents/index.ts';
import { randomOf } from './documents.ts';

type Paragraph = { text: string; words: string };
/** `heads` and `tails` of titles; words are cut once, for engines that need them cut. */
export type Stock = { source: string; paragraphs: Paragraph[]; heads: string[]; tails: string[] };
export type MadeDocument = {
  no: number; title: string; body: string; words: string; number: string; day: string; issuer: string; agency: string; region: string; kind: string;
  category: string; theme: string; status: string;
};

const SHORTEST = 12;

/** From files of documents (`documents-*.jsonl.gz` of a folder), else the demonstration's own. */
export function stockOf(folder: string | null): Stock {
  const files = folder === null ? [] : globSync(`${folder}/documents-*.jsonl.gz`).toSorted();
  const texts = files.length > 0
    ? files.flatMap((file) => gunzipSync(readFileSync(file)).toString().trim().split('\n').map((line) => JSON.parse(line) as { title: string; body: string }))
    : demonstration.map(({ title, text }) => ({ title, body: text }));
  const jieba = Jieba.withDict(dict);
  const paragraphs = texts.flatMap(({ body }) => body.split('\n')).filter((text) => text.length >= SHORTEST && !/^[|#]/.test(text))
    .map((text) => ({ text, words: cut(jieba, text) }));
  const halves = texts.map(({ title }) => title.split(/(?<=关于|的|和|与|、)/u)).filter((parts) => parts.length > 1);
  return {
    source: files.length > 0 ? `${texts.length} documents of ${files.length} files` : `${texts.length} documents of the demonstration`,
    paragraphs, heads: halves.map((parts) => parts.slice(0, Math.ceil(parts.length / 2)).join('')), tails: halves.map((parts) => parts.slice(Math.ceil(parts.length / 2)).join('')),
  };
}

export function cut(jieba: Jieba, text: string): string {
  return jieba.cut(text, false).filter((word) => /[\p{L}\p{N}]/u.test(word)).join(' ');
}

const ISSUERS = ['国务院', '国家税务总局', '内蒙古自治区人民政府', '通辽市人民政府', '通辽市民政局', '通辽市财政局', '科尔沁区人民政府', '开鲁县人民政府'];
const KINDS = ['notice', 'opinion', 'decision', 'reply', 'announcement', 'measures', 'plan', 'report', 'other'];
const CATEGORIES = ['policy', 'normative', 'plan', 'budget', 'statistics'];
const STATUSES = ['in-force', 'in-force', 'in-force', 'in-force', 'in-force', 'amended', 'expired', 'repealed', 'repealed', 'unknown'];
/** 2.3 kB of body on average, as in the table this is measured against. */
const CHARACTERS = 770;

/** What an agency issues hangs together: some regions, kinds and themes are its own. */
export function* documentsOf(stock: Stock, count: number): Generator<MadeDocument> {
  const random = randomOf(count);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[], fallback: T): T => list[below(list.length)] ?? fallback;
  for (let no = 0; no < count; no += 1) {
    const length = CHARACTERS * (0.2 + 1.6 * random());
    const parts: Paragraph[] = [];
    for (let sum = 0; sum < length;) {
      const paragraph = pick(stock.paragraphs, { text: '无', words: '无' });
      parts.push(paragraph);
      sum += paragraph.text.length;
    }
    const agency = below(60);
    const year = 2026 - Math.floor(26 * random() ** 2);
    const issuer = ISSUERS[agency % ISSUERS.length] ?? '';
    const number = `${issuer.slice(-4)}发〔${year}〕${1 + below(900)}号`;
    yield {
      no, number, issuer, title: `${pick(stock.heads, '关于')}${pick(stock.tails, '通知')}`, body: parts.map((p) => p.text).join('\n'), words: parts.map((p) => p.words).join(' '),
      day: `${year}-${String(1 + below(year === 2026 ? 10 : 12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`, agency: `1505${String(agency).padStart(2, '0')}`,
      region: `1505${String(agency % 9).padStart(2, '0')}`, kind: KINDS[(agency + below(4)) % KINDS.length] ?? 'other', category: pick(CATEGORIES, 'policy'),
      theme: `主题${(agency * 3 + below(5)) % 22}`, status: pick(STATUSES, 'unknown'),
    };
  }
}
