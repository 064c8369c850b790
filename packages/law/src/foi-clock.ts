import { calendarDay, nationalCalendar, type Calendar, type CountedDay, type DueDate } from './calendar.ts'
import { addDays, type CivilDate } from './civil.ts'
import { ruleOn } from './duties.ts'
import { LawInputError, type Refusal } from './errors.ts'
import { consultationsOf, type Consultation } from './foi-consultations.ts'
import { foiDuties, type FoiDuty } from './foi-duties.ts'
import { feeNotices, inOrder, orderFaults, type EventOf, type FoiEvent, type OrderedPeriod } from './foi-events.ts'
import {
  citeRule, feePaymentRules, foiClockDefaults, recordCorrectionRule, reopenedRule, replyRules, type FoiClockSettings, type ReplyRule,
} from './foi-rules.ts'
import { clockWarnings } from './foi-warnings.ts'
import { foiZh } from './foi-zh.ts'
import { naturalDue } from './periods.ts'
import { zh } from './zh.ts'

/**
 * `start` days and those `superseded` by a new start are never counted; `excluded` are working days left out; `delayed`
 * are those after the period, up to the later day of 第三十五条.
 */
export type ClockDayKind = 'start' | 'counted' | 'excluded' | 'rest' | 'superseded' | 'delayed'
export type ClockDay = CountedDay & { kind: ClockDayKind }

