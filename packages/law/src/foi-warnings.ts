import type { CivilDate } from './civil.ts'
import type { Refusal } from './errors.ts'
import type { ClockStage } from './foi-clock.ts'
import type { Consultation } from './foi-consultations.ts'
import type { FoiDuty } from './foi-duties.ts'
import type { FoiEvent } from './foi-events.ts'
import type { FoiClockSettings } from './foi-rules.ts'
import { foiZh } from './foi-zh.ts'

const w = foiZh.warnings
const a = foiZh.articles

function warn(code: keyof typeof w, message: string, article: string | null): Refusal {
  return { code, severity: 'warn', message, article }
}

/** What a clerk should know about a case whose clock could be counted all the same. */
export function clockWarnings(
  events: readonly FoiEvent[],
  stages: readonly ClockStage[],
  consultations: readonly Consultation[],
  duties: readonly FoiDuty[],
  settings: FoiClockSettings,
  due: CivilDate,
): Refusal[] {
  return [
    ...duties.flatMap(dutyWarnings),
    ...events
      .filter((e) => e.type === 'correction-notified')
      .slice(1)
      .map((e) => warn('correction-again', w['correction-again'](e.date), a.correction)),
    ...consultations.flatMap((c) => consultationWarnings(c, settings)),
    ...stages.flatMap((stage, i) => stageWarnings(events, stage, stages[i + 1] ?? null, settings, due)),
    ...(settings.reasons === 'counts'
      ? events.filter((e) => e.type === 'reasons-asked').map((e) => warn('reasons-run', w['reasons-run'](e.date), a.reasons))
      : []),
  ]
}

function dutyWarnings(d: FoiDuty): Refusal[] {
  if (d.code === 'correction-notice' && d.late && d.doneOn) {
    return [warn('correction-notice-late', w['correction-notice-late'](d.doneOn, d.due), a.correction)]
  }
  if (d.code === 'correction-answer') {
    if (d.doneOn === null) return [warn('correction-open', w['correction-open'](d.due), a.correction)]
    return d.late ? [warn('correction-answer-late', w['correction-answer-late'](d.doneOn, d.due), a.correction)] : []
  }
  if (d.code === 'fee-payment') {
    if (d.doneOn === null) return [warn('fee-open', w['fee-open'](d.due), null)]
    return d.late ? [warn('fee-late', w['fee-late'](d.doneOn, d.due), null)] : []
  }
  return []
}

function consultationWarnings(c: Consultation, settings: FoiClockSettings): Refusal[] {
  const third = c.kind === 'third-party'
  if (c.answeredOn === null && c.answerDue === null) {
    const code = third ? 'third-party-no-period' : 'agency-no-period'
    return [warn(code, w[code](c.sentOn), null)]
  }
  if (c.answeredOn === null && c.receivedOn === null) {
    const code = third ? 'third-party-receipt-missing' : 'agency-receipt-missing'
    return [warn(code, w[code](c.sentOn), third ? a.thirdParty : a.coProducer)]
  }
  const late = c.answeredOn !== null && c.excludedTo !== null && c.answeredOn > c.excludedTo && settings.lateOpinion === 'capped'
  return late ? [warn('opinion-late', w['opinion-late'](c.answeredOn ?? '', c.excludedTo ?? ''), third ? a.thirdParty : a.coProducer)] : []
}

/** Steps that came too late to touch the period. What ends a wait (a correction, a payment) is not one of them. */
const afterDue: ReadonlySet<FoiEvent['type']> = new Set(['correction-notified', 'third-party-sent', 'agency-consulted', 'fee-notified', 'reasons-asked'])

function stageWarnings(events: readonly FoiEvent[], stage: ClockStage, following: ClockStage | null, settings: FoiClockSettings, due: CivilDate): Refusal[] {
  const next = following?.from ?? null
  // A later day told under 第三十五条 is the end of the last period.
  const end = following === null ? due : stage.due
  const { extension, unextended } = stage
  const own = extension !== null && (extension.notifiedOn ?? extension.approvedOn) >= stage.from
  const found = events
    .filter((e) => afterDue.has(e.type) && e.date > end && (next === null || e.date <= next))
    .map((e) => warn('after-due', w['after-due'](foiZh.events[e.type], e.date, end), a.exclusion))
  if (!own) return found
  if (extension.notifiedOn === null) found.push(warn('extension-not-notified', w['extension-not-notified'](unextended.due), stage.rule.article))
  else if (extension.notifiedOn > unextended.due) {
    const code = settings.lateExtension === 'counts' ? 'extension-late-counted' : 'extension-late'
    found.push(warn(code, w[code](extension.notifiedOn, unextended.due), null))
  }
  if (following !== null && following.openedBy !== 'reopened' && settings.extensionAfterRestart === 'lapses') {
    found.push(warn('extension-lapsed', w['extension-lapsed'](extension.date), null))
  }
  return found
}
