// node tools/run.mjs tools/mongolian-font.ts: the letters of Hudum out of Noto Sans Mongolian, which has those of five scripts and
// is heavier than a page may be. With all their joined forms; written to server/src/portal/fonts/hudum.woff2, which is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../server/src/portal/assets.ts', import.meta.url));
const subsetFont = createRequire(import.meta.url)('subset-font') as (font: Uint8Array, characters: string, options: { targetFormat: 'woff2' }) => Promise<Uint8Array>;
const whole = readFileSync(require.resolve('@fontsource/noto-sans-mongolian/files/noto-sans-mongolian-mongolian-400-normal.woff2'));
/** Marks, selectors, digits and the letters of Hudum; joiners; the old separator of suffixes; the space. */
const ranges = [[0x1800, 0x1842], [0x200c, 0x200d], [0x202f, 0x202f], [0x20, 0x20]] as const;
const characters = ranges.map(([first, last]) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i))).join('');

const target = new URL('../server/src/portal/fonts/hudum.woff2', import.meta.url);
const made = await subsetFont(whole, characters, { targetFormat: 'woff2' });
writeFileSync(target, made);
console.log(`${target.pathname}: ${made.length} of ${whole.length} bytes`);
