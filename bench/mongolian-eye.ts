// What a browser shows against what the package says: which spellings look the same in a font, and where lines break.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { fromLatin } from '../packages/mongolian/src/characters.ts';
import { foldKey, keepTogether, lineBreaks } from '../packages/mongolian/src/index.ts';
import { launchBrowser } from '../tests/browser.ts';
import { say } from './kit.ts';

const CONSONANTS = 'nbpqgmlsštdčjyrwŋ';
const VOWELS = 'aeiouöüē';
const TAILS = ['un', 'ün', 'ača', 'du', 'iyar', 'yin', 'i'];

/** Of made words, each with a letter changed, added or taken away: how many look the same in the font, and how many of those have one loose key. */
export async function compareByEye(fontFile: string, seed: number): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(`<style>@font-face{font-family:Eye;src:url(data:font/woff2;base64,${readFileSync(fontFile).toString('base64')})}</style>`);
    await page.evaluate('document.fonts.load("24px Eye", "\u1820")');
    const { pairs, same, together, apart } = await looks(page, randomOf(seed));
    say(`${pairs} pairs of spellings, seed ${seed}: ${same} look the same, ${together} of them have one loose key${apart.length === 0 ? '' : `; not ${apart.slice(0, 10).join(', ')}`}`);
    const differing = await breaksOf(page);
    say(`line breaks of ${SAMPLES.length} samples, marks kept together: ${differing.length === 0 ? 'as the rules say' : `otherwise in ${differing.join(' | ')}`}`);
  } finally {
    await browser.close();
  }
}

type Random = (below: number) => number;

function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

async function looks(page: Page, next: Random): Promise<{ pairs: number; same: number; together: number; apart: string[] }> {
  const total = { pairs: 0, same: 0, together: 0, apart: [] as string[] };
  for (let round = 0; round < 25; round += 1) {
    const groups = Array.from({ length: 60 }, () => group(next));
    const pictures = await inPage<number[]>(page, DRAW, groups.flat().map(fromLatin));
    let at = 0;
    for (const [first = '', ...others] of groups) {
      const picture = pictures[at];
      others.forEach((other, i) => {
        total.pairs += 1;
        if (pictures[at + 1 + i] !== picture) return;
        total.same += 1;
        if (foldKey(fromLatin(other), 'loose') === foldKey(fromLatin(first), 'loose')) total.together += 1;
        else total.apart.push(`${first}=${other}`);
      });
      at += others.length + 1;
    }
  }
  return total;
}

function group(next: Random): string[] {
  const word = madeWord(next);
  const others = new Set<string>();
  for (let i = 0; i < 25; i += 1) others.add(changed(word, next));
  others.delete(word);
  others.delete('');
  return [word, ...others];
}

const pick = (from: string, next: Random): string => from.charAt(next(from.length));

function madeWord(next: Random): string {
  let word = '';
  for (let syllables = 1 + next(3); syllables > 0; syllables -= 1) {
    // ŋ does not begin a syllable, ē is of foreign words.
    if (word !== '' || next(4) > 0) word += pick(CONSONANTS.slice(0, -1), next);
    word += pick(VOWELS.slice(0, -1), next);
    if (next(4) === 0) word += next(4) === 0 ? 'i' : pick(CONSONANTS, next);
  }
  return next(6) === 0 ? `${word}_${TAILS[next(TAILS.length)] ?? ''}` : word;
}

function changed(word: string, next: Random): string {
  const at = next(word.length);
  if (word[at] === '_') return word;
  const letter = pick(CONSONANTS + VOWELS, next);
  const how = next(10);
  return word.slice(0, at) + (how === 0 ? '' : letter) + word.slice(how === 1 ? at : at + 1);
}

/** Runs in the page, which knows a DOM; this program does not. */
const inPage = <T>(page: Page, code: string, given: unknown): Promise<T> => page.evaluate<T>(`(${code})(${JSON.stringify(given)})`);

/** A number for each text that tells its picture. */
const DRAW = `(all) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 260, height: 50 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.font = '24px Eye';
  return all.map((text) => {
    context.clearRect(0, 0, 260, 50);
    context.fillText(text, 10, 32);
    const { data } = context.getImageData(0, 0, 260, 50);
    let hash = 0;
    for (let i = 3; i < data.length; i += 4) hash = (Math.imul(hash, 31) + data[i]) | 0;
    return hash;
  });
}`;

const [A, S, UN] = ['ulus', 'sar-a', '_un'].map(fromLatin);
const SAMPLES = [
  `${A}${UN} ${S}`, `${A}\u180e${fromLatin('un')} ${S}`, `23${UN} ${A}`, `中国${UN} ${A}`, `${A}\u1802 ${S}\u1803`, `${A} \u1803${S}`, `${A}\u1803${S}`, `${A} 《${S}》 ${A}`, `${A}《${S}》${A}`,
  `${A}\u1804《${S}》`, `${A}\u1804 《${S}》`, `${A} ——${S}`, `${A}——${S}`, '中文，《法》第一条。', `${A}\u1806${S}`, `${A}！${S}？`, `${A}(12) ${S}`, `通辽${A}`, `${A}通辽`, '2026年11月', `${A} ${S} ${A}${UN}`,
];

/** Where the lines of a text begin in a column too low for any word. */
const LINES = `({ whole, kept }) => {
  const block = document.createElement('div');
  block.style.cssText = 'writing-mode:vertical-lr;inline-size:0;font-size:20px;line-break:strict';
  let at = 0;
  for (const { start, end } of kept) {
    const span = document.createElement('span');
    span.style.whiteSpace = 'nowrap';
    span.textContent = whole.slice(start, end);
    block.append(whole.slice(at, start), span);
    at = end;
  }
  block.append(whole.slice(at));
  document.body.replaceChildren(block);
  const found = [];
  let line = null;
  let i = 0;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let k = 0; k < node.length; k += 1, i += 1) {
      const range = document.createRange();
      range.setStart(node, k);
      range.setEnd(node, k + 1);
      const box = [...range.getClientRects()].find(({ width, height }) => width + height > 0);
      if (!box) continue;
      if (line !== null && box.left > line + 3) found.push(i);
      line = box.left;
    }
  }
  return found;
}`;

async function breaksOf(page: Page): Promise<string[]> {
  const differing: string[] = [];
  for (const whole of SAMPLES) {
    const shown = await inPage<number[]>(page, LINES, { whole, kept: keepTogether(whole) });
    if (shown.join() !== lineBreaks(whole).join()) differing.push(whole);
  }
  return differing;
}
