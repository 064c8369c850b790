import { LawInputError } from './errors.ts'
import { zh } from './zh.ts'

/** 索引号 taken apart. `orgCode` has 9 (组织机构代码 without hyphen) or 18 characters (统一社会信用代码). */
export type IndexNumber = { orgCode: string; year: number; serial: number }

const orgShape = /^[0-9A-Z]{8}[0-9X]$/
const usccShape = /^[0-9A-HJ-NPQRTUWXY]{18}$/
/** The guide prints five digits; a sixth or seventh is let through rather than stopping publication at 99,999 a year. */
const serialShape = /^(.+)\/(\d{4})-(\d{5,7})$/

function tidy(code: string): string {
  return code.trim().replace('-', '').toUpperCase()
}

/**
 * 000014349/2017-00110 (国办秘函〔2009〕6号). Allocate the serial first: an index number never changes.
 * @param orgCode 组织机构代码 (9 characters, a hyphen is removed) or 统一社会信用代码 (18)
 * @param year the year of publication, not of 成文日期
 * @throws LawInputError on a code of another shape, or a serial below 1 or above 9,999,999
 */
export function formatIndexNumber(orgCode: string, year: number, serial: number): string {
  const code = tidy(orgCode)
  if (!orgShape.test(code) && !usccShape.test(code)) throw new LawInputError(zh.indexNumber.badCode(orgCode))
  if (!Number.isInteger(year) || year < 1900 || year > 9999) throw new LawInputError(zh.indexNumber.badYear(year))
  if (!Number.isInteger(serial) || serial < 1 || serial > 9_999_999) {
    throw new LawInputError(zh.indexNumber.badSerial(serial))
  }
  return `${code}/${year}-${String(serial).padStart(5, '0')}`
}

export function parseIndexNumber(text: string): IndexNumber | null {
  const m = serialShape.exec(text.trim())
  const orgCode = tidy(m?.[1] ?? '')
  const serial = Number(m?.[3])
  if (!m || (!orgShape.test(orgCode) && !usccShape.test(orgCode)) || serial < 1) return null
  return { orgCode, year: Number(m[2]), serial }
}

const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const orgAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Whether a 组织机构代码 (with or without hyphen) is well formed and its check digit right (GB 11714-1997). */
export function checkOrgCode(text: string): boolean {
  const code = tidy(text)
  if (!orgShape.test(code)) return false
  const rest = 11 - (weighted(code, orgWeights, orgAlphabet) % 11)
  return code[8] === (rest === 10 ? 'X' : String(rest % 11))
}

const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** I, O, S, V and Z are not used. */
const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Whether a 统一社会信用代码 is well formed and its check character right (GB 32100-2015). */
export function checkUscc(text: string): boolean {
  const code = text.trim().toUpperCase()
  if (!usccShape.test(code)) return false
  return code[17] === usccAlphabet[(31 - (weighted(code, usccWeights, usccAlphabet) % 31)) % 31]
}

function weighted(code: string, weights: readonly number[], alphabet: string): number {
  return weights.reduce((sum, w, i) => sum + w * alphabet.indexOf(code[i] ?? ''), 0)
}
