// Runs of another script in finished markup: Chinese within a Mongolian page, Mongolian within a Chinese one. Each gets its
// language, so that fonts, line breaks and reading aloud follow it; on Mongolian pages dates are said in Mongolian, too.
import { isCivilDate } from '@tongming/law';
import { dateText, keepTogether, runs, type Script } from '@tongming/mongolian';
import type { SiteLanguage } from '../platform/schema.ts';
import { formatDay } from './format.ts';

const mongolianLetter = /[\u1820-\u18aa]/;
const entity = /&[#\w]+;/g;

export function hasMongolian(text: string): boolean {
  return mongolianLetter.test(text);
}

/** Their text is no place for elements. */
const whole = /^<(title|option|textarea|script|style|svg)\b/;
const day = /^<time datetime="(\d{4}-\d{2}-\d{2})[T"]/;

/** @param markup of our own making: what stands in attributes is escaped, so that a tag ends at its first `>` */
export function markScripts(markup: string, page: SiteLanguage): string {
  let out = '';
  // What stays as it is is copied in one piece up to here.
  let copied = 0;
  const put = (start: number, end: number, text: string): void => {
    out += markup.slice(copied, start) + text;
    copied = end;
  };
  let on: string | null = null;
  for (let at = 0; at < markup.length;) {
    const open = markup.indexOf('<', at);
    const end = open < 0 ? markup.length : open;
    if (end > at) {
      const text = markup.slice(at, end);
      const marked = markText(on === null ? text : inMongolian(text, on), page);
      if (marked !== text) put(at, end, marked);
    }
    if (open < 0) break;
    at = markup.startsWith('<!--', open) ? markup.indexOf('-->', open) + 3 : markup.indexOf('>', open) + 1;
    on = null;
    // Only tags that begin with one of these letters are looked at: most do not.
    if (!'tos'.includes(markup.charAt(open + 1))) continue;
    const tag = markup.slice(open, at);
    if (page === 'mn-Mong-CN') on = day.exec(tag)?.[1] ?? null;
    const [, name = ''] = whole.exec(tag) ?? [];
    const close = name === '' ? -1 : markup.indexOf(`</${name}>`, at);
    if (close < 0) continue;
    put(open, at, namedTag(tag, name, markup.slice(at, close), page));
    at = close;
  }
  return out + markup.slice(copied);
}

/** A title or an option says its language itself; a script, a drawing and what was typed stay as they are. */
function namedTag(tag: string, name: string, text: string, page: SiteLanguage): string {
  const language = name === 'title' || name === 'option' ? languageOf(text, page) : null;
  return language === null ? tag : tag.replace(/^<\w+/, `$& lang="${language}"`);
}

/** The language of a text in one script that is not the page's; null where there is nothing to say. */
function languageOf(text: string, page: SiteLanguage): string | null {
  const { mongolian, chinese } = scriptsOf(text);
  if (page === 'zh-CN') return mongolian && !chinese ? 'mn-Mong-CN' : null;
  return chinese && !mongolian ? 'zh-Hans' : null;
}

/** Unit by unit: a page has thousands of short texts, and two patterns for each cost more than the rest. */
function scriptsOf(text: string): { mongolian: boolean; chinese: boolean } {
  let mongolian = false;
  let chinese = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x1820) continue;
    if (unit <= 0x18aa) mongolian = true;
    else if (unit === 0x3007 || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xd840 && unit <= 0xd88f)) chinese = true;
  }
  return { mongolian, chinese };
}

/** The machine-readable day is the same. */
function inMongolian(text: string, on: string): string {
  if (!isCivilDate(on)) return text;
  const chinese = formatDay(on);
  return text.includes(chinese) ? text.replace(chinese, said(on)) : text;
}

/** Lists show the same few days again and again, and each costs as much as the rest of its row. */
const days = new Map<string, string>();
const mostDays = 2000;

function said(on: string): string {
  const known = days.get(on);
  if (known !== undefined) return known;
  if (days.size >= mostDays) days.clear();
  const { text } = dateText(on);
  days.set(on, text);
  return text;
}

function markText(text: string, page: SiteLanguage): string {
  const language = languageOf(text, page);
  if (language !== null) return `<span lang="${language}">${text}</span>`;
  if (!mongolianLetter.test(text)) return text;
  // An entity is one character: spaces of its length keep it whole, and every place where it is.
  const marked = runs(text.replace(entity, (found) => ' '.repeat(found.length))).map((run) => markRun(text.slice(run.start, run.end), run.script, page)).join('');
  // In a row of boxes a text stays one box, however many scripts it has.
  return `<span>${marked}</span>`;
}

function markRun(text: string, script: Script, page: SiteLanguage): string {
  if (script === 'chinese') return page === 'zh-CN' ? text : `<span lang="zh-Hans">${text}</span>`;
  if (script !== 'hudum' && script !== 'otherMongolian') return text;
  const lines = page === 'zh-CN' ? text : withDigits(together(text));
  return page === 'zh-CN' ? `<span lang="mn-Mong-CN">${lines}</span>` : lines;
}

/** Where browsers break a line and the rules of the script do not (docs/mongolian.md). An entity is no place to cut. */
function together(text: string): string {
  if (text.includes('&')) return text;
  let at = 0;
  const parts = keepTogether(text).map(({ start, end }) => {
    const part = `${text.slice(at, start)}<span class="together">${text.slice(start, end)}</span>`;
    at = end;
    return part;
  });
  return `${parts.join('')}${text.slice(at)}`;
}

/** Digits look larger than the letters beside them (mlreq). */
function withDigits(markup: string): string {
  return markup.includes('&') ? markup : markup.replace(/\d+/g, '<span class="digits">$&</span>');
}
