import { isCivilDate, today, yearOf } from '@tongming/law';
import { intakeMessages } from './intake-messages.ts';

export type PersonalDataKind = 'id-card' | 'mobile' | 'phone' | 'bank-card' | 'passport' | 'plate';

/** A probable personal datum. `start` and `end` count UTF-16 units of the text searched; the value itself is not kept. */
export type PersonalDatum = { kind: PersonalDataKind; start: number; end: number; masked: string; context: string };

/** As the console shows it: `where` is the name the caller gave the text (正文, an attachment's name). */
export type PersonalDataFinding = {
  kind: PersonalDataKind;
  kindName: string;
  masked: string;
  where: string;
  context: string;
};

type Span = { kind: PersonalDataKind; start: number; end: number };
/** A run of ASCII letters and digits in the folded text. */
type Token = { text: string; start: number; end: number };
type Candidate = { digits: string; shape: number[]; separators: string[]; start: number; end: number };

const contextLength = 12;
const shortestNumber = 7;
const shortestJoined = 10;
const longestNumber = 19;
/** Groups in which people write a number; single digits apart from one another are taken as one chain. */
const mostGroups = 6;

/**
 * Finds ID-card, telephone, bank-card, passport and plate numbers. Full-width forms and separators are seen through;
 * what carries a check digit must pass it. Never sees document numbers, dates, amounts, credit codes or web addresses.
 */
export function findPersonalData(text: string): PersonalDatum[] {
  const folded = foldWidth(text).replace(webAddress, (address) => '\n'.repeat(address.length));
  const spans = withoutOverlaps([
    ...numberSpans(folded),
    ...patternSpans(folded, 'passport', passport, isPassport),
    ...patternSpans(folded, 'plate', plate, (match) => match.replace(/\D/g, '').length >= 3),
  ]);
  const safe = masked(text, spans);
  return spans.map((span) => ({
    ...span,
    masked: safe.slice(span.start, span.end),
    context: safe.slice(Math.max(0, span.start - contextLength), span.end + contextLength).replace(/\s+/g, ' ').trim(),
  }));
}

/** The same over several named texts, in the console's form. */
export function checkPersonalData(texts: readonly { where: string; text: string }[]): PersonalDataFinding[] {
  return texts.flatMap(({ where, text }) =>
    findPersonalData(text).map(({ kind, masked, context }) => ({
      kind,
      kindName: intakeMessages.personalData[kind],
      masked,
      where,
      context,
    })),
  );
}

const webAddress = /https?:\/\/[^\s\u3000-\u303f\u4e00-\u9fff]+/gi;
const fullWidth = /[\uff01-\uff5e]/g;
/** Full-width letters, digits and signs become ASCII, one unit for one: positions stay true. */
function foldWidth(text: string): string {
  return text.replace(fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

function numberSpans(folded: string): Span[] {
  const tokens = [...folded.matchAll(/[0-9A-Za-z]+/g)].map((m) =>
    withoutLabel({ text: m[0], start: m.index, end: m.index + m[0].length }),
  );
  const spans: Span[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    if (continuesSingles(tokens[i - 1], tokens[i], folded)) continue;
    const found = candidatesFrom(tokens, i, folded).flatMap((candidate) => {
      const kind = kindOf(candidate, folded);
      return kind === null ? [] : [{ kind, start: candidate.start, end: candidate.end }];
    });
    const longest = found.at(-1);
    if (longest !== undefined) spans.push(longest);
  }
  return spans;
}

/** 'tel13812345678' → '13812345678': a label written without a space. */
function withoutLabel(token: Token): Token {
  const label = /^(?:tel|phone|mobile|mob|id|no|qq|vx|wx)(?=\d)/i.exec(token.text)?.[0].length ?? 0;
  return { text: token.text.slice(label), start: token.start + label, end: token.end };
}

const separator = /^(?:[ \u00a0\u3000]{1,2}|[-\u2010-\u2015\u2212]{1,2}|[.·\u200b-\u200d\ufeff]|\) ?)$/;

/** Within '1 3 8 1 2 …' only the first digit begins a number: otherwise a long row of digits would be searched from each. */
function continuesSingles(previous: Token | undefined, token: Token | undefined, folded: string): boolean {
  return previous?.text.length === 1 && token?.text.length === 1 && separator.test(folded.slice(previous.end, token.start));
}

/** Digit groups from token `first` on, joined over short separators: all prefixes of the chain that could be a number. */
function candidatesFrom(tokens: readonly Token[], first: number, folded: string): Candidate[] {
  const found: Candidate[] = [];
  const separators: string[] = [];
  const shape: number[] = [];
  let digits = '';
  for (let i = first; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined || !/^\d+[Xx]?$/.test(token.text)) break;
    if (i - first >= mostGroups && digits.length > i - first) break;
    if (i > first) {
      const gap = folded.slice(tokens[i - 1]?.end ?? 0, token.start);
      if (!separator.test(gap) || digits.length + token.text.length > longestNumber) break;
      separators.push(gap.trim());
    }
    if (token.text.length > longestNumber) break;
    digits += token.text.toUpperCase();
    shape.push(token.text.length);
    if (digits.length < (i === first ? shortestNumber : shortestJoined)) continue;
    found.push({ digits, shape: [...shape], separators: [...separators], start: tokens[first]?.start ?? 0, end: token.end });
    if (digits.endsWith('X')) break;
  }
  return found;
}

