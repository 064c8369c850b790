/** Level of a secrecy marking (保守国家秘密法). */
export type SecrecyLevel = '绝密' | '机密' | '秘密'

/** Spaces within a line, which markings are spread with; taken out before looking, so no pattern has to skip them. */
const spaces = /[ \t\r\u3000\u00a0\u200b\ufeff]/g
const level = '(绝|絕|机|機|秘)密'
const term = '(?:[0-9０-９一二三四五六七八九十]+(?:年|个月|月|日|天)|长期|解密时间.{0,20}|启封前)'
/** A level and a star, with or without a term: 机密★1年. */
const starred = new RegExp(`${level}级?[★☆✩✭⭐]`, 'g')
/** 密级：机密, 密级（秘密）; not a list of the levels (密级：绝密、机密、秘密) nor an empty tick box. */
const labelled = new RegExp(`密级(?:[和及]保密期限)?[:：（(【\\[]${level}(?![、/／，,和或及][绝机秘機絕])`, 'g')
/** A ticked box before a level. */
const ticked = new RegExp(`[☑☒■✓✔√]${level}`, 'g')
/** A line that holds nothing but a level, perhaps with a term, an urgency or brackets around it. */
const alone = new RegExp(
  `^[【\\[（(]?${level}级?(?:[*＊·:：]?${term})?[】\\]）)]?(?:特急|加急|急件|特提|平急)?$`,
  'g',
)

/**
 * Finds a secrecy marking (密级标志) in a document's text: a level with a star, after "密级：", ticked, or alone on a line.
 * Ordinary prose (保守国家秘密, 商业秘密, 工作秘密) is not one, nor is a marking quoted inside “ ” within a sentence.
 * `at` is the UTF-16 offset of the level. The first one found is returned.
 */
export function detectSecrecyMarking(text: string): { level: SecrecyLevel; at: number } | null {
  let lineStart = 0
  for (const line of text.split('\n')) {
    const hit = line.includes('密') ? markingIn(line.replace(spaces, '')) : null
    if (hit) return { level: hit.level, at: lineStart + offsetOf(line, hit.index) }
    lineStart += line.length + 1
  }
  return null
}

function markingIn(line: string): { level: SecrecyLevel; index: number } | null {
  const hits = [starred, labelled, ticked, alone].flatMap((pattern) =>
    [...line.matchAll(pattern)].map((m) => ({ level: levelOf(m[1] ?? ''), index: m.index + m[0].indexOf(`${m[1] ?? ''}密`) })),
  )
  return hits.filter((hit) => !quoted(line, hit.index)).toSorted((a, b) => a.index - b.index)[0] ?? null
}

function levelOf(first: string): SecrecyLevel {
  if (first === '绝' || first === '絕') return '绝密'
  return first === '秘' ? '秘密' : '机密'
}

/** A rule about markings shows them in quotation marks within a sentence; a line that begins with the mark is none. */
function quoted(line: string, index: number): boolean {
  const before = line.slice(0, index)
  return before.lastIndexOf('“') > before.lastIndexOf('”') && before.indexOf('“') > 0
}

/** Where the n-th character that is no space stands in the line. */
function offsetOf(line: string, n: number): number {
  let seen = 0
  for (let i = 0; i < line.length; i += 1) {
    if (line.charAt(i).search(spaces) === 0) continue
    if (seen === n) return i
    seen += 1
  }
  return 0
}
