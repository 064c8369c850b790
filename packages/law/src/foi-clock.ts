import { calendarDay, nationalCalendar, type Calendar, type CountedDay, type DueDate } from './calendar.ts'
import { addDays, type CivilDate } from './civil.ts'
import { ruleOn } from './duties.ts'
import { LawInputError, type Refusal } from './errors.ts'
import { consultationsOf, type Consultation } from './foi-consultations.ts'
import { foiDuties, type FoiDuty } from './foi-duties.ts'
import { inOrder, orderFaults, type EventOf, type FoiEvent } from './foi-events.ts'
import { citeRule, feePaymentRules, foiClockDefaults, replyRules, type FoiClockSettings, type ReplyRule } from './foi-rules.ts'
import { clockWarnings } from './foi-warnings.ts'
import { foiZh } from './foi-zh.ts'
import { zh } from './zh.ts'

/** `start` days and those `superseded` by a new start are never counted; `excluded` are working days left out. */
export type ClockDayKind = 'start' | 'counted' | 'excluded' | 'rest' | 'superseded'
export type ClockDay = CountedDay & { kind: ClockDayKind }

/** A reply period: from receipt, from the receipt of a correction, or from payment. Only the last one decides. */
export type ClockStage = {
  openedBy: 'received' | 'correction' | 'payment'
  from: CivilDate
  rule: ReplyRule
  extension: EventOf<'extended'> | null
  /** Working days added by the extension: 0 when there is none or it is void. */
  added: number
  /** End of the period without its extension: the last day for telling the applicant of one. */
  unextended: DueDate
  due: CivilDate
}

/** What the case waits for. `until`: the end of the period for it, null where none is set. */
export type FoiWait = { what: 'correction' | 'third-party' | 'agency' | 'payment' | 'reasons'; since: CivilDate; until: CivilDate | null; party: string | null }

type Walk = Omit<DueDate, 'derivation'> & { derivation: ClockDay[] }
/** The derivation runs from the receipt of the application to `due`, every day once. */
export type FoiClock = Walk & {
  /** The rule of the last stage. */
  rule: ReplyRule
  stages: ClockStage[]
  consultations: Consultation[]
  duties: FoiDuty[]
  waitingFor: FoiWait[]
  warnings: Refusal[]
}

/** What a working day is left out for. Days after `after` up to and including `to`. */
type Exclusion = { reason: 'third-party' | 'agency' | 'payment' | 'reasons'; after: CivilDate; to: CivilDate }
type Context = { events: FoiEvent[]; consultations: Consultation[]; exclusions: Exclusion[]; settings: FoiClockSettings; calendar: Calendar }

/**
 * When an application has to be answered, and how that came about (条例第三十三条). Four operations: a correction starts
 * the period again from its receipt (第三十条); consultations are left out, overlapping ones once; an extension adds;
 * payment starts again. The regulation of 2007 (15 + 15) holds for periods that began before 2019-05-15.
 * The order of the list does not matter, only the dates do.
 * @throws LawInputError with all faults in words: impossible orders, two extensions of one period, no rule in force
 */
export function foiReplyClock(
  events: readonly FoiEvent[],
  opts: { settings?: Partial<FoiClockSettings>; calendar?: Calendar } = {},
): FoiClock {
  const sorted = inOrder(events)
  refuse([...orderFaults(sorted), ...feeFaults(sorted)])
  const settings = { ...foiClockDefaults, ...opts.settings }
  const calendar = opts.calendar ?? nationalCalendar
  const consultations = consultationsOf(sorted, settings, calendar)
  const ctx: Context = { events: sorted, consultations, exclusions: exclusionsOf(sorted, consultations, settings), settings, calendar }
  const { starts, faults } = startsOf(ctx)
  refuse([...faults, ...extensionFaults(sorted, starts, settings)])
  const runs = starts.map((start, i) => stageOf(ctx, start, starts[i + 1]?.from ?? null, starts.slice(0, i)))
  const last = runs.at(-1)
  if (!last) throw new LawInputError(foiZh.order.noReceipt)
  const stages = runs.map(({ stage }) => stage)
  const duties = foiDuties(sorted, stages, consultations, settings, calendar)
  return {
    ...last.run,
    derivation: [...superseded(stages), ...last.run.derivation],
    rule: last.stage.rule,
    stages,
    consultations,
    duties,
    waitingFor: waitsOf(sorted, consultations, duties),
    warnings: clockWarnings(sorted, stages, consultations, duties, settings),
  }
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new LawInputError([...new Set(faults)].join(foiZh.faultSeparator))
}