const unitAfter = /^\s?(?:\.\d|[%‰元万亿吨亩]|平方|公里|公顷|千米)/;
const moneyBefore = /(?:[¥￥$]|人民币)\s?$/;
const codeBefore = /(?:信用代码|组织机构代码|机构代码|项目代码|登记号|批准文号|备案号|索引号)(?:为|是)?[^\d\n。；;]{0,4}$/;

/** The middle of a hyphenated code, or the decimals of a number ('1.' before it may be the number of a list item). */
const partOfLonger = /(?:\d-|(?<!\d)0\.|\d{3}\.)$/;

function kindOf(candidate: Candidate, folded: string): PersonalDataKind | null {
  const form = formOf(candidate);
  if (form === null) return null;
  const before = folded.slice(Math.max(0, candidate.start - 24), candidate.start);
  const rest = folded.slice(candidate.end, candidate.end + 4);
  if (codeBefore.test(before)) return null;
  if (form === 'landline') return 'phone';
  if (partOfLonger.test(before) || /^-\d/.test(rest)) return null;
  if (form === 'id-card' || form === 'bank-card') return form;
  if (form === 'old-id-card') return oldCardWord.test(before) ? 'id-card' : null;
  if (unitAfter.test(rest) || moneyBefore.test(before) || (/[第〕\])]\s?$/.test(before) && rest.startsWith('号'))) return null;
  if (form === 'local-phone') return phoneWord.test(before) ? 'phone' : null;
  return form;
}

type Form = 'id-card' | 'old-id-card' | 'bank-card' | 'mobile' | 'landline' | 'local-phone';

/** What the digits alone could be; what stands around them decides (kindOf). */
function formOf(candidate: Candidate): Form | null {
  const { digits, shape } = candidate;
  if (shape.length === 1 && /^[2-8]\d{6,7}$/.test(digits)) return 'local-phone';
  if (digits.length < 10) return null;
  if (isFullLandline(candidate)) return 'landline';
  if (isMobile(candidate)) return 'mobile';
  if (digits.length === 15) return isOldIdCard(digits) ? 'old-id-card' : null;
  if (digits.length === 18) return isIdCard(digits) ? 'id-card' : null;
  return isBankCard(candidate) ? 'bank-card' : null;
}

/** Codes of provinces (GB/T 2260) and, from 81 on, of the cards of residents from Hong Kong, Macao and Taiwan. */
const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const cardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const oldCardWord = /(?:身份|证件号)\S{0,8}\s?$/;

/** GB 11643: 18 places, the last a check character. */
function isIdCard(digits: string): boolean {
  if (!province.test(digits) || !plausibleBirth(digits.slice(6, 14))) return false;
  const sum = cardWeights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'[sum % 11] === digits[17];
}

/** The old form of 15 digits has no check: it counts only after a word that says what it is. */
function isOldIdCard(digits: string): boolean {
  return province.test(digits) && /^\d{15}$/.test(digits) && plausibleBirth(`19${digits.slice(6, 12)}`);
}

