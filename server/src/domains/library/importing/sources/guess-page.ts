// One file or page as the guessing sees it, whatever it was made with.
import { bodyToText, type Body } from '@tongming/typeset';

/** `centred`: set in the middle or as a heading without number, as titles are. */
export type PageLine = { text: string; centred: boolean };
export type PageLink = { href: string; text: string };
export type Page = {
  /** Meta tags by name, in lower case. */
  meta: ReadonlyMap<string, string>;
  /** 索引号：…, 发文机关：… as printed beside the text, in order. */
  labels: readonly { label: string; value: string }[];
  /** Headings and what is marked as a title, the most prominent first. */
  headlines: readonly string[];
  windowTitle: string | null;
  /** The text itself, furniture cut off. */
  lines: readonly PageLine[];
  links: readonly PageLink[];
  /** Characters that could not be read. */
  damaged: boolean;
};

export const emptyPage: Page = { meta: new Map(), labels: [], headlines: [], windowTitle: null, lines: [], links: [], damaged: false };

export function pageOfBody(body: Body): PageLine[] {
  return body.content.flatMap((block): PageLine[] => {
    const centred = block.type === 'heading' || (block.type === 'paragraph' && block.attrs?.textAlign === 'center');
    return bodyToText({ type: 'doc', content: [block] }).split('\n').map((text) => ({ text: text.trim(), centred })).filter(({ text }) => text !== '');
  });
}

const pageNumber = /^[-—－–·\s]*\d{1,4}[-—－–·\s]*$|^第\s*\d{1,4}\s*页(?:[，,\s]*共\s*\d{1,4}\s*页)?$/u;
/** Ends of lines after which a sentence is over; what ends otherwise and fills the line runs on. */
const ended = /[。；：！？:;]["”』」）)]*$/u;
const begins = /^(?:第[一二三四五六七八九十百千零〇0-9]+[编章节条]|[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十0-9]{1,4}[）)]|\d{1,3}[.．、]|附件|[\u3000 ]{2,})/u;

/** Lines as a page was printed → paragraphs. A line as long as the longest ones runs on into the next. */
export function pageOfPrint(text: string): PageLine[] {
  const raw = text.split('\n').filter((line) => line.trim() !== '' && !pageNumber.test(line.trim()));
  const full = fullWidth(raw);
  const joined: { text: string; last: number }[] = [];
  for (const line of raw) {
    const former = joined.at(-1);
    const clean = line.trim();
    if (former && former.last >= full && !ended.test(former.text) && !begins.test(line)) {
      former.text += clean;
      former.last = widthOf(clean);
    } else joined.push({ text: clean, last: widthOf(line.trimEnd()) });
  }
  return joined.map((line) => ({ text: line.text, centred: false }));
}

/** Lines of the printed page are this long; longer ones are paragraphs. */
const page = { least: 16, most: 60 };

/** How long a line is that was broken by the edge only; none is, where a paragraph is a line: then the long ones end sentences. */
function fullWidth(lines: readonly string[]): number {
  const widths = lines.map((line) => widthOf(line.trimEnd())).toSorted((a, b) => a - b);
  const widest = widths[Math.floor((widths.length - 1) * 0.97)] ?? 0;
  const near = lines.filter((line) => Math.abs(widthOf(line.trimEnd()) - widest) <= 3);
  const broken = near.filter((line) => !ended.test(line.trim()));
  return widest >= page.least && widest <= page.most && near.length >= 2 && broken.length * 2 >= near.length ? widest - 3 : Infinity;
}

function widthOf(line: string): number {
  let width = 0;
  for (const c of line) width += /[\u0020-\u00ff]/u.test(c) ? 0.5 : 1;
  return width;
}
