import type { Calendar, DueDate } from './calendar.ts'
import type { CivilDate } from './civil.ts'
import { ruleOn } from './duties.ts'
import { LawInputError, type Certainty } from './errors.ts'
import { outcomeOf, outcomes, type Outcome } from './foi-outcomes.ts'
import { naturalDue } from './periods.ts'
import {
  agencyLevels, reconsiderationRules, remedyDefaults, requirementOf, suitRules,
  type AgencyLevel, type AuthorityRole, type ReconsiderationRule, type RemedyRequirement, type RemedySettings, type SuitRule,
} from './remedy-rules.ts'
import { remedyZh } from './remedy-zh.ts'

/** Besides the outcomes: no answer in time, and papers on the way that cannot be challenged by themselves. */
export type RemedySubject = { outcome: Outcome } | { other: 'no-reply' | keyof typeof remedyZh.procedural }
export type Authority = { role: AuthorityRole; name: string }
export type RemedyInput = {
  /** A code of `outcomes`, 'no-reply', 'correction-notice', 'extension-notice' or 'fee-notice'. */
  subject: string
  level: AgencyLevel
  /** The day the letter was served; for 'no-reply' the last day of the reply period. Its law applies and periods count from it. */
  date: CivilDate
  /** Printed names, e.g. { city: '通辽市人民政府' }. */
  names?: Partial<Record<AuthorityRole, string>>
  /** Served over the internet: then an internet channel for reconsideration must be offered too. */
  electronic?: { channel: string | null } | null
  settings?: Partial<RemedySettings>
  calendar?: Calendar
}
export type Remedy = {
  requirement: RemedyRequirement
  /** One, or several to choose from. Empty when there is nothing to challenge. */
  authorities: Authority[]
  reconsideration: {
    days: number
    due: DueDate
    article: string
    authorityArticle: string
    /** Why reconsideration comes first, where it does. */
    firstArticle: string | null
    /** The last day where the letter did not tell of the remedy; null where the law in force had no such rule, or for silence. */
    untold: DueDate | null
  } | null
  /** `months` and `due` are for a suit without reconsideration, null where that is not allowed. */
  suit: { months: number | null; due: DueDate | null; afterReconsiderationDays: number; article: string } | null
  /** The paragraph for the letter. */
  text: string
  notes: string[]
  /** What the paragraph says is from memory or disputed: a lawyer should see it. */
  needsReview: boolean
}

/**
 * The remedy paragraph for a letter, by outcome, agency and date. Since 2024-01-01 refusals (不予公开) go to
 * reconsideration first (复议法第二十三条); 不予处理, 无法提供 and the closures may be taken to court directly (法释〔2025〕8号).
 * @throws LawInputError for an unknown subject or level, or a day before 2008-05-01
 */
export function remedyFor(input: RemedyInput): Remedy {
  const subject = subjectOf(input.subject)
  const authority = reconsiderationOn(input.date).authorities.find((a) => a.level === input.level)
  if (!authority) throw new LawInputError(remedyZh.unknownLevel(input.level, levelNames()))
  if ('other' in subject && subject.other !== 'no-reply') return noRemedy(remedyZh.procedural[subject.other])
  const settings = { ...remedyDefaults, ...input.settings }
  const rule = reconsiderationOn(input.date)
  const requirement = requirementFor(subject, rule, settings)
  if (requirement === 'none') return noRemedy('outcome' in subject ? subject.outcome.label : remedyZh.noReply)
  const suit = suitOn(input.date)
  const authorities = authority.roles.map((role) => ({ role, name: input.names?.[role] ?? remedyZh.authorities[role] }))
  const silence = 'other' in subject
  const due = (article: string, period: Parameters<typeof naturalDue>[1]): DueDate => naturalDue(input.date, period, { article, calendar: input.calendar })
  const direct = requirement !== 'first'
  return {
    requirement,
    authorities,
    reconsideration: {
      days: rule.period.days,
      due: due(silence ? remedyZh.articles.silenceReconsideration : rule.article, rule.period),
      article: silence ? remedyZh.articles.silenceReconsideration : rule.article,
      authorityArticle: authority.article,
      firstArticle: requirement === 'first' ? rule.refusalArticle : null,
      untold: rule.untold && !silence ? due(rule.untold.article, { months: rule.untold.months }) : null,
    },
    suit: {
      months: direct ? suit.months : null,
      due: direct ? due(silence ? remedyZh.articles.silence : suit.article, { months: suit.months }) : null,
      afterReconsiderationDays: suit.afterReconsideration.days,
      article: direct ? (silence ? remedyZh.articles.silence : suit.article) : suit.afterReconsideration.article,
    },
    text: paragraph(input, requirement, rule, suit, authorities, silence),
    ...remarks(input, subject, requirement, [rule.certainty, suit.certainty, authority.certainty]),
  }
}

