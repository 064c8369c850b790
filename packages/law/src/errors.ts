/** Input that no rule can be applied to: an impossible date, a malformed code. The message is Chinese and says what is wrong. */
export class LawInputError extends Error {
  override readonly name = 'LawInputError'
}

/**
 * A reason why something may not be done, in words an official can act on.
 * `refuse` stops the act; `warn` is shown and may be passed over by a person.
 */
export type Refusal = {
  code: string
  severity: 'refuse' | 'warn'
  /** Chinese: what is wrong and what to do. */
  message: string
  /** Law and article, or null where only custom or a setting stands behind it. */
  article: string | null
  /** Key of the input field it concerns. */
  field?: string
}

/** `memory`: not checked against a text; a setting with this default, never printed as a quotation. */
export type Certainty = 'sourced' | 'memory'
