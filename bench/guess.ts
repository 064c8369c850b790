// How well metadata are guessed from files of other systems, over real documents in the dress of invented portals.
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { civilDate, formatChineseDate, parseDocumentNumber } from '@tongming/law';
import { bodyFromText, renderDocx, renderPdf, renderReportDocx, renderReportPdf, type OfficialDocument } from '@tongming/typeset';
import { documents as demonstration } from '../server/src/demo/documents/index.ts';
import { findDates } from '../server/src/domains/library/importing/sources/guess-dates.ts';
import { guess, type Guessed } from '../server/src/domains/library/importing/sources/guess.ts';
import type { GuessField } from '../server/src/domains/library/importing/sources/guess-words.ts';
import { readBytes } from '../server/src/domains/library/importing/sources/folder-read.ts';
import { randomFrom, type Random } from './foi-random.ts';
import { layouts, type Shown, type Source } from './guess-pages.ts';
import { machine, say } from './kit.ts';

const measured = ['title', 'documentNumber', 'issuer', 'dateMade'] as const satisfies readonly GuessField[];
type Measured = (typeof measured)[number];
/** `marked`: what the guessing itself calls doubtful, for a person to look at. */
type Tally = { right: number; asked: number; sure: number; sureWrong: number; marked: number; markedRight: number };
type Score = Record<Measured, Tally> & { pages: number; lost: number; strange: number; lines: number };

/** `npm run bench -- guess [--corpus FOLDER] [--documents N] [--printed N] [--wrong N]`: N documents a layout, as DOCX and PDF fewer. */
export async function benchGuess(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    corpus: { type: 'string' }, documents: { type: 'string', default: '400' }, printed: { type: 'string', default: '60' }, wrong: { type: 'string', default: '0' },
  } });
  const all = sourcesOf(values.corpus ?? null);
  say(`${machine()}; ${all.length} documents, seed 20261123`);
  const random = randomFrom(20_261_123);
  const sample = pickSome(all, Number(values.documents), random);
  const total = emptyScore();
  let wrongLeft = Number(values.wrong);
  const seen = (layout: string, wanted: Shown, made: Guessed, score: Score, text: string): void => {
    for (const field of judge(wanted, made, text, [score, total])) {
      if (wrongLeft <= 0) continue;
      wrongLeft -= 1;
      const { value, confidence, evidence } = made.fields[field];
      say(`  ${layout} ${wanted.id} ${field}: ${JSON.stringify(truth(wanted, field))} ≠ ${JSON.stringify(value)} (${confidence}; ${evidence})`);
    }
  };
  for (const layout of layouts) {
    const score = emptyScore();
    for (const source of sample) {
      const shown = shownOf(source, all, random);
      const html = layout.render(shown, random);
      seen(layout.name, shown, guess(await readBytes(layout.encoding === 'utf-8' ? Buffer.from(html) : toGb(html, true), 'html'), { fileName: 't20210301_1.html' }), score, html);
    }
    report(layout.name, score);
  }
  await printedForms(all, sample, Number(values.printed), random, seen);
  report('all together', total);
}

type Seen = (layout: string, wanted: Shown, made: Guessed, score: Score, text: string) => void;

async function printedForms(all: readonly Source[], sample: readonly Source[], count: number, random: Random, seen: Seen): Promise<void> {
  const forms: [name: string, kind: 'txt' | 'docx' | 'pdf', list: readonly Source[], make: (d: Shown) => Promise<Uint8Array>][] = [
    ['TXT, UTF-8 and GB18030', 'txt', sample, (d) => Promise.resolve(random.share() < 0.5 ? Buffer.from(plain(d)) : toGb(plain(d), false))],
    ['DOCX of 公文 and laws', 'docx', pickSome(all, count, random), async (d) => (official(d) ? renderDocx(official(d) ?? never()) : renderReportDocx(law(d)))],
    ['PDF of 公文 and laws', 'pdf', pickSome(all, count, random), async (d) => (await (official(d) ? renderPdf(official(d) ?? never()) : renderReportPdf(law(d)))).bytes],
  ];
  for (const [name, kind, list, make] of forms) {
    const score = emptyScore();
    for (const source of list) {
      const shown = shownOf(source, all, random);
      const made = guess(await readBytes(await make(shown), kind), { fileName: `${source.id}.${kind}` });
      seen(name, shown, made, score, `${plain(shown)}\n${official(shown) === null || shown.date === null ? '' : formatChineseDate(civilDate(shown.date))}`);
    }
    report(name, score);
  }
}

