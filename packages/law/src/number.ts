import { LawInputError } from './errors.ts'
import { zh } from './zh.ts'

/**
 * 发文字号, or the number of an order or proclamation.
 * - `code`: 机关代字 (通政办发); for orders the name before 第 (国务院令)
 * - `year`: null where orders run through the years; `seq`: the number in the series
 * - `order`: written 第N号 without brackets
 * - `normal`: the form of GB/T 9704; `original`: as found; `irregular`: the two differ, show a warning
 */
export type DocumentNumber = {
  code: string
  year: number | null
  seq: number
  order: boolean
  normal: string
  original: string
  irregular: boolean
}

const open = '[〔［\\[（(【﹝]'
const close = '[〕］\\]）)】﹞]'
const numeral = '[0-9]{1,6}|[零〇一二三四五六七八九十百千]{1,9}'
const bracketed = new RegExp(`^([^0-9]+?)${open}([0-9]{4}|[5-9][0-9])${close}第?([0-9]{1,6})号?$`)
/** (83)国函字23号: the usage of the 1980s puts the year first. */
const yearFirst = new RegExp(`^${open}([0-9]{4}|[5-9][0-9])${close}([^0-9]+?)第?([0-9]{1,6})号$`)
/** 令2012年第5号, 公告第23号, 第711号令, 令（第147号）. */
const ordered = new RegExp(`^(.*?(?:令|公告|通告))(?:([0-9]{4})年)?${open}?第?(${numeral})号${close}?$`)
const numberBeforeOrder = new RegExp(`^(.*?)(?:([0-9]{4})年)?第(${numeral})号令$`)
const orderWithBracketYear = new RegExp(`^(.*?(?:令|公告))${open}([0-9]{4})${close}第?(${numeral})号$`)

/** Whatever brackets they are written with: 令〔62〕2号. */
const ofOrders = /(?:令|公告)$/

/** A number with the longest issuer there is stays well below; longer text is prose, and not worth the search. */
const longest = 200

/**
 * Reads a document number however it was typed: any brackets, full-width digits, spaces, 第, leading zeros.
 * Null when the text is something else or has no 机关代字.
 */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  if (text.length > longest) return null
  const original = text.trim()
  const flat = squeeze(original)
  const order = parseOrder(flat)
  if (order) return finish(order.code, order.year, order.seq, true, original)
  const m = bracketed.exec(flat)
  if (m) return finish(m[1] ?? '', fullYear(m[2]), Number(m[3]), ofOrders.test(m[1] ?? ''), original)
  const old = yearFirst.exec(flat)
  if (old) return finish(old[2] ?? '', fullYear(old[1]), Number(old[3]), ofOrders.test(old[2] ?? ''), original)
  return null
}

function parseOrder(flat: string): { code: string; year: number | null; seq: number } | null {
  const m = orderWithBracketYear.exec(flat) ?? ordered.exec(flat)
  if (m) return { code: m[1] ?? '', year: fullYear(m[2]), seq: readNumeral(m[3] ?? '') }
  const before = numberBeforeOrder.exec(flat)
  return before ? { code: `${before[1] ?? ''}令`, year: fullYear(before[2]), seq: readNumeral(before[3] ?? '') } : null
}

function finish(
  code: string,
  year: number | null,
  seq: number,
  order: boolean,
  original: string,
): DocumentNumber | null {
  if (!isCode(code) || seq < 1 || (year !== null && !isYear(year))) return null
  const inOrder = year === null ? `${code}第${seq}号` : `${code}${year}年第${seq}号`
  const normal = order || year === null ? inOrder : formatDocumentNumber(code, year, seq)
  return { code, year, seq, order, normal, original, irregular: normal !== original && !(order && normal === arabic(original, seq)) }
}

/** Orders may count in characters (主席令第七十三号): the presidency's own usage, nothing irregular. */
function arabic(original: string, seq: number): string {
  return original.replace(/第[零〇一二三四五六七八九十百千]+号$/u, `第${seq}号`)
}

/** A 代字 is short, without digits, spaces, brackets or sentence marks, and has a Chinese character. */
function isCode(code: string): boolean {
  return /^[\p{Script=Han}A-Za-z·—-]{1,50}$/u.test(code) && /\p{Script=Han}/u.test(code)
}

function squeeze(text: string): string {
  return text
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
}

/** 1800 and 0020 are misprints; nothing that is numbered so is that old. */
function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1900 && year <= 9999
}

function fullYear(text: string | undefined): number | null {
  if (text === undefined) return null
  return text.length === 2 ? 1900 + Number(text) : Number(text)
}

const digits = '零一二三四五六七八九'
const units: ReadonlyMap<string, number> = new Map([['十', 10], ['百', 100], ['千', 1000]])

/** 23, 二十三 and 二〇二三 alike. */
function readNumeral(text: string): number {
  if (/[0-9]/.test(text)) return Number(text)
  const chars = [...text.replaceAll('〇', '零')]
  if (!chars.some((c) => units.has(c))) return Number(chars.map((c) => digits.indexOf(c)).join(''))
  let total = 0
  let digit: number | null = null
  for (const c of chars) {
    const unit = units.get(c)
    if (unit === undefined) digit = digits.indexOf(c)
    else {
      total += (digit || 1) * unit
      digit = null
    }
  }
  return total + (digit ?? 0)
}

/**
 * 通政办发〔2026〕12号: hexagonal brackets, four-digit year, no leading zeros, no 第 (GB/T 9704-2012 7.2.5).
 * @throws LawInputError on a code with spaces, digits or brackets, or an impossible year or number
 */
export function formatDocumentNumber(code: string, year: number, seq: number): string {
  if (!isCode(code)) throw new LawInputError(zh.number.badCode(code))
  if (!isYear(year)) throw new LawInputError(zh.number.badYear(year))
  if (!Number.isSafeInteger(seq) || seq < 1) throw new LawInputError(zh.number.badSeq(seq))
  return `${code}〔${year}〕${seq}号`
}