function subjectOf(code: string): RemedySubject {
  if (code === 'no-reply') return { other: code }
  const procedural = (['correction-notice', 'extension-notice', 'fee-notice'] as const).find((p) => p === code)
  if (procedural) return { other: procedural }
  try {
    return { outcome: outcomeOf(code) }
  } catch {
    throw new LawInputError(remedyZh.unknownOutcome(code, [...outcomes.map((o) => o.code), 'no-reply', ...Object.keys(remedyZh.procedural)]))
  }
}

function reconsiderationOn(date: CivilDate): ReconsiderationRule {
  const rule = ruleOn(reconsiderationRules, date)
  if (!rule) throw new LawInputError(remedyZh.noRule(date))
  return rule
}

function suitOn(date: CivilDate): SuitRule {
  const rule = ruleOn(suitRules, date)
  if (!rule) throw new LawInputError(remedyZh.noRule(date))
  return rule
}

function requirementFor(subject: RemedySubject, rule: ReconsiderationRule, settings: RemedySettings): RemedyRequirement {
  if (rule.refusal === 'choice') return 'choice'
  return 'outcome' in subject ? requirementOf(subject.outcome.code, subject.outcome.group, settings) : settings.silence
}

function noRemedy(what: string): Remedy {
  return { requirement: 'none', authorities: [], reconsideration: null, suit: null, text: remedyZh.text.none(what), notes: [], needsReview: false }
}

function paragraph(
  input: RemedyInput, requirement: RemedyRequirement, rule: ReconsiderationRule, suit: SuitRule, authorities: readonly Authority[], silence: boolean,
): string {
  const t = remedyZh.text
  const kind = silence ? 'silence' : 'letter'
  const from = remedyZh.from[kind]
  const who = authorities.map((a) => a.name).join(remedyZh.or)
  const online = input.electronic?.channel ? t.online(input.electronic.channel) : ''
  const start = t.start(t.act[kind])
  const after = t.afterFirst(suit.afterReconsideration.days)
  if (requirement === 'first') return start + t.first(from, rule.period.days, who, online) + after
  const either = requirement === 'choice' ? t.choice : t.unsettled
  return start + either(from, rule.period.days, who, online, suit.months) + after
}

function remarks(
  input: RemedyInput, subject: RemedySubject, requirement: RemedyRequirement, certainties: readonly Certainty[],
): Pick<Remedy, 'notes' | 'needsReview'> {
  const t = remedyZh.notes
  const group = 'outcome' in subject ? subject.outcome.group : null
  const memory = certainties.includes('memory')
  const onlineMissing = input.electronic !== undefined && input.electronic !== null && !input.electronic.channel
  const notes = [
    ...(requirement === 'unsettled' ? [t.unsettled] : []),
    ...(group === 'partial' && requirement === 'first' ? [t.partial] : []),
    ...(group === 'granted' ? [t.granted] : []),
    ...(onlineMissing ? [t.onlineMissing] : []),
    ...(memory ? [t.memory] : []),
  ]
  return { notes, needsReview: requirement === 'unsettled' || memory || onlineMissing }
}

function levelNames(): string[] {
  return agencyLevels.map(({ code, name }) => `${code}（${name}）`)
}

/** Reads an agency's level: the code, its name or a usual word for it (市直部门, 旗县政府 …). @throws LawInputError */
export function agencyLevelOf(text: string): AgencyLevel {
  const wanted = text.trim()
  const found = agencyLevels.find(({ code, name }) => {
    const words: readonly string[] = [code, name, ...remedyZh.levels[code].aliases]
    return words.includes(wanted)
  })
  if (!found) throw new LawInputError(remedyZh.unknownLevel(text, levelNames()))
  return found.code
}
