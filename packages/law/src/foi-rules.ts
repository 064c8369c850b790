import { civilDate } from './civil.ts'
import type { PeriodRule } from './duties.ts'
import type { OrderedPeriod } from './foi-events.ts'
import { foiZh } from './foi-zh.ts'

const { laws, articles } = foiZh
const since2019 = civilDate('2019-05-15')

/** The reply period. It starts with the receipt of the application, of its correction, or with payment. */
export type ReplyRule = PeriodRule & {
  /** The most that may be added, once, in working days. */
  extensionWorkingDays: number
  /** What stands behind leaving out consultations, and behind starting again with the correction. */
  exclusionArticle: string
  correctionArticle: string
}

/** 答复期限. The form of 2007 is from memory in its articles. */
export const replyRules: readonly ReplyRule[] = [
  {
    code: 'foi-reply-2007',
    law: laws.foi2007,
    article: articles.old24,
    workingDays: 15,
    extensionWorkingDays: 15,
    exclusionArticle: articles.exclusion2007,
    correctionArticle: articles.correction2007,
    effectiveFrom: civilDate('2008-05-01'),
    effectiveTo: civilDate('2019-05-14'),
    certainty: 'memory',
  },
  {
    code: 'foi-reply-2019',
    law: laws.foi,
    article: articles.art33,
    workingDays: 20,
    extensionWorkingDays: 20,
    exclusionArticle: articles.exclusion,
    correctionArticle: articles.correction,
    effectiveFrom: since2019,
    effectiveTo: null,
    certainty: 'sourced',
  },
]

function inForceSince2019(code: string, article: string, workingDays: number): PeriodRule {
  return { code, law: laws.foi, article, workingDays, effectiveFrom: since2019, effectiveTo: null, certainty: 'sourced' }
}

/** 补正告知: after receipt, once for all (第三十条). The regulation of 2007 set no period. */
export const correctionNoticeRules: readonly PeriodRule[] = [inForceSince2019('foi-correction-notice', articles.art30, 7)]
/** 第三方意见: after the third party's receipt; silence is neither consent nor refusal (第三十二条). */
export const thirdPartyAnswerRules: readonly PeriodRule[] = [inForceSince2019('foi-third-party', articles.art32, 15)]
/** 共同制作机关意见: after its receipt; silence is consent (第三十四条). */
export const coProducerAnswerRules: readonly PeriodRule[] = [inForceSince2019('foi-co-producer', articles.art34, 15)]

/** 缴费期限: after the fee notice is received. */
export const feePaymentRules: readonly PeriodRule[] = [
  {
    code: 'foi-fee-payment',
    law: laws.fee,
    article: articles.feePayment,
    workingDays: 20,
    effectiveFrom: civilDate('2021-01-01'),
    effectiveTo: null,
    certainty: 'memory',
  },
]

/** Periods that no article sets: what stands as their ground is the decision, or this office's setting, and says so. */
function unlegislated(code: string, ground: string, workingDays: number, extensionWorkingDays: number): ReplyRule {
  return {
    code, law: '', article: ground, workingDays, extensionWorkingDays, exclusionArticle: articles.exclusion, correctionArticle: articles.correction,
    effectiveFrom: since2019, effectiveTo: null, certainty: 'memory',
  }
}

/** 更正 (第四十一条). */
export function recordCorrectionRule(settings: FoiClockSettings): ReplyRule {
  return unlegislated('foi-record-correction', articles.noPeriod41, settings.recordCorrectionWorkingDays, 0)
}

/** 重新办理. What a decision or judgment sets cannot be extended; where it sets nothing, `reply` says how far the setting can. */
export function reopenedRule(period: OrderedPeriod | null, settings: FoiClockSettings, reply: ReplyRule): ReplyRule {
  if (period === null) return unlegislated('foi-reopened', articles.noOrderedPeriod, settings.reopenedWorkingDays, reply.extensionWorkingDays)
  return unlegislated('foi-ordered', articles.orderedPeriod, period.unit === 'working-days' ? period.length : 0, 0)
}

/** What the law leaves open or is known from memory only. Each agency's lawyers may set it otherwise. */
export type FoiClockSettings = {
  /** Payment starts the reply period again (109号, from memory), or the wait for it is left out, or it does nothing. */
  payment: 'restart' | 'exclude' | 'none'
  /** An opinion later than its period: only the period is left out of the count, or every day to its arrival. */
  lateOpinion: 'capped' | 'excluded'
  /** A notice of extension after the period has ended is void, or counts all the same with a warning. */
  lateExtension: 'void' | 'counts'
  /** What was extended falls away with the period when that starts again, or is added to the new one. */
  extensionAfterRestart: 'lapses' | 'kept'
  /** While reasons are awaited (第三十五条) the count goes on, or the wait is left out. */
  reasons: 'counts' | 'exclude'
  /** Less is asked for instead of paying: the wait is left out, or the period starts again, or nothing happens. */
  narrowed: 'exclude' | 'restart' | 'none'
  /** Under the regulation of 2007 a correction starts the period again, or not. */
  correctionBefore2019: 'restart' | 'none'
  /** The applicant's time for a correction where the notice sets none. */
  correctionWorkingDays: number
  /** The applicant's time to pay, after the fee notice is received. */
  paymentWorkingDays: number
  /** For handling again where the decision or judgment sets no period. */
  reopenedWorkingDays: number
  /** For the correction of a record about oneself: 第四十一条 sets no period. */
  recordCorrectionWorkingDays: number
}

export const foiClockDefaults: Readonly<FoiClockSettings> = {
  payment: 'restart',
  lateOpinion: 'capped',
  lateExtension: 'void',
  extensionAfterRestart: 'lapses',
  reasons: 'counts',
  narrowed: 'exclude',
  correctionBefore2019: 'restart',
  correctionWorkingDays: 15,
  paymentWorkingDays: 20,
  reopenedWorkingDays: 20,
  recordCorrectionWorkingDays: 20,
}

export function citeRule(rule: { law: string; article: string }): string {
  return `${rule.law}${rule.article}`
}
