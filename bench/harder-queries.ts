// Known-item queries as people type them, made from documents with a fixed seed. One JSON object a line:
// {query, kind, expect_id}. npm run bench -- harder-queries [--seed N] [--each N] FILE.jsonl[.gz] …
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Converter } from 'opencc-js/cn2t';
import { pinyin } from 'pinyin-pro';
import { parseDocumentNumber } from '@tongming/law';
import { randomOf } from './documents.ts';

type Doc = { id: string; title: string; doc_no: string | null; body: string };
export type HardQuery = { query: string; kind: string; expect_id: string };

type Chance = { next(): number; below(n: number): number; pick<T>(list: readonly T[]): T | undefined; shuffled<T>(list: readonly T[]): T[] };
type Library = { docs: readonly Doc[]; titles: readonly string[]; bodies: readonly string[]; sounds: ReadonlyMap<string, readonly string[]> };
/** Null when this document gives no query of the kind: another is tried. */
type Maker = (doc: Doc, chance: Chance, library: Library) => string | null;

function chanceOf(seed: number): Chance {
  const next = randomOf(seed);
  const below = (n: number) => Math.floor(next() * n);
  return {
    next, below, pick: (list) => list[below(list.length)],
    shuffled: (list) => list.map((item) => ({ item, at: next() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item),
  };
}

const STATE = '中华人民共和国';
const JOINTS = /关于|实施|管理|的|和|与|及|若干|《|》|、|（|）|\(|\)|印发|进一步|开展|做好|加强|有关/u;

/** Pieces of a title that no other title holds all of, at least one left out where there are more than two. */
function piecesOf(doc: Doc, chance: Chance, { titles }: Library): string[] | null {
  const all = doc.title.replace(STATE, '').split(JOINTS).filter((piece) => piece.length >= 2);
  const keep = all.length > 2 ? 2 + chance.below(Math.min(3, all.length - 2)) : all.length;
  const kept = new Set(chance.shuffled(all).slice(0, keep));
  const pieces = all.filter((piece) => kept.has(piece));
  const length = pieces.join('').length;
  return length >= 5 && length <= 40 && titles.filter((title) => pieces.every((piece) => title.includes(piece))).length === 1 ? pieces : null;
}

function wholeTitle(doc: Doc, _chance: Chance, { titles }: Library): string | null {
  const length = doc.title.length;
  return length >= 6 && length <= 40 && titles.filter((title) => title.includes(doc.title)).length === 1 ? doc.title : null;
}

/** Clauses of a body that stand in no other. */
function clausesOf(doc: Doc, chance: Chance, { bodies }: Library, count: number): string[] | null {
  const clauses = chance.shuffled(doc.body.split(/[，。；：、\n\s（）()《》“”]/u).filter((c) => /^\p{Script=Han}{7,16}$/u.test(c))).slice(0, 12);
  const found = clauses.filter((c) => {
    let holders = 0;
    for (const body of bodies) if (body.includes(c) && ++holders > 1) return false;
    return holders === 1;
  }).slice(0, count);
  return found.length === count ? found : null;
}

/** What a slip is made in: a title, pieces of one, or clauses of a body. */
function plainQuery(doc: Doc, chance: Chance, library: Library): string | null {
  const way = chance.next();
  if (way < 0.35) return wholeTitle(doc, chance, library);
  if (way < 0.7) return piecesOf(doc, chance, library)?.join(' ') ?? null;
  return clausesOf(doc, chance, library, 2)?.join(' ') ?? null;
}

type Slip = (chars: string[], at: number, chance: Chance, library: Library) => boolean;
const slips: Record<string, Slip> = {
  missing: (chars, at) => chars.splice(at, 1).length > 0,
  doubled: (chars, at) => chars.splice(at, 0, chars[at] ?? '').length === 0,
  swapped: (chars, at) => {
    const [a, b] = [chars[at] ?? '', chars[at + 1] ?? ''];
    if (a === b || !/\p{Script=Han}/u.test(b)) return false;
    chars.splice(at, 2, b, a);
    return true;
  },
  wrong: (chars, at, chance, { sounds }) => {
    const old = chars[at] ?? '';
    const alike = (sounds.get(soundOf(old)) ?? []).filter((c) => c !== old);
    const other = chance.next() < 0.7 ? chance.pick(alike) : chance.pick([...sounds.values()].flat());
    if (other === undefined || other === old) return false;
    chars[at] = other;
    return true;
  },
};

function slipped(slip: Slip): Maker {
  return (doc, chance, library) => {
    const query = plainQuery(doc, chance, library);
    if (query === null) return null;
    const chars = [...query];
    const places = chars.flatMap((c, i) => (/\p{Script=Han}/u.test(c) ? [i] : []));
    const at = chance.pick(places);
    return at !== undefined && slip(chars, at, chance, library) ? chars.join('') : null;
  };
}

function soundOf(character: string): string {
  return pinyin(character, { toneType: 'none' });
}

/** The same number in other brackets or none; a number two documents share gives no query. */
const numberStyle: Maker = (doc, chance, { docs }) => {
  const number = doc.doc_no === null ? null : parseDocumentNumber(doc.doc_no);
  if (!number || docs.filter((other) => other.doc_no === doc.doc_no).length > 1) return null;
  const { code, year, seq } = number;
  const short = code.replace(STATE, '');
  if (year === null) {
    if (docs.filter((other) => { const o = other.doc_no === null ? null : parseDocumentNumber(other.doc_no); return o?.seq === seq && o.code.endsWith(short); }).length > 1) return null;
    return chance.pick([`${short}${seq}号`, `${short}第${seq}号`, `${short} ${seq}`, `${short}${seq}`, `${short}（第${seq}号）`]) ?? null;
  }
  return chance.pick([
    `${code}${year}-${seq}`, `${code}[${year}]${seq}`, `${code} ${year} ${seq}`, `${code}(${year})${seq}号`, `${code}【${year}】第${seq}号`,
    `${code}${year}年${seq}号`, `${code}${year} ${seq}号`, `${code}〔${year}〕${seq}`, `${code}［${year}］0${seq}号`,
  ]) ?? null;
};

const shortNames: readonly [RegExp, string][] = [
  [/国务院办公厅/u, '国办'], [/人民代表大会常务委员会/u, '人大常委会'], [/最高人民法院/u, '最高法'], [/最高人民检察院/u, '最高检'], [/住房和城乡建设部/u, '住建部'],
  [/人力资源和社会保障/u, '人社'], [/最低生活保障/u, '低保'], [/住房公积金/u, '公积金'], [/环境保护/u, '环保'], [/社会保险/u, '社保'],
  [/高新技术产业开发区/u, '高新区'], [/经济技术开发区/u, '经开区'], [/自由贸易试验区/u, '自贸区'], [/电动自行车/u, '电动车'], [/发展和改革委员会/u, '发改委'],
  [new RegExp(`^${STATE}`, 'u'), ''], [/暂行/u, ''], [/（[^）]*）$/u, ''], [/关于印发/u, ''], [/的通知$/u, ''], [/若干/u, ''], [/实施(?=办法|细则)/u, ''],
];

const abbreviation: Maker = (doc, chance, library) => {
  const title = wholeTitle(doc, chance, library);
  if (title === null) return null;
  const short = shortNames.reduce((text, [long, name]) => text.replace(long, name), title);
  const core = short.replace(/中华人民共和国/u, '');
  return core !== title && core.length >= 5 && library.titles.filter((other) => other.includes(core)).length <= 1 ? core : null;
};

const asking = ['怎么办', '怎么办理', '什么时候', '多少钱', '有什么规定', '怎么处罚', '需要什么材料', '是怎么规定的', '归谁管', '可以吗', '去哪里办'];

const question: Maker = (doc, chance, library) => {
  const pieces = chance.next() < 0.6 ? piecesOf(doc, chance, library) : clausesOf(doc, chance, library, 2);
  if (!pieces) return null;
  const text = pieces.join(chance.pick(['', '的', ' ', '，']));
  const ask = chance.pick(asking) ?? '';
  return chance.pick([`${text}${ask}`, `${text}${ask}？`, `请问${text}${ask}`, `${ask}${text}`, `我想问一下${text}${ask}呢`, `${text}要${ask}`]) ?? null;
};

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].filter((s) => s.isWordLike === true && s.segment.length >= 2).map((s) => s.segment);
}

