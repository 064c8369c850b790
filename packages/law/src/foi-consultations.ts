import { addWorkingDays, type Calendar, type DueDate } from './calendar.ts'
import type { CivilDate } from './civil.ts'
import { ruleOn, type PeriodRule } from './duties.ts'
import type { EventOf, FoiEvent } from './foi-events.ts'
import { citeRule, coProducerAnswerRules, thirdPartyAnswerRules, type FoiClockSettings } from './foi-rules.ts'

/** One letter to a third party or another agency, with what came of it. */
export type Consultation = {
  kind: 'third-party' | 'agency'
  party: string | null
  sentOn: CivilDate
  /** Null: not on record. */
  receivedOn: CivilDate | null
  answeredOn: CivilDate | null
  /** Until when an answer may come; null where the law sets no period. Counted from the day sent while receipt is not on record. */
  answerDue: (DueDate & { rule: PeriodRule }) | null
  /** Last day left out of the reply period; null while nothing can be left out yet. The first is the day after `sentOn`. */
  excludedTo: CivilDate | null
}

type Letter = EventOf<'third-party-sent'> | EventOf<'agency-consulted'>

/** The consultations among events that are in order: letters and answers of one party are paired first to first. */
export function consultationsOf(events: readonly FoiEvent[], settings: FoiClockSettings, calendar?: Calendar): Consultation[] {
  return [
    ...pair(events, 'third-party-sent', 'third-party-received', 'third-party-answered'),
    ...pair(events, 'agency-consulted', null, 'agency-answered'),
  ].map(({ letter, receivedOn, answeredOn }) => {
    const rules = letter.type === 'third-party-sent' ? thirdPartyAnswerRules : letter.role === 'other' ? [] : coProducerAnswerRules
    const rule = ruleOn(rules, receivedOn ?? letter.date)
    const answerDue = rule
      ? { ...addWorkingDays(receivedOn ?? letter.date, rule.workingDays, { article: citeRule(rule), calendar }), rule }
      : null
    // Without its receipt on record nobody can say that an answer was late.
    const capped = settings.lateOpinion === 'capped' && receivedOn !== null && answerDue !== null
    const late = capped && answeredOn !== null && answeredOn > answerDue.due
    return {
      kind: letter.type === 'third-party-sent' ? 'third-party' : 'agency',
      party: letter.party ?? null,
      sentOn: letter.date,
      receivedOn,
      answeredOn,
      answerDue,
      excludedTo: answeredOn === null || late ? (answerDue?.due ?? null) : answeredOn,
    }
  })
}

type Open = { letter: Letter; receivedOn: CivilDate | null; answeredOn: CivilDate | null }

function pair(
  events: readonly FoiEvent[],
  sent: Letter['type'],
  received: 'third-party-received' | null,
  answered: 'third-party-answered' | 'agency-answered',
): Open[] {
  const all: Open[] = []
  for (const e of events) {
    if (e.type === sent && isLetter(e)) {
      all.push({ letter: e, receivedOn: e.type === 'agency-consulted' ? (e.receivedOn ?? null) : null, answeredOn: null })
    } else if (e.type === received || e.type === answered) {
      const party = 'party' in e ? e.party : undefined
      const waiting = all.filter((o) => o.letter.party === party && o.answeredOn === null)
      const open = e.type === answered ? waiting[0] : waiting.find((o) => o.receivedOn === null)
      if (open && e.type === answered) open.answeredOn = e.date
      else if (open) open.receivedOn = e.date
    }
  }
  return all
}

function isLetter(e: FoiEvent): e is Letter {
  return e.type === 'third-party-sent' || e.type === 'agency-consulted'
}
