import type { Refusal } from './errors.ts'
import { civilDate, type CivilDate } from './civil.ts'
import { zh } from './zh.ts'

/** 公开属性: 全文公开, 删减后公开, 不予公开. */
export type DisclosureAttribute = 'full' | 'redacted' | 'withheld'
/** 公开方式: 主动公开, 依申请公开. */
export type DisclosureMethod = 'proactive' | 'on-request'
export type GroundCode =
  | 'state-secret' | 'law-forbids' | 'safety-stability' | 'third-party' | 'internal-affairs' | 'process' | 'enforcement-file'
/** 第十四条 must not; 第十五条 must not, unless consent or public interest; 第十六条 may. */
export type GroundStrength = 'must-not' | 'must-not-unless' | 'may'
export type DisclosureGround = {
  code: GroundCode
  name: string
  article: string
  text: string
  strength: GroundStrength
  law: string
  from: CivilDate
  /** Finer headings under the ground, for choosing; they carry no rule of their own. */
  items: readonly { code: string; name: string }[]
}

type Clause = keyof typeof zh.groundTexts
const clauses: readonly [GroundCode, Clause, GroundStrength][] = [
  ['state-secret', 'article14', 'must-not'],
  ['law-forbids', 'article14', 'must-not'],
  ['safety-stability', 'article14', 'must-not'],
  ['third-party', 'article15', 'must-not-unless'],
  ['internal-affairs', 'article16paragraph1', 'may'],
  ['process', 'article16paragraph2', 'may'],
  ['enforcement-file', 'article16paragraph2', 'may'],
]

/** The only grounds on which government information may be withheld (条例第十四条至第十六条). */
export const disclosureGrounds: readonly DisclosureGround[] = clauses.map(([code, clause, strength]) => ({
  code,
  name: zh.grounds[code].name,
  article: zh.groundArticles[clause],
  text: zh.groundTexts[clause],
  strength,
  law: zh.laws.foi,
  from: civilDate('2019-05-15'),
  items: zh.grounds[code].items,
}))

export const attributeNames: Readonly<Record<DisclosureAttribute, string>> = zh.attributes
export const methodNames: Readonly<Record<DisclosureMethod, string>> = zh.methods

/**
 * What a drafter proposes. `publicInterestOverride` records why information that touches a third party is opened
 * after all (第十五条: consent, or withholding would gravely harm the public interest).
 */
export type DisclosureProposal = {
  attribute: DisclosureAttribute | null
  method: DisclosureMethod | null
  grounds: { code: GroundCode; reason: string }[]
  publicInterestOverride?: { reason: string } | null
}

/** A ground on which a paper in this system may be withheld; classified papers may not be here at all. */
export type LawfulGround = { readonly code: Exclude<GroundCode, 'state-secret'>; readonly reason: string }
type Grounds = readonly [LawfulGround, ...LawfulGround[]]

const lawful: unique symbol = Symbol('lawful')
type Lawful = { readonly [lawful]: true; readonly publicInterestOverride: { readonly reason: string } | null }

/**
 * A disclosure decision that has passed the gate. Only `checkDisclosure` makes one: the key of the mark is not exported,
 * and the union leaves no room for an unlawful combination even in a copy. It is frozen and does not survive JSON:
 * what is read back from storage is checked again.
 */
export type LawfulDisclosure =
  | (Lawful & { readonly attribute: 'full'; readonly method: DisclosureMethod; readonly grounds: readonly [] })
  | (Lawful & { readonly attribute: 'redacted'; readonly method: DisclosureMethod; readonly grounds: Grounds })
  | (Lawful & { readonly attribute: 'withheld'; readonly method: null; readonly grounds: Grounds })

const passed = new WeakSet<object>()

/** Whether the very object came out of `checkDisclosure`: the lock at run time, for values that crossed an untyped edge. */
export function isLawfulDisclosure(value: unknown): value is LawfulDisclosure {
  return passed.has(Object(value))
}

const t = zh.disclosure
const a = zh.articles

/**
 * The gate (源头认定): no attribute, or withholding without a ground and a reason of its own → not issued.
 * All faults are returned together.
 */
export function checkDisclosure(
  p: DisclosureProposal,
): { ok: true; value: LawfulDisclosure } | { ok: false; refusals: Refusal[] } {
  const refusals = [...checkAttribute(p), ...checkGrounds(p), ...checkOverride(p)]
  const value = refusals.length === 0 ? build(p) : null
  return value ? { ok: true, value } : { ok: false, refusals }
}