/** Words of two or three clauses in another order, one left out, one wrong. */
const halfRemembered: Maker = (doc, chance, library) => {
  const clauses = clausesOf(doc, chance, library, 3);
  const words = [...new Set(clauses?.flatMap(wordsOf) ?? [])];
  const wrong = chance.pick(wordsOf(chance.pick(library.titles) ?? ''));
  if (words.length < 6 || wrong === undefined) return null;
  const kept = chance.shuffled(words).slice(0, Math.max(5, words.length - 2));
  kept.splice(chance.below(kept.length), 1, wrong);
  return kept.join(chance.next() < 0.7 ? ' ' : '');
};

const toTraditional = Converter({ from: 'cn', to: 't' });
const sounds = (title: string) => pinyin(title, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });

const makers: Record<string, Maker> = {
  run_together_title: (doc, chance, library) => piecesOf(doc, chance, library)?.join('') ?? null,
  run_together_body: (doc, chance, library) => clausesOf(doc, chance, library, 2)?.join('') ?? null,
  ...Object.fromEntries(Object.entries(slips).map(([name, slip]) => [`slip_${name}`, slipped(slip)])),
  number_style: numberStyle,
  abbreviation,
  traditional: (doc, chance, library) => {
    const query = plainQuery(doc, chance, library);
    const other = query === null ? null : toTraditional(query);
    return other === query ? null : other;
  },
  pinyin_full: (doc, chance, library) => {
    const title = wholeTitle(doc, chance, library);
    return title === null ? null : sounds(chance.next() < 0.5 ? title.replace(STATE, '') : title).join(chance.pick(['', ' ']));
  },
  pinyin_initials: (doc, chance, library) => {
    const title = wholeTitle(doc, chance, library);
    return title === null ? null : sounds(chance.next() < 0.5 ? title.replace(STATE, '') : title).map((s) => s.charAt(0)).join('');
  },
  question,
  half_remembered: halfRemembered,
};