function never(): never {
  throw new Error('no official form');
}

function sourcesOf(folder: string | null): Source[] {
  const files = folder === null ? [] : globSync(`${folder}/documents-*.jsonl.gz`).toSorted();
  if (files.length === 0) {
    return demonstration.map((d, i) => ({ id: `demo-${i}`, title: d.title, issuer: null, doc_no: null, date: null, theme: null, body: d.text }));
  }
  return files.flatMap((file) => gunzipSync(readFileSync(file)).toString().trim().split('\n').map((line) => headless(JSON.parse(line) as Source)));
}

const squeeze = (text: string): string => text.replaceAll(/[\s\u3000]/gu, '');

/** Some sources keep title and number as the first lines of the body: the layouts print them themselves. */
function headless(d: Source): Source {
  const lines = d.body.split('\n');
  const wanted = squeeze(`${d.title}${d.doc_no ?? ''}`);
  let from = 0;
  while (from < 6 && (lines[from] ?? '').length < 80 && squeeze(lines[from] ?? '') !== '' && wanted.includes(squeeze(lines[from] ?? ''))) from += 1;
  return { ...d, body: lines.slice(from).join('\n') };
}

function pickSome(all: readonly Source[], count: number, random: Random): Source[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.whole(left.length), 1)).flat();
}

function shownOf(d: Source, all: readonly Source[], random: Random): Shown {
  const made = d.date ?? '2015-05-15';
  const published = `${Math.max(2008, Number(made.slice(0, 4)))}-${made.slice(5, 7)}-${String(Math.min(28, Number(made.slice(8)) + 1 + random.whole(9))).padStart(2, '0')}`;
  return { ...d, published, site: random.pick(['通辽市', '临江市', '青石县', '北河省']), others: Array.from({ length: 5 }, () => random.pick(all).title) };
}

function plain(d: Shown): string {
  return `${d.title}\n${d.doc_no === null ? '' : `${d.doc_no}\n`}\n${d.body}\n`;
}

function law(d: Shown) {
  return { title: d.title, author: d.issuer ?? '', date: null, body: bodyFromText(`${d.doc_no === null ? '' : `（${d.doc_no}）\n`}${d.body}`) };
}

/** 公文 with red head and signature, where the document has a number of a series. Its own signature goes: the layout prints one. */
function official(d: Shown): OfficialDocument | null {
  const number = d.doc_no === null ? null : parseDocumentNumber(d.doc_no);
  if (number === null || number.order || d.issuer === null || d.date === null) return null;
  const agencies = d.issuer.split(/[、\s]+/u);
  const lines = d.body.split('\n').filter((line) => line.trim() !== '' && !(line.length < 40 && findDates(line).some((one) => one.date === d.date)) && !agencies.includes(squeeze(line)));
  return {
    form: 'ordinary', urgency: null, issuers: agencies.map((name) => ({ name })), markSuffix: '文件', documentNumber: number.normal, signers: [], title: d.title, addressees: [],
    body: bodyFromText(lines.join('\n')), attachmentList: [], signatories: agencies, dateMade: civilDate(d.date), sealed: false, note: '此件公开发布', attachments: [],
    copyTo: ['市委办公室'], printedBy: `${d.site}人民政府办公室`, printedOn: civilDate(d.published), meta: { language: 'zh-CN', author: d.issuer, publicCopy: true },
  };
}

let table: Map<string, number> | null = null;