/** A reply period: from receipt, or from what starts it again. Only the last one decides. */
export type ClockStage = {
  openedBy: 'received' | 'correction' | 'payment' | 'narrowed' | 'reopened'
  from: CivilDate
  rule: ReplyRule
  /** Set by a decision or judgment: nothing the office does moves it. */
  ordered: OrderedPeriod | null
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
/** The derivation runs from the receipt of the application (of the decision, where the case was reopened) to `due`, every day once. */
export type FoiClock = Walk & {
  /** The applicant was told of a later day (第三十五条): it is `due`. The end of the period itself is that of the last stage. */
  delay: { until: CivilDate; setOn: CivilDate; article: string } | null
  /** The rule of the last stage. */
  rule: ReplyRule
  stages: ClockStage[]
  consultations: Consultation[]
  duties: FoiDuty[]
  waitingFor: FoiWait[]
  warnings: Refusal[]
}

/** What a working day is left out for. Days after `after` up to and including `to`. */
type Exclusion = { reason: 'third-party' | 'agency' | 'payment' | 'narrowed' | 'reasons'; after: CivilDate; to: CivilDate }
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
  const run = delayed(ctx, last)
  return {
    ...run,
    derivation: [...superseded(stages), ...run.derivation],
    rule: last.stage.rule,
    stages,
    consultations,
    duties,
    waitingFor: waitsOf(sorted, consultations, duties),
    warnings: clockWarnings(sorted, stages, consultations, duties, settings, run.due),
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

type Start = Pick<ClockStage, 'openedBy' | 'from' | 'rule' | 'ordered'>

/** Every day on which a reply period begins, each with the rule in force on it. */
function startsOf({ events, settings }: Context): { starts: Start[]; faults: string[] } {
  const starts: Start[] = []
  const faults: string[] = []
  const record = events.some((e) => e.type === 'received' && e.matter === 'record-correction')
  for (const e of events) {
    const openedBy = openedByOf(e, settings)
    if (!openedBy || (openedBy !== 'reopened' && starts.at(-1)?.ordered)) continue
    const reply = ruleOn(replyRules, e.date)
    const old = reply?.effectiveTo !== null
    if (openedBy === 'correction' && old && settings.correctionBefore2019 === 'none') continue
    const ordered = e.type === 'reopened' ? e.period : null
    if (!reply) faults.push(foiZh.order.noReplyRule(e.date))
    else if (e.type === 'reopened') starts.push({ openedBy, from: e.date, ordered, rule: reopenedRule(ordered, settings, reply) })
    else starts.push({ openedBy, from: e.date, ordered, rule: record ? recordCorrectionRule(settings) : reply })
  }
  return { starts, faults }
}

function openedByOf(e: FoiEvent, settings: FoiClockSettings): ClockStage['openedBy'] | null {
  switch (e.type) {
    case 'received': return 'received'
    case 'reopened': return 'reopened'
    case 'correction-received': return 'correction'
    case 'fee-paid': return settings.payment === 'restart' ? 'payment' : null
    case 'fee-voided': return settings.narrowed === 'restart' ? 'narrowed' : null
    default: return null
  }
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
  const roundOf = (start: Start): number => starts.slice(0, starts.indexOf(start) + 1).filter((s) => s.openedBy === 'reopened').length
  const rounds = [...new Set(starts.map(roundOf))].map((n) => periods.filter((p) => roundOf(p.start) === n).flatMap((p) => p.found))
  const once = settings.extensionAfterRestart === 'kept' ? rounds : periods.map((p) => p.found)
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
  const unextended = start.ordered === null ? walk(ctx, start, start.rule.workingDays) : orderedWalk(ctx, start, start.ordered)
  const told = own !== null && own.notifiedOn !== null
  const inTime = told && own.notifiedOn !== null && own.notifiedOn <= unextended.due
  const added = told && (inTime || ctx.settings.lateExtension === 'counts') ? own.workingDays : (kept?.workingDays ?? 0)
  const run = added === 0 ? unextended : walk(ctx, start, start.rule.workingDays + added)
  return { stage: { ...start, extension: own ?? kept, added, unextended, due: run.due }, run }
}

/** The extension of the period before, where a setting keeps it and it had effect there. */
function earlierExtension(ctx: Context, start: Start, before: readonly Start[]): EventOf<'extended'> | null {
  const previous = before.at(-1)
  if (!previous || start.openedBy === 'reopened') return null
  const { stage } = stageOf(ctx, previous, start.from, before.slice(0, -1))
  return stage.added > 0 ? stage.extension : null
}

function exclusionsOf(events: readonly FoiEvent[], consultations: readonly Consultation[], settings: FoiClockSettings): Exclusion[] {
  const spans: Exclusion[] = consultations.flatMap((c) =>
    c.excludedTo === null ? [] : [{ reason: c.kind, after: c.sentOn, to: c.excludedTo }],
  )
  if (settings.reasons === 'exclude') spans.push(...between(events, 'reasons-asked', 'reasons-given', 'reasons'))
  const fees = feeNotices(events).flatMap(({ notice, end }): Exclusion[] => {
    if (end === null) return []
    const [reason, setting] = end.type === 'fee-paid' ? (['payment', settings.payment] as const) : (['narrowed', settings.narrowed] as const)
    return setting === 'exclude' ? [{ reason, after: notice.date, to: end.date }] : []
  })
  return [...spans, ...fees]
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

function startDay(stage: Start): ClockDay {
  return {
    date: stage.from,
    counted: false,
    kind: 'start',
    reason: foiZh.clock.openedBy[stage.openedBy],
    article: stage.openedBy === 'correction' ? stage.rule.correctionArticle : zh.calendar.startDayArticle,
  }
}

/** A period set from outside: no day of it is left out. Natural days end on a working day (民法典第二百零三条). */
function orderedWalk(ctx: Context, stage: Start, period: OrderedPeriod): Walk {
  if (period.unit === 'working-days') return walk({ ...ctx, exclusions: [] }, stage, period.length)
  const article = citeRule(stage.rule)
  const nominal = period.unit === 'until' ? period.until : addDays(stage.from, period.length)
  const end = period.unit === 'until' ? { due: nominal, provisional: false } : naturalDue(stage.from, { days: period.length }, { article, calendar: ctx.calendar })
  const derivation = [startDay(stage)]
  for (let date = addDays(stage.from, 1), n = 1; date <= end.due; date = addDays(date, 1), n += 1) {
    const { working, reason, source } = calendarDay(date, ctx.calendar)
    if (date <= nominal) derivation.push({ date, counted: true, kind: 'counted', reason: foiZh.clock.natural(n), article })
    else if (working) derivation.push({ date, counted: true, kind: 'counted', reason: foiZh.clock.postponed, article: foiZh.articles.rollOver })
    else derivation.push({ date, counted: false, kind: 'rest', reason, article: source })
  }
  return { due: end.due, provisional: end.provisional, derivation }
}

/** The last later day the applicant was told of since the case was (re)opened, where it lies after the period (第三十五条). */
function delayed(ctx: Context, { stage, run }: { stage: ClockStage; run: Walk }): Walk & Pick<FoiClock, 'delay'> {
  const since = ctx.events.findLast((e) => e.type === 'reopened')?.date ?? null
  const told = ctx.events.findLast((e) => e.type === 'delayed' && (since === null || e.date >= since))
  if (told?.type !== 'delayed' || told.until <= run.due || stage.ordered !== null) return { ...run, delay: null }
  const article = foiZh.articles.reasons
  const derivation = [...run.derivation]
  for (let date = addDays(run.due, 1); date <= told.until; date = addDays(date, 1)) {
    const { working, reason, source } = calendarDay(date, ctx.calendar)
    if (date === told.until) derivation.push({ date, counted: working, kind: 'delayed', reason: foiZh.clock.delayedEnd, article })
    else if (working) derivation.push({ date, counted: true, kind: 'delayed', reason: foiZh.clock.delayed, article })
    else derivation.push({ date, counted: false, kind: 'rest', reason, article: source })
  }
  return { due: told.until, provisional: run.provisional, derivation, delay: { until: told.until, setOn: told.date, article } }
}

/** Counts `total` working days from the day after the start, leaving out what is excluded. */
function walk(ctx: Context, stage: Start, total: number): Walk {
  const derivation = [startDay(stage)]
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

function exclusionArticle(span: Exclusion, rule: ReplyRule): string | null {
  if (span.reason === 'narrowed') return null
  return span.reason === 'reasons' || span.reason === 'payment' ? exclusionArticles[span.reason] : rule.exclusionArticle
}

/** The days of earlier stages: shown, so that nobody wonders where they went, and not counted. An earlier round is a closed matter. */
function superseded(all: readonly ClockStage[]): ClockDay[] {
  const stages = all.slice(Math.max(0, all.findLastIndex((s) => s.openedBy === 'reopened')))
  return stages.slice(1).flatMap((stage, i) => {
    const before = stages[i]
    const days: ClockDay[] = []
    if (!before || stage.openedBy === 'received') return days
    const article = { correction: stage.rule.correctionArticle, payment: exclusionArticles.payment, narrowed: null, reopened: null }[stage.openedBy]
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
    ...feeNotices(events).flatMap(({ notice, end }): FoiWait[] =>
      end === null ? [{ what: 'payment', since: notice.date, until: duties.find((d) => d.code === 'fee-payment' && d.since === notice.date)?.due ?? null, party: null }] : [],
    ),
    ...open('reasons', 'reasons-asked', 'reasons-given', null),
  ]
}
