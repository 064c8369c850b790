// What an official document says by where it says it: red head, number, title, addressees, 题注, 落款, 印发.
import { findDocumentNumbers, parseDocumentNumber, type CivilDate, type DocumentNumber } from '@tongming/law';
import { namesDocument } from '@tongming/legaltext';
import { findDates, wholeDate } from './guess-dates.ts';
import { isLabelLine } from './guess-labels.ts';
import type { PageLine } from './guess-page.ts';

export type Layout = {
  redHead: string | null;
  number: { number: DocumentNumber; from: 'line' | 'order' | 'brackets' } | null;
  title: string | null;
  centred: boolean;
  /** Between title and text, or in its first lines: who passed and published it, and when. */
  history: string[];
  byline: string | null;
  addressees: string | null;
  signature: { agencies: string[]; date: CivilDate; text: string } | null;
  imprint: { agency: string; date: CivilDate } | null;
  /** Lines that are the document's own text. */
  body: string[];
};

const han = '\\p{Script=Han}';
const agencyEnd = '(?:人民政府|政府|办公厅|办公室|办|委员会|国务院|军委|常委会|总局|厅|局|部|署|科学院|社|银行|总行|总会|联合会|协会|中心|指挥部|领导小组|法院|检察院|纪委|政法委|宣传部|组织部|委|集团公司|公司|总队|支队|学校|大学)';
const agency = new RegExp(`^${han}{1,38}?${agencyEnd}$|^国务院$`, 'u');
const person = /^(?:国务院)?(?:总理|主席|委员长|院长|部长|主任|局长|署长|行长|省长|市长|区长|县长|旗长|州长|盟长|社长|审计长)[\s\u3000]*[\p{Script=Han}·\s\u3000]{2,10}$/u;
const headLines = 30;
const longestHead = 120;
const furniture = /^(?:您?(?:现在|当前)?(?:所在)?(?:的)?位置[：:]|当前位置|首页\s*[>»]|【?字体[：:\s]|字号[：:]|\[?【?(?:打印|关闭|收藏|返回顶部|大\s*中\s*小)|分享到|扫一扫|扫码|责任编辑[：:]|上一[篇条][：:]?|下一[篇条][：:]?|相关(?:附件|文件|解读|链接|信息)[：:]?$|附件下载[：:]?$|浏览次数|点击(?:数|率|量)|版权所有|Copyright|主办单位[：:]|无障碍|长者模式|【?(?:关闭窗口|打印本页)|上一页|下一页|阅读次数|文章来源[：:]|信息来源[：:]|语音播报|我要纠错)/iu;
const titleEnd = /(?:通知|通报|意见|办法|规定|条例|决定|决议|方案|规划|细则|公告|通告|报告|批复|复函|函|命令|令|纪要|议案|请示|解释|规则|法|目录|清单|指南|纲要|计划|要点|措施|标准|制度|章程|规范|规程)(?:[（(][^（）()]{1,20}[）)])?$/u;
const surelyFinished = /(?:通知|通报|公告|通告|批复|复函|命令|纪要|议案|请示|条例|细则|的(?:意见|决定|决议|函|解释|规定))(?:[（(][^（）()]{1,20}[）)])?$/u;
const publication = /(?:通过|公布|发布|颁布|批准|修正|修订|施行|印发|印行)/u;

export function isAgency(text: string): boolean {
  return agency.test(text.replaceAll(/[\s\u3000]/gu, ''));
}

/** 国务院办公厅 中央军委办公厅, A、B → each of them; empty where one is no agency. */
export function agenciesIn(text: string): string[] {
  const spread = text.trim().replaceAll(/(?<=^|[\s\u3000])(\p{Script=Han})[\s\u3000]+(?=\p{Script=Han}(?:[\s\u3000]|$))/gu, '$1');
  const parts = spread.replaceAll(/(最高人民法院)(?=最高)/gu, '$1、').split(/[\s\u3000、，,]+/u).filter((part) => part !== '');
  if (parts.length > 0 && parts.every(isAgency)) return parts;
  return isAgency(text) ? [text.replaceAll(/[\s\u3000]/gu, '')] : [];
}

/** Reads the lines once from above and once for the signature. Total on any text. */
export function readLayout(lines: readonly PageLine[]): Layout {
  const layout: Layout = {
    redHead: null, number: null, title: null, centred: false, history: [], byline: null, addressees: null, signature: null, imprint: null, body: [],
  };
  const texts = lines.filter(({ text }) => !furniture.test(text) || text.length > 80);
  const from = readHead(texts, layout);
  const rest = texts.slice(from).map(({ text }) => text);
  readFirstLines(rest, layout);
  readTail(rest, layout);
  layout.body = rest;
  return layout;
}

export function endsAsTitle(text: string): boolean {
  return titleEnd.test(text) && !/[。；]/u.test(text);
}

/** A number, a date or a remark on its making: what a title is followed by. */
export function isHeadLine(text: string): boolean {
  return wholeDate(text) !== null || parseDocumentNumber(text.replace(/^[（(]\s*(.+?)\s*[）)]$/u, '$1')) !== null || isHistory(text) || /^[（(][^（）()]{1,20}[）)]$/u.test(text);
}

type Head = { order: string | null; parts: string[]; centred: boolean };

/** How many lines belong to the head and not to the text. */
function readHead(lines: readonly PageLine[], layout: Layout): number {
  const head: Head = { order: null, parts: [], centred: false };
  let i = 0;
  for (; i < lines.length && i < headLines; i += 1) {
    const line = lines[i];
    if (line === undefined || !takeHeadLine(line, lines[i + 1]?.text ?? '', layout, head)) break;
  }
  const title = head.parts.join('');
  if (title !== '') {
    layout.title = title;
    layout.centred = head.centred;
  }
  return i;
}

const marking = /^(?:\d{6}|特急|加急|平急|特提|[（(]?此件公开发布[）)]?)$/u;

/** False when the line is the document's own text, or opens it. */
function takeHeadLine({ text, centred }: PageLine, next: string, layout: Layout, head: Head): boolean {
  if (marking.test(text) || isLabelLine(text)) return true;
  const red = /^(.{2,80}?)[\s\u3000]*文[\s\u3000]*件$/u.exec(text)?.[1];
  if (red !== undefined && head.parts.length === 0 && !/[《》，。]/u.test(red) && agenciesIn(red).length > 0) {
    layout.redHead = agenciesIn(red).join('、');
    return true;
  }
  if (takeNumber(text, layout, head)) return true;
  if (head.parts.length === 0 && text.endsWith('令') && text.length < 60 && /^(?:第.{1,12}号|[0-9〔［[（(].{0,14}号)$/u.test(next.replaceAll(/\s/gu, ''))) {
    head.order = text.replaceAll(/[\s\u3000]/gu, '');
    return true;
  }
  if (opensText(text) || isHistory(text)) return false;
  const running = centred && head.centred && !surelyFinished.test(head.parts.join(''));
  if (head.parts.length > 0 && finished(head.parts.join('')) && !(running && agenciesIn(text).length === 0 && wholeDate(text) === null) && !/^[（(][^（）()]{1,20}[）)]$/u.test(text)) {
    if (wholeDate(text) !== null) return true;
    const named = agenciesIn(text);
    if (named.length > 0 && layout.byline === null) {
      layout.byline = named.join('、');
      return true;
    }
    return false;
  }
  if (wholeDate(text) !== null) return false;
  head.parts.push(text.replaceAll(/(?<=\p{Script=Han})[\s\u3000]+(?=\p{Script=Han})/gu, ''));
  head.centred ||= centred;
  return true;
}

function finished(title: string): boolean {
  return titleEnd.test(title) && !/^[^关]{0,40}(?:关于|印发)[^的]{0,200}(?<!的)(?:意见|办法|规定|方案|细则|规划|通知)$/u.test(title) || namesDocument(title) && !title.includes('关于');
}

function takeNumber(text: string, layout: Layout, head: Head): boolean {
  if (layout.number !== null || text.length > longestHead) return false;
  const bare = text.replace(/[\s\u3000]*签发人[：:].*$/u, '').trim();
  const inside = /^[（(]\s*(.+?)\s*[）)]$/u.exec(bare)?.[1] ?? bare;
  if (head.order !== null) {
    const order = parseDocumentNumber(`${head.order}${inside}`);
    if (order !== null) {
      layout.number = { number: order, from: 'order' };
      head.order = null;
      return true;
    }
  }
  const number = parseDocumentNumber(inside);
  if (number === null) return false;
  layout.number = { number, from: inside === bare ? 'line' : 'brackets' };
  return true;
}

const structural = /^(?:第[零〇一二三四五六七八九十百0-9]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|目\s*[录次]$|1[.．、])/u;

function opensText(text: string): boolean {
  if (structural.test(text) || text.length > longestHead) return true;
  return /[：:]$/u.test(text) || /[。；]/u.test(text) || (/，/u.test(text) && !/[》）]|关于/u.test(text));
}

const dateFirst = /^[（(]?\s*(?:[12][0-9]{3}|[一二三四五六七八九〇○零]{4})\s*年/u;
const firstLines = 12;

/** （2019年12月6日…公布）, 1995年9月6日 …通过. */
function isHistory(text: string): boolean {
  return (/^[（(]/u.test(text) || dateFirst.test(text)) && publication.test(text) && findDates(text).length > 0;
}

const lawNumber = /(\p{Script=Han}{2,40}(?:令|公告|通告)(?:[〔（(]?\d{4}[〕）)]?年?)?[（(]?第[0-9零〇一二三四五六七八九十百]{1,7}号)/u;

/** The number a 题注 names: the first one that stands behind a date or at its beginning. */
export function numberOfHistory(text: string): DocumentNumber | null {
  const undated = text.replaceAll(/(?:[12][0-9]{3}|[一二三四五六七八九〇○零]{4})\s*年[^月]{1,4}月[^日]{1,4}日/gu, '，');
  for (const piece of undated.split(/[，。；、\s（）()]+/u)) {
    const order = lawNumber.exec(piece)?.[1]?.replace(/^(?:根据|经|由|以|公布|原)/u, '');
    const number = order === undefined ? null : parseDocumentNumber(order);
    if (number !== null) return number;
  }
  return findDocumentNumbers(text)[0]?.number ?? null;
}

function readFirstLines(body: readonly string[], layout: Layout): void {
  for (const text of body.slice(0, firstLines)) {
    if (/^第[一1]条/u.test(text)) break;
    const noted = (/^[（(]/u.test(text) || dateFirst.test(text) || /(?:令|公告).{0,6}号/u.test(text.slice(0, 40))) && publication.test(text) && (findDates(text).length > 0 || numberOfHistory(text) !== null);
    if (noted || /现予(?:公布|发布|公告)/u.test(text) || (/^[（(].{2,60}[）)]$/u.test(text) && findDocumentNumbers(text).length > 0)) layout.history.push(text);
    else if (layout.addressees === null && /[：:]$/u.test(text) && text.length < 600 && !/[。；]/u.test(text) && new RegExp(`各|${agencyEnd}|单位`, 'u').test(text)) layout.addressees = text.replace(/[：:]$/u, '');
    else if (layout.byline === null && agenciesIn(text).length > 0 && body.indexOf(text) < 2) layout.byline = agenciesIn(text).join('、');
  }
}

const signers = 12;

function readTail(body: readonly string[], layout: Layout): void {
  for (let i = 1; i < body.length; i += 1) {
    const text = body[i] ?? '';
    const printed = /^[（(]?\s*(.{2,40}?)[\s\u3000]+(.{8,20}?)\s*印发$/u.exec(text);
    const printedOn = printed === null ? null : wholeDate(printed[2] ?? '');
    if (printed !== null && printedOn !== null) layout.imprint = { agency: (printed[1] ?? '').replaceAll(/[\s\u3000]/gu, ''), date: printedOn };
    if (layout.signature === null) layout.signature = signatureAt(body, i);
  }
}

function signatureAt(body: readonly string[], at: number): Layout['signature'] {
  const text = body[at] ?? '';
  if (text.length > 80) return null;
  const date = wholeDate(text);
  if (date === null) {
    const [found] = findDates(text);
    const before = found === undefined || found.end < text.length ? [] : agenciesIn(text.slice(0, found.start));
    return found === undefined || before.length === 0 ? null : { agencies: before, date: found.date, text };
  }
  const agencies: string[] = [];
  for (let i = at - 1; i >= 0 && at - i <= signers; i -= 1) {
    const line = body[i] ?? '';
    if (person.test(line)) return { agencies: [], date, text: `${line} ${text}` };
    const named = line.length > 100 ? [] : agenciesIn(line.replace(/[（(](?:印章?|章|公章|盖章)[）)]$/u, ''));
    if (named.length === 0) break;
    agencies.unshift(...named);
  }
  return agencies.length === 0 ? null : { agencies, date, text: `${agencies.join('、')} ${text}` };
}
