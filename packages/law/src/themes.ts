import themesData from './data/themes.json' with { type: 'json' }
import { LawInputError } from './errors.ts'
import { zh } from './zh.ts'

/** `seq` is our display order and stable; no official numeric code is known. */
export type Theme = { readonly seq: number; readonly name: string; readonly children: readonly string[] }

/** 国务院公文主题分类: 22 themes with their second level, as used by the document search of gov.cn. */
export const themes: readonly Theme[] = themesData

const separator = '\\'

/**
 * The form printed in the metadata table: 综合政务\政务公开.
 * @throws LawInputError when there is no such theme
 */
export function themeLabel(level1: string, level2: string | null = null): string {
  const theme = themes.find((t) => t.name === level1)
  if (!theme || (level2 !== null && !theme.children.includes(level2))) {
    throw new LawInputError(zh.themes.unknown(level2 === null ? level1 : `${level1}${separator}${level2}`))
  }
  return level2 === null ? level1 : `${level1}${separator}${level2}`
}

/** Reads a label with `\`, `/` or `＼` between the levels, or a first level alone. Null when there is no such theme. */
export function findTheme(label: string): { theme: Theme; child: string | null } | null {
  const [level1, level2, ...rest] = label.split(/[\\/＼／]/).map((part) => part.trim())
  const theme = themes.find((t) => t.name === level1)
  if (!theme || rest.length > 0) return null
  if (level2 === undefined) return { theme, child: null }
  return theme.children.includes(level2) ? { theme, child: level2 } : null
}