function libraryOf(docs: readonly Doc[]): Library {
  const used = new Map<string, number>();
  for (const { title } of docs) for (const c of title) if (/\p{Script=Han}/u.test(c)) used.set(c, (used.get(c) ?? 0) + 1);
  const bySound = new Map<string, string[]>();
  for (const [c, uses] of used) if (uses > 3) bySound.set(soundOf(c), [...bySound.get(soundOf(c)) ?? [], c]);
  return { docs, titles: docs.map((d) => d.title), bodies: docs.map((d) => d.body), sounds: bySound };
}

/** The same documents, seed and count give the same queries. */
export function harderQueries(docs: readonly Doc[], seed: number, each: number): HardQuery[] {
  const library = libraryOf(docs);
  return Object.entries(makers).flatMap(([kind, make], k) => {
    const chance = chanceOf(seed * 1000 + k);
    const made = new Map<string, HardQuery>();
    for (let tries = 0; made.size < each && tries < each * 60; tries += 1) {
      const doc = chance.pick(docs);
      const query = doc ? make(doc, chance, library) : null;
      if (doc && query !== null && query.trim() !== '') made.set(query, { query, kind, expect_id: doc.id });
    }
    return [...made.values()];
  });
}

function readDocuments(file: string): Doc[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Doc);
}

export async function writeHarderQueries(args: string[]): Promise<void> {
  const numbers: Record<string, number> = { '--seed': 1, '--each': 40 };
  const files: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg in numbers) numbers[arg] = Number(args[++i]);
    else files.push(arg);
  }
  if (files.length === 0) throw new Error('usage: npm run bench -- harder-queries [--seed N] [--each N] FILE.jsonl[.gz] …');
  for (const made of harderQueries(files.flatMap(readDocuments), numbers['--seed'] ?? 1, numbers['--each'] ?? 40)) process.stdout.write(`${JSON.stringify(made)}\n`);
}