function refuse(code: string, message: string, article: string | null, field: keyof DisclosureProposal): Refusal {
  return { code, severity: 'refuse', message, article, field }
}

function checkAttribute(p: DisclosureProposal): Refusal[] {
  if (!Object.hasOwn(attributeNames, p.attribute ?? '')) {
    return [refuse('attribute-missing', t.attributeMissing, null, 'attribute')]
  }
  if (p.attribute === 'withheld') {
    return p.method === null ? [] : [refuse('method-on-withheld', t.methodOnWithheld, a.foiArt13, 'method')]
  }
  return Object.hasOwn(methodNames, p.method ?? '')
    ? [] : [refuse('method-missing', t.methodMissing, a.foiArt13, 'method')]
}

function checkGrounds(p: DisclosureProposal): Refusal[] {
  const found: Refusal[] = []
  if (p.attribute === 'full' && p.grounds.length > 0) {
    found.push(refuse('grounds-on-full', t.groundsOnFull, a.foiArt13, 'grounds'))
  }
  if ((p.attribute === 'redacted' || p.attribute === 'withheld') && p.grounds.length === 0) {
    found.push(refuse('ground-missing', t.groundMissing(attributeNames[p.attribute]), a.foiArt13, 'grounds'))
  }
  for (const g of p.grounds) {
    const ground = disclosureGrounds.find((known) => known.code === g.code)
    if (!ground) found.push(refuse('ground-unknown', t.groundUnknown, a.foiArt13, 'grounds'))
    else if (ground.code === 'state-secret') found.push(refuse('classified', t.classified, ground.article, 'grounds'))
    else if (!isReason(g.reason, ground.name)) {
      found.push(refuse('reason-missing', t.reasonMissing(ground.name), ground.article, 'grounds'))
    }
  }
  return found
}

function checkOverride(p: DisclosureProposal): Refusal[] {
  if (!p.publicInterestOverride) return []
  if (p.attribute === 'withheld') {
    return [refuse('override-on-withheld', t.overrideOnWithheld, a.foiArt15, 'publicInterestOverride')]
  }
  return isReason(p.publicInterestOverride.reason, '')
    ? []
    : [refuse('override-reason-missing', t.overrideReason, a.foiArt15, 'publicInterestOverride')]
}

/** A reason says why this paper falls under the ground; an empty phrase or the ground's name alone does not. */
function isReason(reason: string, groundName: string): boolean {
  const text = reason.trim().replace(/[。.！!\s]+$/u, '')
  return text.length >= 4 && text !== groundName && !zh.emptyReason.test(text)
}

function build(p: DisclosureProposal): LawfulDisclosure | null {
  const grounds = p.grounds.flatMap(({ code, reason }) =>
    code === 'state-secret' ? [] : [Object.freeze({ code, reason: reason.trim() })],
  )
  const [first, ...rest] = grounds
  const mark = { [lawful]: true, publicInterestOverride: overrideOf(p) } as const
  if (p.attribute === 'full' && p.method !== null && !first) {
    return seal({ ...mark, attribute: p.attribute, method: p.method, grounds: Object.freeze([] as const) })
  }
  if (!first) return null
  const all: Grounds = Object.freeze([first, ...rest] as const)
  if (p.attribute === 'redacted' && p.method !== null) {
    return seal({ ...mark, attribute: p.attribute, method: p.method, grounds: all })
  }
  return p.attribute === 'withheld' ? seal({ ...mark, attribute: p.attribute, method: null, grounds: all }) : null
}

function overrideOf(p: DisclosureProposal): { readonly reason: string } | null {
  return p.publicInterestOverride ? Object.freeze({ reason: p.publicInterestOverride.reason.trim() }) : null
}

function seal(value: LawfulDisclosure): LawfulDisclosure {
  passed.add(value)
  return Object.freeze(value)
}

/** The one value other systems exchange (国办发〔2016〕80号): 不予公开, otherwise the method. */
export function singleValue(d: LawfulDisclosure): '主动公开' | '依申请公开' | '不予公开' {
  if (d.attribute === 'withheld') return zh.singleValues.withheld
  return zh.singleValues[d.method]
}
