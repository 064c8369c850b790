import { nationalCalendar, withRegionalDays, type Calendar, type RegionalDay } from './calendar.ts'
import { addDays, civilDate, daysBetween } from './civil.ts'
import data from './data/regions.json' with { type: 'json' }
import { LawInputError, type Certainty } from './errors.ts'
import { zh } from './zh.ts'

/** What a region's government laid down for everyone in one year. */
export type RegionalYear = { year: number; source: string; certainty: Certainty; days: readonly RegionalDay[] }
/** `code` as GB/T 2260. No years at all: the region gives no day off to everyone. */
export type Region = { code: string; name: string; years: readonly RegionalYear[] }

/**
 * Days off for everyone within a region (放假办法第四条: 少数民族习惯的节日，由少数民族聚居地区的地方人民政府规定放假日期).
 * 内蒙古 gives none of its own: its notice lists the national days, 开斋节 and 古尔邦节 are days off for the peoples who
 * keep them only and stay working days, and a banner's 那达慕 is that banner's (to be put into the agency's own calendar).
 */
export const regions: readonly Region[] = data.map(({ code, name, years }) => ({
  code,
  name,
  years: years.map(({ year, source, certainty, off, work }) => ({
    year,
    source,
    certainty: certainty === 'sourced' ? 'sourced' : 'memory',
    days: [
      ...off.flatMap((range) => {
        const from = civilDate(range.from)
        return Array.from({ length: daysBetween(from, civilDate(range.to)) + 1 }, (_, i) => ({ date: addDays(from, i), working: false, name: range.name, source }))
      }),
      ...work.map((day) => ({ date: civilDate(day.date), working: true, name: day.name, source })),
    ],
  })),
}))

/**
 * The calendar with the days of a region laid over it. Years for which we have no notice of a region that gives days
 * off are uncovered: what is counted through them is provisional.
 * @param region its code, its name, or the beginning of the name (内蒙古)
 * @throws LawInputError for a region that is not listed
 */
export function regionalCalendar(region: string, calendar: Calendar = nationalCalendar): Calendar {
  const wanted = region.trim()
  const found = regions.find((r) => r.code === wanted || (wanted.length >= 2 && r.name.startsWith(wanted)))
  if (!found) throw new LawInputError(zh.calendar.unknownRegion(region, regions.map((r) => `${r.code}（${r.name}）`)))
  const laid = withRegionalDays(calendar, found.years.flatMap((y) => y.days))
  if (found.years.length === 0) return laid
  return { ...laid, covered: new Set(found.years.map((y) => y.year).filter((year) => calendar.covered.has(year))) }
}