function feeFaults(events: readonly FoiEvent[]): string[] {
  return events.flatMap((e) =>
    e.type === 'fee-notified' && ruleOn(feePaymentRules, e.date) === null ? [foiZh.order.noFeeRule(e.date)] : [],
  )
}

type Start = Pick<ClockStage, 'openedBy' | 'from' | 'rule'>

/** Every day on which a reply period begins, each with the rule in force on it. */
function startsOf({ events, settings }: Context): { starts: Start[]; faults: string[] } {
  const starts: Start[] = []
  const faults: string[] = []
  for (const e of events) {
    const openedBy = openedByOf(e)
    if (!openedBy || (openedBy === 'payment' && settings.payment !== 'restart')) continue
    const rule = ruleOn(replyRules, e.date)
    const old = rule?.effectiveTo !== null
    if (openedBy === 'correction' && old && settings.correctionBefore2019 === 'none') continue
    if (rule) starts.push({ openedBy, from: e.date, rule })
    else faults.push(foiZh.order.noReplyRule(e.date))
  }
  return { starts, faults }
}

function openedByOf(e: FoiEvent): ClockStage['openedBy'] | null {
  if (e.type === 'received') return 'received'
  if (e.type === 'correction-received') return 'correction'
  return e.type === 'fee-paid' ? 'payment' : null
}

/** The day an extension takes effect is the day the applicant is told. */
function extensionDay(e: EventOf<'extended'>): CivilDate {
  return e.notifiedOn ?? e.approvedOn
}

function extensionsIn(events: readonly FoiEvent[], from: CivilDate, next: CivilDate | null): EventOf<'extended'>[] {
  return events.flatMap((e) => {
    const within = e.type === 'extended' && extensionDay(e) >= from && (next === null || extensionDay(e) < next)
    return within ? [e] : []
  })
}

function extensionFaults(events: readonly FoiEvent[], starts: readonly Start[], settings: FoiClockSettings): string[] {
  const periods = starts.map((start, i) => ({ start, found: extensionsIn(events, start.from, starts[i + 1]?.from ?? null) }))
  const once = settings.extensionAfterRestart === 'kept' ? [periods.flatMap((p) => p.found)] : periods.map((p) => p.found)
  return [
    ...periods.flatMap(({ start, found }) =>
      found
        .filter((e) => e.workingDays > start.rule.extensionWorkingDays)
        .map((e) => foiZh.order.tooLong(e.workingDays, start.rule.extensionWorkingDays)),
    ),
    ...once.flatMap(([first, ...more]) => more.map((e) => foiZh.order.extendedTwice(first?.date ?? '', e.date))),
  ]
}

function stageOf(ctx: Context, start: Start, next: CivilDate | null, before: readonly Start[]): { stage: ClockStage; run: Walk } {
  const own = extensionsIn(ctx.events, start.from, next)[0] ?? null
  const kept = ctx.settings.extensionAfterRestart === 'kept' ? earlierExtension(ctx, start, before) : null
  const unextended = walk(ctx, start, start.rule.workingDays)
  const told = own !== null && own.notifiedOn !== null
  const inTime = told && own.notifiedOn !== null && own.notifiedOn <= unextended.due
  const added = told && (inTime || ctx.settings.lateExtension === 'counts') ? own.workingDays : (kept?.workingDays ?? 0)
  const run = added === 0 ? unextended : walk(ctx, start, start.rule.workingDays + added)
  return { stage: { ...start, extension: own ?? kept, added, unextended, due: run.due }, run }
}

/** The extension of the period before, where a setting keeps it and it had effect there. */
function earlierExtension(ctx: Context, start: Start, before: readonly Start[]): EventOf<'extended'> | null {
  const previous = before.at(-1)
  if (!previous) return null
  const { stage } = stageOf(ctx, previous, start.from, before.slice(0, -1))
  return stage.added > 0 ? stage.extension : null
}

function exclusionsOf(events: readonly FoiEvent[], consultations: readonly Consultation[], settings: FoiClockSettings): Exclusion[] {
  const spans: Exclusion[] = consultations.flatMap((c) =>
    c.excludedTo === null ? [] : [{ reason: c.kind, after: c.sentOn, to: c.excludedTo }],
  )
  if (settings.reasons === 'exclude') spans.push(...between(events, 'reasons-asked', 'reasons-given', 'reasons'))
  if (settings.payment === 'exclude') spans.push(...between(events, 'fee-notified', 'fee-paid', 'payment'))
  return spans
}

