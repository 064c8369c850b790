import { annualReportForm } from './annual-report-form.ts'
import { LawInputError } from './errors.ts'
import { remedyZh } from './remedy-zh.ts'

/** The 21 results of an application, keyed like the rows of the annual report's form. */
export type OutcomeCode =
  | 'granted' | 'partial'
  | 'denied.stateSecret' | 'denied.lawForbids' | 'denied.safetyStability' | 'denied.thirdParty'
  | 'denied.internalAffairs' | 'denied.process' | 'denied.enforcementFile' | 'denied.adminQuery'
  | 'unable.notHeld' | 'unable.needsCreation' | 'unable.stillUnclear'
  | 'notProcessed.petition' | 'notProcessed.repeat' | 'notProcessed.publication' | 'notProcessed.massive' | 'notProcessed.reconfirm'
  | 'other.noCorrection' | 'other.noPayment' | 'other.misc'
export type OutcomeGroup = 'granted' | 'partial' | 'denied' | 'unable' | 'notProcessed' | 'other'
export type LetterElementCode = keyof typeof remedyZh.elements
/** A part of the letter. `required` parts may not be left out; the others belong there where they apply. */
export type LetterElement = { code: LetterElementCode; name: string; required: boolean }
export type OutcomeVariant = { code: keyof typeof remedyZh.variants; name: string; basis: readonly string[]; letter: readonly LetterElement[] }
export type Outcome = {
  code: OutcomeCode
  group: OutcomeGroup
  /** As on the annual form. */
  label: string
  /** Articles, empty where the form alone knows the result. */
  basis: readonly string[]
  /** What this letter must contain beyond `letterElements`. With variants: what they have in common. */
  letter: readonly LetterElement[]
  /** One row of the form, two kinds of letter. */
  variants: readonly OutcomeVariant[]
}

type Basis = keyof typeof remedyZh.basis
/** `code?`: a part that may be left out. */
type Part = LetterElementCode | `${LetterElementCode}?`
const rows: readonly [OutcomeCode, Basis[], Part[]][] = [
  ['granted', ['art36_1', 'art36_2'], []],
  ['partial', ['art37'], ['open-part', 'withheld-part']],
  ['denied.stateSecret', ['art14'], ['reasons']],
  ['denied.lawForbids', ['art14'], ['forbidding-law', 'reasons']],
  ['denied.safetyStability', ['art14'], ['reasons']],
  ['denied.thirdParty', ['art15', 'art32'], ['third-party-procedure', 'reasons']],
  ['denied.internalAffairs', ['art16p1'], ['reasons']],
  ['denied.process', ['art16p2'], ['reasons']],
  ['denied.enforcementFile', ['art16p2'], ['reasons']],
  ['denied.adminQuery', ['art36_7'], ['special-procedure']],
  ['unable.notHeld', ['art36_4', 'art36_5'], []],
  ['unable.needsCreation', ['art38'], ['reasons']],
  ['unable.stillUnclear', ['art30'], ['correction']],
  ['notProcessed.petition', ['art39p1'], ['not-foi', 'proper-channel?']],
  ['notProcessed.repeat', ['art36_6'], ['earlier-answer']],
  ['notProcessed.publication', ['art39p2'], ['publication-channel?']],
  ['notProcessed.massive', ['art35'], ['reasons-asked']],
  ['notProcessed.reconfirm', [], ['already-obtained']],
  ['other.noCorrection', ['art30'], ['closure']],
  ['other.noPayment', ['fee'], ['closure']],
  ['other.misc', [], ['closure-misc']],
]
const variantRows: readonly [OutcomeCode, OutcomeVariant['code'], Basis, Part[]][] = [
  ['granted', 'already-public', 'art36_1', ['public-way']],
  ['granted', 'provided', 'art36_2', ['information']],
  ['unable.notHeld', 'not-exist', 'art36_4', ['search']],
  ['unable.notHeld', 'not-responsible', 'art36_5', ['not-responsible']],
]

/** What every reply contains; `history` only where there was one. */
export const letterElements: readonly LetterElement[] = elements([
  'title', 'number', 'applicant', 'request', 'history?', 'facts', 'basis', 'decision', 'remedy', 'seal',
])

function elements(parts: readonly Part[]): LetterElement[] {
  return parts.map((part) => {
    const required = !part.endsWith('?')
    const code = (required ? part : part.slice(0, -1)) as LetterElementCode
    return { code, name: remedyZh.elements[code], required }
  })
}

const formRows = annualReportForm(2021).table3.rows

/** All results in the order of the form of 2021. */
export const outcomes: readonly Outcome[] = rows.map(([code, basis, letter]) => ({
  code,
  group: groupOf(code),
  label: formRows.find((r) => r.key === code)?.label ?? code,
  basis: basis.map((b) => remedyZh.basis[b]),
  letter: elements(letter),
  variants: variantRows
    .filter(([of]) => of === code)
    .map(([, variant, b, parts]) => ({ code: variant, name: remedyZh.variants[variant], basis: [remedyZh.basis[b]], letter: elements(parts) })),
}))

function groupOf(code: OutcomeCode): OutcomeGroup {
  const groups = ['granted', 'partial', 'denied', 'unable', 'notProcessed', 'other'] as const
  return groups.find((g) => code === g || code.startsWith(`${g}.`)) ?? 'other'
}

/** The outcome of a code; `np.…` is read as `notProcessed.…`. @throws LawInputError when there is none */
export function outcomeOf(code: string): Outcome {
  const full = code.replace(/^np\./, 'notProcessed.')
  const found = outcomes.find((o) => o.code === full)
  if (!found) throw new LawInputError(remedyZh.unknownOutcome(code, outcomes.map((o) => o.code)))
  return found
}

/** The row of the annual form in which a result is counted: the form of 2019 has one row for all of （六）. */
export function reportRowOf(code: OutcomeCode, year: number): string {
  const { rows: known } = annualReportForm(year).table3
  return known.some((r) => r.key === code) ? code : groupOf(code)
}
