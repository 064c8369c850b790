import { zh } from './zh.ts'

export type CoreMetadataKey =
  | 'indexNumber' | 'theme' | 'issuer' | 'dateMade' | 'title' | 'documentNumber' | 'datePublished' | 'keywords'

/** The eight core metadata of a public record in their order. All labels are shown even where a value is empty. */
export const coreMetadata: readonly { key: CoreMetadataKey; label: string }[] = (
  ['indexNumber', 'theme', 'issuer', 'dateMade', 'title', 'documentNumber', 'datePublished', 'keywords'] as const
).map((key) => ({ key, label: zh.metadata[key] }))

export type PlatformBlockKey = 'guide' | 'rules' | 'content' | 'reports'
/** The four fixed parts of the 政府信息公开 platform (国办公开办函〔2019〕61号), in this order and with these names. */
export const platformBlocks: readonly { key: PlatformBlockKey; label: string }[] = (
  ['guide', 'rules', 'content', 'reports'] as const
).map((key) => ({ key, label: zh.platform[key] }))

/** 条例第二十条: what every agency publishes of its own accord. `item` is the number of the item, 1–15. */
export const proactiveItems: readonly { item: number; text: string }[] = zh.article20.map((text, i) => ({
  item: i + 1,
  text,
}))

/** 条例第二十一条: fields that cities and counties, and townships, publish besides. */
export const proactiveFields: { readonly cityAndCounty: readonly string[]; readonly township: readonly string[] } =
  zh.article21

export type ArticleItem = { code: string; article: 20 | 21; text: string }
/**
 * What 条例 art. 20 and 21 name, each with the code that records carry: `20-1` … `20-15`, `21-1` …. The fields of cities
 * and counties come first; a township's field of the same name has the same code.
 */
export const articleItems: readonly ArticleItem[] = [
  ...proactiveItems.map(({ item, text }) => ({ code: `20-${item}`, article: 20 as const, text })),
  ...[...new Set([...zh.article21.cityAndCounty, ...zh.article21.township])].map((text, i) => ({ code: `21-${i + 1}`, article: 21 as const, text })),
]