/** Two-byte GB18030; what it lacks becomes a character reference, as old editors wrote it. */
function toGb(text: string, html: boolean): Uint8Array {
  table ??= new Map(Array.from({ length: 126 * 190 }, (_, i) => {
    const [lead, trail] = [0x81 + Math.floor(i / 190), 0x40 + (i % 190)];
    return [new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail >= 0x7f ? trail + 1 : trail)), lead * 256 + (trail >= 0x7f ? trail + 1 : trail)] as const;
  }));
  const bytes: number[] = [];
  for (const c of text) {
    const pair = table.get(c);
    if (c < '\u0080') bytes.push(c.charCodeAt(0));
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 255);
    else bytes.push(...Buffer.from(html ? `&#${c.codePointAt(0)};` : '?'));
  }
  return Uint8Array.from(bytes);
}

function emptyScore(): Score {
  const none = (): Tally => ({ right: 0, asked: 0, sure: 0, sureWrong: 0, marked: 0, markedRight: 0 });
  return { title: none(), documentNumber: none(), issuer: none(), dateMade: none(), pages: 0, lost: 0, strange: 0, lines: 0 };
}

function truth(d: Source, field: Measured): string | null {
  return field === 'title' ? d.title : field === 'documentNumber' ? d.doc_no : field === 'issuer' ? d.issuer : d.date;
}

const keys: Readonly<Record<Measured, (text: string) => string>> = {
  title: (text) => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''),
  documentNumber: (text) => parseDocumentNumber(text)?.normal ?? text,
  issuer: (text) => text.split(/[、，,\s]+/u).toSorted().join(),
  dateMade: (text) => text,
};

/** Where the collection has no number but the text says under which it was published. */
function publishedUnder(body: string, value: string): boolean {
  const [code = '', rest = ''] = value.split(/(?=第|〔)/u);
  return new RegExp(`${code}.{0,3}${rest.replace(/[^0-9]+/gu, '.{0,4}')}.{0,8}(?:公布|发布|颁布|印发)`, 'u').test(squeeze(body.slice(0, 400)));
}

/** The fields that are wrong. A date or issuer the page does not print is not asked for; a number that is none must be none. */
function judge(wanted: Shown, made: Guessed, text: string, scores: readonly Score[]): Measured[] {
  const wrong: Measured[] = [];
  const days = new Set<string>(findDates(text).map((one) => one.date));
  for (const field of measured) {
    const [right, found] = [truth(wanted, field), made.fields[field]];
    if (right === null ? field !== 'documentNumber' : field === 'dateMade' && !days.has(right)) continue;
    const good = right === null ? found.value === null || publishedUnder(wanted.body, found.value) : found.value !== null && keys[field](right) === keys[field](found.value);
    if (!good) wrong.push(field);
    for (const { [field]: tally } of scores) {
      tally.asked += 1;
      tally.right += Number(good);
      tally.sure += Number(found.confidence === 'sure');
      tally.sureWrong += Number(found.confidence === 'sure' && !good);
      tally.marked += Number(found.confidence === 'unsure');
      tally.markedRight += Number(found.confidence === 'unsure' && good);
    }
  }
  const [own, got] = [wanted.body, made.body].map((body) => body.split('\n').map(squeeze).filter((line) => line !== ''));
  const [ownAll, gotAll] = [squeeze(wanted.body), squeeze(made.body)];
  const [lost, strange] = [own?.filter((line) => !gotAll.includes(line)).length ?? 0, got?.filter((line) => !ownAll.includes(line)).length ?? 0];
  for (const score of scores) Object.assign(score, { pages: score.pages + 1, lost: score.lost + lost, strange: score.strange + strange, lines: score.lines + (own?.length ?? 0) });
  return wrong;
}

function report(name: string, score: Score): void {
  say(`${name} (${score.pages})`);
  say(`  ${measured.map((field) => {
    const { right, asked, sure, sureWrong, marked, markedRight } = score[field];
    return `${field} ${percent(right, asked)} of ${asked} (sure ${percent(sure, asked)}, wrong among them ${percent(sureWrong, sure)}; not marked doubtful ${percent(asked - marked, asked)}, right among them ${percent(right - markedRight, asked - marked)})`;
  }).join('\n  ')}`);
  say(`  text: lines lost ${percent(score.lost, score.lines)}, strange lines a page ${(score.strange / Math.max(1, score.pages)).toFixed(2)}`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}