function plausibleBirth(compact: string): boolean {
  const date = `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;
  const latest = today();
  return isCivilDate(date) && yearOf(date) > yearOf(latest) - 130 && date <= latest;
}

/** Issuer prefixes met in China with the lengths they come in: 银联 62, older domestic series, Visa, Mastercard, JCB. */
const cardPrefixes: readonly [RegExp, readonly number[]][] = [
  [/^62/, [16, 17, 19]],
  [/^(?:9558|95595|940[0-9]|60[0-9])/, [16, 17, 19]],
  [/^(?:4|5[1-5])/, [16, 19]],
  [/^(?:2[2-7]|35)/, [16]],
];

function isBankCard({ digits, shape, separators }: Candidate): boolean {
  const grouped = shape.length === 1 || shape.slice(0, -1).every((n) => n === 4 || n === 6) || shape.every((n) => n === 1);
  return (
    grouped &&
    new Set(separators).size <= 1 &&
    /^\d+$/.test(digits) &&
    cardPrefixes.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length)) &&
    luhn(digits)
  );
}

function luhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const mobileShapes = new Set(['11', '3-4-4', '3-8', '7-4', '4-3-4', '3-3-5', '5-6', '4-4-3', '6-5']);

function isMobile({ digits, shape, separators }: Candidate): boolean {
  const number = digits.replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (!/^1[3-9]\d{9}$/.test(number)) return false;
  const prefix = digits.length - number.length;
  const own = shape[0] === prefix && prefix > 0 ? shape.slice(1) : [(shape[0] ?? 0) - prefix, ...shape.slice(1)];
  const inner = separators.slice(separators.length - own.length + 1);
  return (mobileShapes.has(own.join('-')) || own.every((n) => n === 1)) && new Set(inner).size <= 1;
}

const phoneWord = /(?:电话|座机|传真|热线|tel|phone)\S{0,6}\s?$/i;

/** With area code. Service numbers (400, 12345) belong to nobody. */
function isFullLandline({ digits, shape }: Candidate): boolean {
  if (!/^(?:0(?:10|2\d)[2-8]\d{7}|0[3-9]\d{2}[2-8]\d{6,7})$/.test(digits)) return false;
  return shape.length === 1 || /^(?:010|02\d|0[3-9]\d{2})$/.test(digits.slice(0, shape[0]));
}

const passport = /(?<![0-9A-Za-z])(?:E[A-HJ-NP-Z]\d{7}|[EG]\d{8}|(?:D|S|P|DE|SE|PE)\d{7,8})(?![0-9A-Za-z])/gi;
const passportWord = /(?:护照|通行证|证件)\S{0,8}\s?$/;
const goodsCode = /(?:编号|型号|批号|货号|代码|备案号)[：:\s]*$/;

/** E and G are told by their form alone, unless it reads as a date or a code; the other letters need the word. */
function isPassport(match: string, before: string): boolean {
  if (passportWord.test(before)) return true;
  return /^[EG]/.test(match) && !/^.(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d/.test(match) && !goodsCode.test(before);
}

/** GA 36: province, letter, five places; new-energy plates have six, with D or F (and kin) first or last. I and O are not used. */
const plate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ \u00a0·.-]?(?:[A-HJK]\d[0-9A-HJ-NP-Z]\d{3}|\d{5}[A-HJK]|[0-9A-HJ-NP-Z]{5}|[0-9A-HJ-NP-Z]{4}[挂学警港澳试超])(?![0-9A-Za-z/〔[(])/g;

function patternSpans(
  folded: string,
  kind: PersonalDataKind,
  pattern: RegExp,
  accepts: (match: string, before: string) => boolean,
): Span[] {
  return [...folded.matchAll(pattern)]
    .filter((m) => accepts(m[0], folded.slice(Math.max(0, m.index - 24), m.index)))
    .map((m) => ({ kind, start: m.index, end: m.index + m[0].length }));
}

/** In reading order; of two that overlap, the longer. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const chosen: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = chosen.at(-1);
    if (last === undefined || span.start >= last.end) chosen.push(span);
    else if (span.end - span.start > last.end - last.start) chosen[chosen.length - 1] = span;
  }
  return chosen;
}

/** The text with every span masked, of the same length: at most the first three and last two characters of each stay. */
function masked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    const length = end - start;
    const head = start + Math.min(3, Math.floor(length / 4));
    const tail = end - Math.min(2, Math.floor(length / 6));
    parts.push(text.slice(at, head), '*'.repeat(tail - head), text.slice(tail, end));
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
