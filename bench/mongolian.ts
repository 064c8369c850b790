// Traditional Mongolian: how fast a text is folded for search, cut into terms, brought to normal form and converted.
import { detect, fold, menksoftToUnicode, normalForm, suffixes, terms, unicodeToMenksoft } from '../packages/mongolian/src/index.ts';
import { machine, say } from './kit.ts';
import { compareByEye } from './mongolian-eye.ts';

const UNITS = 1_000_000;
const RUNS = 5;

/**
 * `npm run bench -- mongolian [FONT.woff2 [SEED]]`: words put together from letters with a fixed seed, a third of them with a suffix;
 * MB are of UTF-8. With a font also what a browser shows.
 */
export async function benchMongolian([font, seed = '1']: string[]): Promise<void> {
  const text = madeText(UNITS);
  const coded = unicodeToMenksoft(text).text;
  const bytes = Buffer.byteLength(text);
  say(machine());
  say(`${(bytes / 1e6).toFixed(1)} MB, ${text.length} units, ${text.split(' ').length} words; best of ${RUNS}, a second of processor time`);
  const works: Array<[string, () => unknown]> = [
    ['detect', () => detect(text)], ['fold, strict', () => fold(text)], ['fold, loose', () => fold(text, 'loose')], ['normal form', () => normalForm(text)],
    ['terms', () => terms(text)], ['to Menksoft code', () => unicodeToMenksoft(text)], ['from Menksoft code', () => menksoftToUnicode(coded)],
  ];
  for (const [name, work] of works) {
    const best = Math.min(...Array.from({ length: RUNS }, () => timed(work)));
    say(`${name.padEnd(20)} ${(bytes / 1e6 / (best / 1000)).toFixed(1).padStart(7)} MB/s`);
  }
  if (font) await compareByEye(font, Number(seed));
}

/** Milliseconds of processor time: the machine may have other work. */
function timed(work: () => unknown): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/** The same each time, of so many UTF-16 units or a word more. */
export function madeText(units: number): string {
  let seed = 20_261_123;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const vocabulary = Array.from({ length: 20_000 }, () => Array.from({ length: 1 + next(4) }, () => String.fromCharCode(0x1828 + next(16), 0x1820 + next(7))).join(''));
  const pieces: string[] = [];
  for (let length = 0; length < units;) {
    const suffix = next(3) === 0 ? `\u202f${suffixes[next(suffixes.length)]?.letters ?? ''}` : '';
    const word = `${vocabulary[next(vocabulary.length)] ?? ''}${suffix} `;
    pieces.push(word);
    length += word.length;
  }
  return pieces.join('');
}
