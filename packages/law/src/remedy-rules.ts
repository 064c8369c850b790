import { civilDate, type CivilDate } from './civil.ts'
import type { Certainty } from './errors.ts'
import type { OutcomeCode, OutcomeGroup } from './foi-outcomes.ts'
import type { NaturalPeriod } from './periods.ts'
import { remedyZh } from './remedy-zh.ts'

/** Which agency answered. */
export type AgencyLevel = keyof typeof remedyZh.levels
export function isAgencyLevel(code: string): code is AgencyLevel {
  return Object.hasOwn(remedyZh.levels, code)
}

/** The levels with their names, for choosing. */
export const agencyLevels: readonly { code: AgencyLevel; name: string }[] = Object.entries(remedyZh.levels).flatMap(([code, { name }]) =>
  isAgencyLevel(code) ? [{ code, name }] : [],
)
/** Who decides on reconsideration: a government, a superior department, or the agency itself. */
export type AuthorityRole = keyof typeof remedyZh.authorities
/** `first`: a suit only after reconsideration. `choice`: either. `unsettled`: lawyers disagree. `none`: not challengeable by itself. */
export type RemedyRequirement = 'first' | 'choice' | 'unsettled' | 'none'

type Dated = { effectiveFrom: CivilDate; effectiveTo: CivilDate | null }
type Cited = { article: string; certainty: Certainty }
export type AuthorityRow = Cited & { level: AgencyLevel; roles: readonly AuthorityRole[] }
export type ReconsiderationRule = Dated & Cited & {
  code: string
  period: NaturalPeriod & { days: number }
  authorities: readonly AuthorityRow[]
  /** Whether 不予公开 must go to reconsideration first, and by which article. */
  refusal: 'first' | 'choice'
  refusalArticle: string | null
  /** Longest period from knowing the decision where the letter did not tell the right, the authority and the period. */
  untold: { months: number; article: string } | null
}
export type SuitRule = Dated & Cited & { code: string; months: number; afterReconsideration: { days: number; article: string } }

type Row = [AgencyLevel, AuthorityRole[], string, Certainty]
const t = remedyZh.articles
const row = ([level, roles, n, certainty]: Row, article: (n: string) => string): AuthorityRow => ({ level, roles, article: article(n), certainty })

/** Since 2024 only the government of the same level decides for its departments; a choice is left to 司法行政部门 alone. */
const since2024: readonly Row[] = [
  ['central-department', ['itself'], '二十五', 'memory'],
  ['province-government', ['itself'], '二十四', 'memory'],
  ['province-department', ['province'], '二十四', 'sourced'],
  ['city-government', ['province'], '二十四', 'sourced'],
  ['city-department', ['city'], '二十四', 'sourced'],
  ['county-government', ['city'], '二十四', 'sourced'],
  ['county-department', ['county'], '二十四', 'sourced'],
  ['township', ['county'], '二十四', 'sourced'],
  ['subdistrict', ['county'], '二十四', 'memory'],
  ['city-vertical', ['superior'], '二十七', 'sourced'],
  ['city-justice', ['city', 'superior-justice'], '二十八', 'sourced'],
]
/** Before: the government of the same level or the superior department, as the applicant chose. */
const before2024: readonly Row[] = [
  ['central-department', ['itself'], '十四', 'memory'],
  ['province-government', ['itself'], '十四', 'memory'],
  ['province-department', ['province', 'superior'], '十二', 'memory'],
  ['city-government', ['province'], '十三', 'memory'],
  ['city-department', ['city', 'superior'], '十二', 'memory'],
  ['county-government', ['city'], '十三', 'memory'],
  ['county-department', ['county', 'superior'], '十二', 'memory'],
  ['township', ['county'], '十三', 'memory'],
  ['subdistrict', ['county'], '十五', 'memory'],
  ['city-vertical', ['superior'], '十二', 'memory'],
  ['city-justice', ['city', 'superior'], '十二', 'memory'],
]

/** 行政复议法: the law of 2023, and before it from memory. The start is that of the first regulation on openness. */
export const reconsiderationRules: readonly ReconsiderationRule[] = [
  {
    code: 'reconsideration-1999',
    period: { days: 60 },
    article: t.oldPeriod,
    certainty: 'memory',
    authorities: before2024.map((r) => row(r, t.oldAuthority)),
    refusal: 'choice',
    refusalArticle: null,
    untold: null,
    effectiveFrom: civilDate('2008-05-01'),
    effectiveTo: civilDate('2023-12-31'),
  },
  {
    code: 'reconsideration-2023',
    period: { days: 60 },
    article: t.period,
    certainty: 'sourced',
    authorities: since2024.map((r) => row(r, t.authority)),
    refusal: 'first',
    refusalArticle: t.first,
    untold: { months: 12, article: t.untold },
    effectiveFrom: civilDate('2024-01-01'),
    effectiveTo: null,
  },
]

/** 行政诉讼法: direct suit, and suit after reconsideration. The form of 1989 is from memory. */
export const suitRules: readonly SuitRule[] = [
  {
    code: 'suit-1989',
    months: 3,
    article: t.suit1989,
    certainty: 'memory',
    afterReconsideration: { days: 15, article: t.afterReconsideration1989 },
    effectiveFrom: civilDate('2008-05-01'),
    effectiveTo: civilDate('2015-04-30'),
  },
  {
    code: 'suit-2014',
    months: 6,
    article: t.suit,
    certainty: 'sourced',
    afterReconsideration: { days: 15, article: t.afterReconsideration },
    effectiveFrom: civilDate('2015-05-01'),
    effectiveTo: null,
  },
]

/** Results whose place under 复议法第二十三条 is not settled. */
export type RemedySettings = {
  /** The withheld part counts as 不予公开 (inferred from 132号). */
  partial: RemedyRequirement
  /** （三）8 stands under 不予公开 on the form but rests on 第三十六条第七项. */
  adminQuery: RemedyRequirement
  /** Whether silence falls under 第二十三条 is disputed. */
  silence: RemedyRequirement
}
export const remedyDefaults: Readonly<RemedySettings> = { partial: 'first', adminQuery: 'unsettled', silence: 'unsettled' }

/** What is told of a result under a law that sends refusals to reconsideration first; before, everything was a choice. */
export function requirementOf(code: OutcomeCode, group: OutcomeGroup, settings: RemedySettings): RemedyRequirement {
  if (group === 'partial') return settings.partial
  if (code === 'denied.adminQuery') return settings.adminQuery
  return group === 'denied' ? 'first' : 'choice'
}
