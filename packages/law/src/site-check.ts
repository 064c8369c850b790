import { addDays, addMonths, civilDate, type CivilDate } from './civil.ts'
import type { Certainty } from './errors.ts'
import { ruleOn } from './duties.ts'
import { siteCheckZh as zh } from './site-check-zh.ts'

/** How the check of government websites looks at a column. `static`: wrong or right, never stale by age. */
export const columnGroups = ['dynamic', 'notice', 'interaction', 'other', 'static'] as const
export type ColumnGroup = (typeof columnGroups)[number]

/** An update duty as in ISO 8601, of days or months: P14D, P6M. Null = none. */
export type UpdateDuty = `P${number}${'D' | 'M'}`

export type ColumnType = { name: string; group: ColumnGroup; duty: UpdateDuty | null; certainty: Certainty }

/** ColumnType of 《网页设计规范》: names from memory, so a list that an installation may add to. */
export const columnTypes: readonly ColumnType[] = zh.types.map(([name, group, duty]) => ({ name, group, duty, certainty: 'memory' }))

/** 检查指标, 单项否决 "首页不更新", "栏目不更新": stale after more than this, refused at this many. */
export type ColumnCheck = {
  code: string
  document: string
  effectiveFrom: CivilDate
  effectiveTo: CivilDate | null
  certainty: Certainty
  /** 首页不更新: a home page without anything new for so long. */
  homeDays: number
  dynamicDays: number
  noticeMonths: number
  /** (a) dynamic columns and level-1 notice and policy columns, together. */
  staleTogether: number
  /** (b) columns that should be updated and have not been for long. */
  unrenewed: number
  /** (c) columns without content. */
  blank: number
}

export const columnChecks: readonly ColumnCheck[] = [
  {
    code: 'site-check-2019', document: zh.document, effectiveFrom: civilDate('2019-04-01'), effectiveTo: null, certainty: 'sourced',
    homeDays: 14, dynamicDays: 14, noticeMonths: 6, staleTogether: 5, unrenewed: 10, blank: 5,
  },
]

/** The document does not say how long "for long" is: the practice of several places, a setting with this default. */
export const unrenewedMonths = { default: 6, certainty: 'memory' } as const
/** When to warn before: settings with these defaults. */
export const columnWarnings = { dynamicDays: 10, noticeMonths: 5, blank: 3, certainty: 'memory' } as const

export function columnCheckOn(day: CivilDate): ColumnCheck | null {
  return ruleOn(columnChecks, day)
}

export function isUpdateDuty(text: string): text is UpdateDuty {
  const m = /^P([1-9]\d{0,2})[DM]$/.exec(text)
  return m !== null && Number(m[1]) <= (text.endsWith('D') ? 730 : 24)
}

/** The last day on which an update is in time. A column is late from the day after: "more than two weeks" is the fifteenth day. */
export function lastDayOf(from: CivilDate, duty: UpdateDuty): CivilDate {
  const length = Number(duty.slice(1, -1))
  return duty.endsWith('D') ? addDays(from, length) : addMonths(from, length)
}
