import { parseDocumentNumber, type DocumentNumber } from './number.ts'

export type FoundNumber = { start: number; end: number; number: DocumentNumber }

const open = '[〔［\\[（(【﹝]'
const close = '[〕］\\]）)】﹞]'
const digit = '[0-9０-９]'
const candidates = new RegExp(
  `(\\p{Script=Han}{2,20})[ \\u3000]*${open}\\s?${digit}{4}\\s?${close}\\s?第?\\s?${digit}{1,5}\\s?号` +
    `|(\\p{Script=Han}{1,24}令)(?:[ \\u3000]*${digit}{4}年)?[ \\u3000]*第\\s?(?:${digit}{1,5}|[零〇一二三四五六七八九十百]{1,7})\\s?号`,
  'gu',
)

/** How every number ends; most paragraphs have nothing like it. */
const ending = /[0-9０-９零〇一二三四五六七八九十百]\s?号/u

/** Words after which a 代字 begins when nothing else separates them; none of these is part of a 代字. */
const before =
  /^.*(?:根据|按照|依据|依照|遵照|参照|落实|执行|贯彻|转发|印发|规定|文件|通知|办法|意见|决定|关于|以及|[你我贵][部局院省市厅委办]|废止|修改|公布|发布|[以的与及见在由按至即是了系])/u
/** These begin real codes too (和政发, 日政发); only what stands in front tells a conjunction or the end of a date. */
const afterCitation = /[号）)》〉]$/u
const conjunction = /^[和同]/u
const afterDigit = /[0-9０-９]$/u
const dateWord = /^[年月日]/u
/** 原国家工商行政管理总局令: the word before a renamed ministry is not of the number. */
const formerly = /^原(?=国家|中华|.+部令)/u

/**
 * Document numbers cited in running text, with where they stand (UTF-16 offsets, end excluded).
 * The beginning of a code is a judgement where no bracket or mark stands before it.
 */
export function findDocumentNumbers(text: string): FoundNumber[] {
  if (!ending.test(text)) return []
  const found: FoundNumber[] = []
  for (const m of text.matchAll(candidates)) {
    const lead = m[1] ?? m[2] ?? ''
    const end = m.index + m[0].length
    const start = m.index + leadingWords(lead, text.charAt(m.index - 1))
    const number = parseDocumentNumber(text.slice(start, end))
    if (number) found.push({ start, end, number })
  }
  return found
}

/** Number of characters of `lead` that belong to the sentence, not to the code. `previous` is the character before. */
function leadingWords(lead: string, previous: string): number {
  let cut = before.exec(lead)?.[0].length ?? 0
  if (cut === 0 && afterCitation.test(previous) && conjunction.test(lead)) cut = 1
  if (cut === 0 && afterDigit.test(previous) && dateWord.test(lead)) cut = 1
  if (formerly.test(lead.slice(cut))) cut += 1
  return lead.length - cut >= 2 ? cut : 0
}