function between(events: readonly FoiEvent[], open: FoiEvent['type'], close: FoiEvent['type'], reason: Exclusion['reason']): Exclusion[] {
  const closed = events.filter((e) => e.type === close)
  return events
    .filter((e) => e.type === open)
    .flatMap((e, i) => {
      const end = closed[i]
      return end ? [{ reason, after: e.date, to: end.date }] : []
    })
}

const exclusionArticles = {
  reasons: foiZh.articles.reasons,
  payment: `${foiZh.laws.fee}${foiZh.articles.feePayment}`,
}

/** Counts `total` working days from the day after the start, leaving out what is excluded. */
function walk(ctx: Context, stage: Start, total: number): Walk {
  const startDay: ClockDay = {
    date: stage.from,
    counted: false,
    kind: 'start',
    reason: foiZh.clock.openedBy[stage.openedBy],
    article: stage.openedBy === 'correction' ? stage.rule.correctionArticle : zh.calendar.startDayArticle,
  }
  const derivation = [startDay]
  let provisional = false
  let due = stage.from
  for (let count = 0; count < total; ) {
    due = addDays(due, 1)
    const date = due
    const day = calendarDay(date, ctx.calendar)
    const span = day.working ? ctx.exclusions.find((x) => x.after < date && date <= x.to) : undefined
    provisional ||= day.provisional
    if (!day.working) {
      derivation.push({ date, counted: false, kind: 'rest', reason: day.reason, article: day.source })
    } else if (span) {
      derivation.push({ date, counted: false, kind: 'excluded', reason: foiZh.clock.excluded[span.reason], article: exclusionArticle(span, stage.rule) })
    } else {
      count += 1
      const reason = zh.calendar.nth(count, day.reason)
      const extended = count > stage.rule.workingDays
      derivation.push({ date, counted: true, kind: 'counted', reason: extended ? foiZh.clock.extension(reason) : reason, article: citeRule(stage.rule) })
    }
  }
  return { due, provisional, derivation }
}

function exclusionArticle(span: Exclusion, rule: ReplyRule): string {
  return span.reason === 'reasons' || span.reason === 'payment' ? exclusionArticles[span.reason] : rule.exclusionArticle
}

/** The days of earlier stages: shown, so that nobody wonders where they went, and not counted. */
function superseded(stages: readonly ClockStage[]): ClockDay[] {
  return stages.slice(1).flatMap((stage, i) => {
    const before = stages[i]
    const days: ClockDay[] = []
    if (!before || stage.openedBy === 'received') return days
    const article = stage.openedBy === 'correction' ? stage.rule.correctionArticle : exclusionArticles.payment
    for (let date = before.from; date < stage.from; date = addDays(date, 1)) {
      const opening = date === before.from
      days.push({
        date,
        counted: false,
        kind: opening ? 'start' : 'superseded',
        reason: opening ? foiZh.clock.openedBy[before.openedBy] : foiZh.clock.superseded[stage.openedBy],
        article: opening ? zh.calendar.startDayArticle : article,
      })
    }
    return days
  })
}

function waitsOf(events: readonly FoiEvent[], consultations: readonly Consultation[], duties: readonly FoiDuty[]): FoiWait[] {
  const open = (what: FoiWait['what'], asked: FoiEvent['type'], answered: FoiEvent['type'], duty: FoiDuty['code'] | null): FoiWait[] =>
    events
      .filter((e) => e.type === asked)
      .slice(events.filter((e) => e.type === answered).length)
      .map((e) => ({ what, since: e.date, until: duties.find((d) => d.code === duty && d.since === e.date)?.due ?? null, party: null }))
  return [
    ...open('correction', 'correction-notified', 'correction-received', 'correction-answer'),
    ...consultations
      .filter((c) => c.answeredOn === null)
      .map((c): FoiWait => ({ what: c.kind, since: c.sentOn, until: c.answerDue?.due ?? null, party: c.party })),
    ...open('payment', 'fee-notified', 'fee-paid', 'fee-payment'),
    ...open('reasons', 'reasons-asked', 'reasons-given', null),
  ]
}
