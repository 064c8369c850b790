import { expect, it } from 'vitest'
import { foiZh } from './foi-zh.ts'
import { remedyZh } from './remedy-zh.ts'
import { reportZh } from './report-zh.ts'
import { zh } from './zh.ts'

type Words = (...given: unknown[]) => unknown

/** Every message made of what it is told, with its name. */
function messages(value: unknown, name: string): [string, Words, number][] {
  if (typeof value === 'function') return [[name, (...given) => Reflect.apply(value, null, given), value.length]]
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return []
  return Object.entries(value).flatMap(([key, part]) => messages(part, `${name}.${key}`))
}

const all = Object.entries({ foiZh, remedyZh, reportZh, zh }).flatMap(([name, words]) => messages(words, name))
/** Chooses between words by what it is told, and does not repeat it. */
const choosers = ['zh.calendar.weekend', 'zh.articles.kindItem']

it.each(all.filter(([name]) => !choosers.includes(name)))('%s says all it is told', (_name, words, told) => {
  const marks = Array.from({ length: told }, (_, i) => `<${i}>`)
  const lists = marks.map((mark) => [mark])
  const texts = [marks, lists, ...marks.map((_, at) => marks.map((mark, i) => (i === at ? [mark] : mark)))].flatMap((given) => {
    try {
      return [String(words(...given))]
    } catch {
      return []
    }
  })
  const said = texts.map((text) => new Set(text.match(/<\d>/g)).size)
  expect(Math.max(...said)).toBe(told)
  expect(texts.every((text) => !text.includes('undefined'))).toBe(true)
})
