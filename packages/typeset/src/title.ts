/** 2号 characters that fit the 156 mm type area: 156 mm ÷ 22 pt. */
const titleWidth = 20;

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** A Latin letter or digit of the title face takes more than half a character: a line that only just fitted would run over by one. */
const printedLatin = 0.55;

/** Width in full characters; Latin letters and digits take half. */
export function widthOf(text: string, latin = 0.5): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2e80 && !/[—…“”‘’]/.test(character) ? latin : 1;
  return width;
}

/**
 * Breaks a title into centred lines as GB/T 9704 7.3.1 wants it: words whole, sense kept, shaped as a
 * trapezium or rhombus, no line of a character or two. The fewest lines that fit, broken where it costs least.
 * `names` are agencies whose place names a general dictionary may not know.
 */
export function breakTitle(title: string, names: readonly string[] = [], perLine: number = titleWidth): string[] {
  const words = wordsOf(title, names);
  const total = widthOf(title, printedLatin);
  if (total <= perLine) return [title];
  for (let lines = Math.ceil(total / perLine); lines <= words.length; lines += 1) {
    const best = cheapest(words, lines, perLine);
    if (best !== null) return best;
  }
  return chop(title, perLine);
}

/** Place names at the head of agency names: 通辽市 of 通辽市人民政府. */
function placesOf(names: readonly string[]): string[] {
  return names.flatMap((name) => /^.{1,8}?(?:自治区|自治县|自治旗|省|市|州|盟|县|旗|区|镇|乡)/u.exec(name) ?? []);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Words of official titles that the general dictionary cuts in two. */
const officialWords = [
  '中华人民共和国', '人民检察院', '人民代表大会', '常务委员会', '特别行政区', '办公室', '办公厅', '委员会', '出口退税',
  '商请', '报请', '提请', '呈报', '印发', '转发', '批转', '征求', '试行', '暂行', '旗县', '苏木', '领导小组', '第一季度', '第二季度', '第三季度',
  '第四季度',
];

function segments(title: string, names: readonly string[]): string[] {
  const kept = [...placesOf(names), ...officialWords];
  const pieces = title.split(new RegExp(`(${kept.map(escaped).join('|')})`));
  return pieces.flatMap((piece) => (kept.includes(piece) ? [piece] : [...segmenter.segment(piece)].map((s) => s.segment)));
}

/** Words with their punctuation: an opening bracket stays with what follows, 的 and units with what precedes. */
function wordsOf(title: string, names: readonly string[]): string[] {
  const words: string[] = [];
  for (const segment of segments(title, names)) {
    const last = words.at(-1);
    const joins =
      last !== undefined &&
      (/^[\p{Pe}\p{Pf}，、。：；？！”’的年月日号等]$/u.test(segment) ||
        /[\p{Ps}\p{Pi}“‘《〈（〔第]$/u.test(last) ||
        (/[\dA-Za-z—]$/.test(last) && /^[\dA-Za-z—]/.test(segment)));
    if (joins) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}

type Partial = { lines: string[]; cost: number };

/** Dynamic programme over (words used, lines made); titles are short, so the plain form is fast enough. */
function cheapest(words: readonly string[], lines: number, perLine: number): string[] | null {
  const ideal = widthOf(words.join('')) / lines;
  let states = new Map<number, Partial>([[0, { lines: [], cost: 0 }]]);
  for (let made = 1; made <= lines; made += 1) {
    const next = new Map<number, Partial>();
    for (const [from, state] of states) {
      let line = '';
      for (let to = from + 1; to <= words.length; to += 1) {
        line += words[to - 1] ?? '';
        if (widthOf(line, printedLatin) > perLine) break;
        if (made === lines && to < words.length) continue;
        const cost = state.cost + (widthOf(line) - ideal) ** 2 + breakCost(line, words[to - 1] ?? '', words[to]);
        const known = next.get(to);
        if (known === undefined || cost < known.cost) next.set(to, { lines: [...state.lines, line], cost });
      }
    }
    states = next;
  }
  return states.get(words.length)?.lines ?? null;
}

/**
 * What it costs to end a line after `line`, whose last word is `last`, with `next` opening the following one.
 * A lone character is often half of a name that the dictionary does not know.
 */
function breakCost(line: string, last: string, next: string | undefined): number {
  let cost = widthOf(line) < 3 ? 200 : 0;
  if (next === undefined) return cost;
  if (last.length === 1) cost += 25;
  if (next.length === 1) cost += /[院区局厅部会室处法案权]/.test(next) ? 60 : 10;
  if (/(关于|和|与|及|对|在|将|为|向|第)$/.test(line)) cost += 30;
  if (next.startsWith('关于')) cost -= 12;
  if (/^(的|和|与|及|等)/.test(next)) cost += 20;
  const open = (line.match(/《/g)?.length ?? 0) - (line.match(/》/g)?.length ?? 0);
  return open > 0 ? cost + 6 : cost;
}

/** Last resort for a single word longer than a line. */
function chop(title: string, perLine: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of title) {
    if (widthOf(line + character, printedLatin) > perLine) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}
