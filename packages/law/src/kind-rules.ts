import type { Refusal } from './errors.ts'
import { documentKinds, kindOf, kindWords, type Direction, type DocumentForm, type DocumentKind, type KindInfo } from './kinds.ts'
import { carriesRequest } from './request-phrases.ts'
import { zh } from './zh.ts'

/**
 * What the rules of the kinds look at.
 * `note` 附注; `signers` 签发人; `jointAgencies` the co-issuing agencies besides the lead;
 * `matters` how many matters are asked for, where the drafter said so.
 */
export type KindInput = {
  kind: DocumentKind
  direction: Direction
  form: DocumentForm
  title: string
  bodyText: string
  addressees: string[]
  note: string | null
  signers: string[]
  sealed: boolean
  jointAgencies: string[]
  matters?: number
}

type Rule = (input: KindInput, kind: KindInfo) => Refusal[]

/** All faults of a document against the rules of its kind, together; `refuse` ones stop it, `warn` ones are shown. */
export function checkKindRules(input: KindInput): Refusal[] {
  const kind = kindOf(input.kind)
  return rules.flatMap((rule) => rule(input, kind))
}

function refuse(code: string, message: string, article: string | null, field: keyof KindInput): Refusal {
  return { code, severity: 'refuse', message, article, field }
}

function warn(code: string, message: string, article: string | null, field: keyof KindInput): Refusal {
  return { code, severity: 'warn', message, article, field }
}

const t = zh.kindRules
const a = zh.articles

const direction: Rule = (input, kind) => {
  if (kind.directions.includes(input.direction)) return []
  const message = t.direction(kind.name, kind.directions.map((d) => zh.directions[d]))
  return [(kind.directionFixed ? refuse : warn)('direction-unfit', message, kind.article, 'direction')]
}

const form: Rule = (input, kind) => {
  const found: Refusal[] = []
  if ((input.form === 'minutes') !== (kind.code === 'minutes') || (input.form === 'order') !== (kind.code === 'order')) {
    found.push(refuse('form-unfit', t.form(kind.name, zh.forms[kind.defaultForm]), a.specialForms, 'form'))
  } else if (input.form === 'upward' && input.direction !== 'up') {
    found.push(refuse('form-upward-only', t.upwardOnly, a.signer, 'form'))
  } else if (input.direction === 'up' && input.form !== 'upward') {
    found.push(warn('form-not-upward', t.notUpward, a.signer, 'form'))
  }
  return found
}

/** 报告 must not carry what asks for a decision (第十五条第四项). */
const reportCarriesRequest: Rule = (input, kind) => {
  if (kind.code !== 'report') return []
  const hit = carriesRequest(input.bodyText)
  return hit === null ? [] : [refuse('report-carries-request', t.reportCarriesRequest(hit), a.oneMatter, 'bodyText')]
}

const request: Rule = (input, kind) => {
  if (kind.code !== 'request') return []
  const found: Refusal[] = []
  if (input.addressees.length !== 1) {
    found.push(refuse('request-one-addressee', t.requestAddressee(input.addressees.length), a.upwardAddressee, 'addressees'))
  }
  if (input.matters !== undefined && input.matters !== 1) {
    found.push(refuse('request-one-matter', t.requestMatter, a.oneMatter, 'matters'))
  }
  if (!namesContact(input.note)) found.push(refuse('request-contact', t.requestContact, null, 'note'))
  return found
}

const phone = /(?:^|\D)(?:1\d{10}|(?:0\d{2,3}[-－—– ]?)?\d{7,8})(?!\d)/
function namesContact(note: string | null): boolean {
  return note !== null && zh.contactWord.test(note) && phone.test(note.replace(/[０-９]/g, halfWidth))
}

function halfWidth(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) - 0xfee0)
}

const addressees: Rule = (input, kind) => {
  const found: Refusal[] = []
  const people = input.addressees.filter((name) => zh.personTitle.test(name))
  if (input.direction === 'up' && people.length > 0) {
    found.push(warn('addressed-to-person', t.addressedToPerson(people), a.notToPerson, 'addressees'))
  }
  if (kind.code !== 'request') {
    if (input.direction === 'up' && input.addressees.length > 1) {
      found.push(warn('upward-one-addressee', t.upwardAddressee, a.upwardAddressee, 'addressees'))
    }
    if (kind.addressed && input.addressees.length === 0) {
      const must = kind.directionFixed
      found.push((must ? refuse : warn)('addressee-missing', t.addresseeMissing(kind.name), a.elements, 'addressees'))
    }
  }
  if (new Set(input.addressees).size < input.addressees.length) {
    found.push(refuse('addressee-twice', t.addresseeTwice, null, 'addressees'))
  }
  return found
}

const signers: Rule = (input) => {
  if (input.direction !== 'up') return []
  if (input.signers.length === 0) return [refuse('signer-missing', t.signerMissing, a.signer, 'signers')]
  const needed = 1 + input.jointAgencies.length
  return input.signers.length < needed
    ? [refuse('signer-of-each-agency', t.signerOfEach(needed, input.signers.length), a.jointIssue, 'signers')]
    : []
}

const seal: Rule = (input, kind) =>
  kind.code === 'minutes' && input.sealed ? [refuse('minutes-no-seal', t.minutesNoSeal, null, 'sealed')] : []

const joint: Rule = (input) =>
  new Set(input.jointAgencies).size < input.jointAgencies.length
    ? [refuse('joint-agency-twice', t.jointTwice, null, 'jointAgencies')]
    : []

/** A title is made of issuer, matter and kind (第九条第七项); many real ones leave one out, so this only warns. */
const title: Rule = (input, kind) => {
  const text = input.title.trim()
  if (text === '') return [refuse('title-missing', t.titleMissing, a.title, 'title')]
  if (zh.mixedTitle.test(text)) return [refuse('title-mixed-kind', t.titleMixed, a.oneMatter, 'title')]
  const core = text.replace(/[（(][^（()）]*[）)]$/, '')
  if (kindWords(kind).some((word) => core.endsWith(word))) return []
  const other = documentKinds.find((k) => k !== kind && kindWords(k).some((word) => word.length > 1 && core.endsWith(word)))
  if (other) return [warn('title-other-kind', t.titleOtherKind(kind.name, other.name), a.title, 'title')]
  return kindWords(kind).some((word) => core.includes(word)) ? [] : [warn('title-without-kind', t.titleWithoutKind(kind.name), a.title, 'title')]
}

const rules: readonly Rule[] = [direction, form, reportCarriesRequest, request, addressees, signers, seal, joint, title]
