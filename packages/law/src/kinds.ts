import { zh } from './zh.ts'

export type DocumentKind =
  | 'resolution' | 'decision' | 'order' | 'communique' | 'proclamation' | 'notice-public' | 'opinion' | 'notice'
  | 'circular' | 'report' | 'request' | 'reply' | 'motion' | 'letter' | 'minutes'
/** Whom a document is addressed to: lower, higher, unrelated agencies, or everyone. */
export type Direction = 'down' | 'up' | 'parallel' | 'public'
/** Layouts of GB/T 9704-2012: ordinary 文件, 信函, 命令（令）, 纪要, and the upward form with the signer's name. */
export type DocumentForm = 'ordinary' | 'letter' | 'order' | 'minutes' | 'upward'

/**
 * - `directions`: usual ones; `directionFixed`: the regulation's own words leave no other
 * - `sealed`: bears the agency's seal; orders carry the signer's stamp, minutes and meeting documents nothing
 * - `addressed`: normally has 主送机关
 * - `inAttributeNotice`: named in the list of kinds that must carry a disclosure attribute
 */
export type KindInfo = {
  code: DocumentKind
  name: string
  directions: readonly Direction[]
  directionFixed: boolean
  defaultForm: DocumentForm
  sealed: boolean
  addressed: boolean
  inAttributeNotice: boolean
  use: string
  article: string
}

type Row = [
  code: DocumentKind,
  directions: Direction[],
  fixed: boolean,
  form: DocumentForm,
  sealed: boolean,
  addressed: boolean,
  listed: boolean,
]

const rows: readonly Row[] = [
  ['resolution', ['down', 'public'], false, 'ordinary', false, false, false],
  ['decision', ['down', 'public'], false, 'ordinary', true, false, true],
  ['order', ['down', 'public'], false, 'order', false, false, true],
  ['communique', ['public'], false, 'ordinary', false, false, false],
  ['proclamation', ['public'], true, 'ordinary', true, false, true],
  ['notice-public', ['public'], true, 'ordinary', true, false, true],
  ['opinion', ['down', 'up', 'parallel'], false, 'ordinary', true, true, true],
  ['notice', ['down', 'parallel'], false, 'ordinary', true, true, true],
  ['circular', ['down', 'parallel'], false, 'ordinary', true, true, true],
  ['report', ['up'], true, 'upward', true, true, true],
  ['request', ['up'], true, 'upward', true, true, true],
  ['reply', ['down'], true, 'ordinary', true, true, true],
  ['motion', ['parallel', 'up'], false, 'ordinary', true, true, false],
  ['letter', ['parallel'], true, 'letter', true, true, true],
  ['minutes', ['down', 'parallel'], false, 'minutes', false, false, true],
]

/** Chinese names for choosing. */
export const directionNames: Readonly<Record<Direction, string>> = zh.directions
export const formNames: Readonly<Record<DocumentForm, string>> = zh.forms

/** The 15 kinds of the 党政机关公文处理工作条例第八条, in its order. */
export const documentKinds: readonly KindInfo[] = rows.map(
  ([code, directions, directionFixed, defaultForm, sealed, addressed, inAttributeNotice], i) => ({
    code,
    name: zh.kinds[code].name,
    directions,
    directionFixed,
    defaultForm,
    sealed,
    addressed,
    inAttributeNotice,
    use: zh.kinds[code].use,
    article: zh.articles.kindItem(i + 1),
  }),
)

const byCode: ReadonlyMap<string, KindInfo> = new Map(documentKinds.map((k) => [k.code, k]))
/** 命令（令） goes by three names. */
const byName: ReadonlyMap<string, KindInfo> = new Map(
  documentKinds.flatMap((k) => kindWords(k).concat(k.name).map((name) => [name, k] as const)),
)

/** Words that stand for the kind in a title: its name, for 命令（令） both. */
export function kindWords(kind: KindInfo): string[] {
  return kind.code === 'order' ? [...zh.orderWords] : [kind.name]
}

export function kindOf(code: DocumentKind): KindInfo
export function kindOf(code: string): KindInfo | null
export function kindOf(code: string): KindInfo | null {
  return byCode.get(code) ?? null
}

/** By its Chinese name; 命令, 令 and 命令（令） are the same kind. Null for what is no kind (方案, 办法, 规划 …). */
export function kindByName(name: string): KindInfo | null {
  return byName.get(name.trim()) ?? null
}
