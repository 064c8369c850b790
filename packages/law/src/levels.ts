const ones = '一二三四五六七八九'
const first = /^([一二三四五六七八九十百〇零]+)、/
/** 一、二季度 and the like name two things; they are not a numbered heading. */
const pairOf = /^[一二三四五六七八九](?:[季类级线期档]|、)/
/** （一）至（三）项 and （二）项规定 begin a sentence about items. */
const second = /^(?:[（(]\s*[一二三四五六七八九十百〇零]+\s*[）)]|[㈠-㈩])(?!\s*[、至和及或]\s*[（(第])(?!\s*[项款](?:[、至和及或的]|规定|所列|情形))/
/** A dot followed by a digit is a decimal, a date or a section of another numbering. */
const third = /^(?:[1-9１-９][0-9０-９]{0,2}\s*[.．、](?![0-9０-９])|[⒈-⒛])/
const fourth = /^(?:[（(]\s*[0-9０-９]{1,2}\s*[）)](?!\s*[、至和及]\s*[（(])|[⑴-⒇])/

/**
 * The level of a paragraph by the mark it begins with: 一、=1 （一）=2 1.=3 （1）=4, 0 without one
 * (公文格式 GB/T 9704-2012 7.3.3). Full and half width alike; numbered paragraphs of text count as well.
 */
export function headingLevelOf(paragraph: string): 0 | 1 | 2 | 3 | 4 {
  const text = paragraph.trim()
  const numbered = first.exec(text)
  if (numbered) return namesTwoThings(numbered[1] ?? '', text.slice(numbered[0].length)) ? 0 : 1
  if (second.test(text)) return 2
  if (third.test(text)) return 3
  return fourth.test(text) ? 4 : 0
}

function namesTwoThings(number: string, rest: string): boolean {
  const next = ones[ones.indexOf(number) + 1]
  return ones.includes(number) && next !== undefined && rest.startsWith(next) && pairOf.test(rest)
}

const longestHeading = 60
const longestLead = 30

/**
 * What of a paragraph is set as a heading: its whole length for a heading line, the first sentence for a short lead that
 * runs on into text (（一）做好公开工作。各地要……). Null for text, numbered sentences (一、原则同意该规划。) among it.
 */
export function headingOf(paragraph: string): { level: 1 | 2 | 3 | 4; lead: number } | null {
  const level = headingLevelOf(paragraph)
  if (level === 0) return null
  const text = paragraph.trimEnd()
  const end = text.search(/[。！？；]/)
  if (end === -1) return text.length <= longestHeading && !/[，、]$/.test(text) ? { level, lead: paragraph.length } : null
  const runsOn = end < text.length - 1 && text[end] === '。' && end < longestLead && !/[，：]/.test(text.slice(0, end))
  return runsOn ? { level, lead: end + 1 } : null
}
