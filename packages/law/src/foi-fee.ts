import { civilDate, type CivilDate } from './civil.ts'
import { ruleOn } from './duties.ts'
import { LawInputError, type Certainty } from './errors.ts'
import { foiZh } from './foi-zh.ts'

export type FeeBasis = 'items' | 'pages'
/** Units `from` to `to` (both included, null: no end) cost `yuan` each. `certainty` memory: our reading of the text. */
export type FeeBand = { from: number; to: number | null; yuan: number; certainty: Certainty }
export type FeeTariff = {
  code: string
  basis: FeeBasis
  law: string
  article: string
  bands: readonly FeeBand[]
  /** After the last band: every further `width` units cost `yuan` more each. */
  step: { width: number; yuan: number } | null
  effectiveFrom: CivilDate
  effectiveTo: CivilDate | null
}

const band = (from: number, to: number | null, yuan: number, certainty: Certainty = 'sourced'): FeeBand => ({ from, to, yuan, certainty })
const tariff = { law: foiZh.laws.fee, effectiveFrom: civilDate('2021-01-01'), effectiveTo: null }

/** 信息处理费: one basis for an application, never both (办法第三条). */
export const feeTariffs: readonly FeeTariff[] = [
  {
    ...tariff,
    code: 'foi-fee-items',
    basis: 'items',
    article: foiZh.articles.feeItems,
    bands: [band(1, 10, 0), band(11, 30, 100), band(31, 40, 200, 'memory')],
    step: { width: 10, yuan: 100 },
  },
  {
    ...tariff,
    code: 'foi-fee-pages',
    basis: 'pages',
    article: foiZh.articles.feePages,
    bands: [band(1, 30, 0), band(31, 100, 10), band(101, 200, 20), band(201, null, 40)],
    step: null,
  },
]

/** One band of a fee. `yuan` is for one unit, `amount` for the units in the band. */
export type FeeLine = { from: number; to: number; count: number; yuan: number; amount: number; reason: string; article: string }
/** Whole yuan. */
export type Fee = { amount: number; derivation: FeeLine[]; basis: FeeBasis; certainty: Certainty; tariff: FeeTariff }

const most = 1_000_000

/**
 * The fee for `pages` pages (one side up to A4) of one application; pages of several applications are not added up.
 * @param date the day of the fee notice; without it the tariff in force
 * @throws LawInputError for a count that is no whole number from 0 to a million, or a day without a tariff
 */
export function feeByPages(pages: number, date?: CivilDate): Fee {
  return feeOf('pages', 0, pages, date)
}

/**
 * The fee for `items` 件 of one applicant within one calendar month.
 * @param opts.before 件 of the same applicant earlier in the month: only what comes on top of them is charged
 * @param opts.tariffs in place of ours, for those who read the bands from 31 items up otherwise
 * @throws LawInputError as `feeByPages`
 */
export function feeByItems(items: number, opts: { before?: number; date?: CivilDate; tariffs?: readonly FeeTariff[] } = {}): Fee {
  return feeOf('items', opts.before ?? 0, items, opts.date, opts.tariffs)
}

function feeOf(basis: FeeBasis, before: number, count: number, date?: CivilDate, tariffs: readonly FeeTariff[] = feeTariffs): Fee {
  for (const n of [before, count]) {
    if (!Number.isInteger(n) || n < 0 || n > most) throw new LawInputError(foiZh.fee.badCount(n))
  }
  const of = tariffs.filter((t) => t.basis === basis)
  const found = date ? ruleOn(of, date) : of.find((t) => t.effectiveTo === null)
  if (!found) throw new LawInputError(foiZh.fee.noRule(date ?? ''))
  const used = bandsUpTo(found, before + count).filter((b) => b.to > before)
  const derivation = used.map((b) => lineOf(found, { ...b, from: Math.max(b.from, before + 1) }))
  return {
    amount: derivation.reduce((sum, line) => sum + line.amount, 0),
    derivation,
    basis,
    certainty: used.some((b) => b.certainty === 'memory') ? 'memory' : 'sourced',
    tariff: found,
  }
}

function lineOf(found: FeeTariff, b: FeeBand & { to: number }): FeeLine {
  const count = b.to - b.from + 1
  const reason = foiZh.fee.band(b.from, b.to, foiZh.fee.units[found.basis])
  return { from: b.from, to: b.to, count, yuan: b.yuan, amount: count * b.yuan, reason, article: `${found.law}${found.article}` }
}

function bandsUpTo(found: FeeTariff, last: number): (FeeBand & { to: number })[] {
  const bands = found.bands.filter((b) => b.from <= last).map((b) => ({ ...b, to: Math.min(b.to ?? last, last) }))
  const { step } = found
  const end = found.bands.at(-1)
  if (!step || !end || end.to === null) return bands
  for (let [from, yuan] = [end.to + 1, end.yuan + step.yuan]; from <= last; from += step.width, yuan += step.yuan) {
    bands.push({ from, to: Math.min(from + step.width - 1, last), yuan, certainty: end.certainty })
  }
  return bands
}
