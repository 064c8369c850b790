import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkOrgCode, checkUscc, findDocumentNumbers, formatDocumentNumber, formatIndexNumber, LawInputError, parseDocumentNumber,
  parseIndexNumber,
} from './index.ts'

const normal = (text: string): string | undefined => parseDocumentNumber(text)?.normal

describe('document numbers', () => {
  it.each([
    '通政办发〔2026〕12号', '通政办发[2026]12号', '通政办发（2026）12号', '通政办发(2026)12号', '通政办发【2026】12号',
    '通政办发［２０２６］１２号', '通政办发 〔2026〕 第 012 号', '通政办发〔2026〕第12号', '　通政办发〔2026〕12号 ', '通政办发〔2026〕12',
  ])('%s is 通政办发〔2026〕12号', (text) => {
    const parsed = parseDocumentNumber(text)
    expect(parsed).toMatchObject({ code: '通政办发', year: 2026, seq: 12, order: false, normal: '通政办发〔2026〕12号' })
    expect(parsed?.original).toBe(text.trim())
    expect(parsed?.irregular).toBe(text.trim() !== '通政办发〔2026〕12号')
  })

  it('keeps the notice’s own irregular print', () => {
    expect(parseDocumentNumber('通政公字（2020）1号')).toEqual({
      code: '通政公字', year: 2020, seq: 1, order: false, normal: '通政公字〔2020〕1号', original: '通政公字（2020）1号', irregular: true,
    })
  })

  it.each([
    ['中华人民共和国国务院令第711号', '中华人民共和国国务院令第711号'],
    ['国务院令 第 711 号', '国务院令第711号'],
    ['国务院第711号令', '国务院令第711号'],
    ['农业部令2012年第5号', '农业部令2012年第5号'],
    ['中华人民共和国主席令第七十三号', '中华人民共和国主席令第73号'],
    ['主席令第一百零三号', '主席令第103号'],
    ['主席令第十号', '主席令第10号'],
    ['杭州市人民代表大会常务委员会公告第23号', '杭州市人民代表大会常务委员会公告第23号'],
    ['(83)国函字23号', '国函字〔1983〕23号'],
    ['主席令第二三号', '主席令第23号'], ['主席令第二〇号', '主席令第20号'], ['主席令第一千零二十号', '主席令第1020号'], ['财政部令（第147号）', '财政部令第147号'],
    ['财政部令〔2012〕第5号', '财政部令2012年第5号'], ['财政部2012年第5号令', '财政部令2012年第5号'],
  ])('%s → %s', (text, expected) => expect(normal(text)).toBe(expected))

  it('Chinese numerals of orders are not irregular, a misplaced 令 is', () => {
    expect(parseDocumentNumber('中华人民共和国主席令第七十三号')?.irregular).toBe(false)
    expect(parseDocumentNumber('国务院第711号令')?.irregular).toBe(true)
  })

  it.each(['', '〔2016〕8号', '（〔2016〕8号）', '2026年6月17日', '通政办发〔2026〕0号', '通政办发〔206〕1号', '关于印发工作要点的通知', '第12号', '12号'])(
    '%j is no number',
    (text) => expect(parseDocumentNumber(text)).toBeNull(),
  )

  it('formats what it parses, and refuses what is no code', () => {
    const han = fc.stringMatching(/^[通政办发内府国函字市]{2,8}$/)
    fc.assert(
      fc.property(han, fc.integer({ min: 1949, max: 2100 }), fc.integer({ min: 1, max: 99_999 }), (code, year, seq) => {
        const text = formatDocumentNumber(code, year, seq)
        expect(parseDocumentNumber(text)).toEqual({ code, year, seq, order: false, normal: text, original: text, irregular: false })
      }),
    )
    expect(formatDocumentNumber('通政办发', 2026, 12)).toBe('通政办发〔2026〕12号')
    for (const [code, year, seq] of [['', 2026, 1], ['通 政', 2026, 1], ['通政2', 2026, 1], ['通政', 26, 1], ['通政', 2026, 0], ['通政', 2026, 1.5]] as const) {
      expect(() => formatDocumentNumber(code, year, seq)).toThrow(LawInputError)
    }
  })

  it('reads nothing longer than any number is, and no year or code that cannot be', () => {
    const number = '通政办发〔2026〕12号'
    expect([200, 201].map((n) => parseDocumentNumber(number.padStart(n, ' '))?.normal)).toEqual([number, undefined])
    expect([1899, 1900, 9999, 10_000].map((year) => {
      try {
        return formatDocumentNumber('通政', year, 1)
      } catch {
        return null
      }
    })).toEqual([null, '通政〔1900〕1号', '通政〔9999〕1号', null])
    for (const text of ['通@政〔2026〕1号', '通@令第1号', 'abc〔2026〕1号', '通政令第零号', '通政办发〔1800〕12号', '通政办发〔0020〕6号', '令1800年第5号', `${'通'.repeat(51)}〔2026〕1号`]) expect(parseDocumentNumber(text)).toBeNull()
    expect(parseDocumentNumber(`${'通'.repeat(50)}〔2026〕1号`)).not.toBeNull()
    expect(parseDocumentNumber('令〔62〕2')).toMatchObject({ order: true, normal: '令1962年第2号' })
    expect(findDocumentNumbers('根据通政办发〔1800〕12号和通政办发〔2020〕1号').map((f) => f.number.normal)).toEqual(['通政办发〔2020〕1号'])
    expect(parseDocumentNumber('财政部令（第四十号）')).toMatchObject({ normal: '财政部令第40号', irregular: true })
  })

  it('never throws on any text, and a normal form is stable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'通政令公告第〔〕（）[]2026号十二年 0') })), (text) => {
        const parsed = parseDocumentNumber(text)
        if (parsed) expect(parseDocumentNumber(parsed.normal)).toMatchObject({ normal: parsed.normal, irregular: false })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('numbers in running text', () => {
  const found = (text: string): string[] => findDocumentNumbers(text).map((f) => text.slice(f.start, f.end))

  it.each([
    ['《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）的验收之年', ['中办发〔2016〕8号']],
    ['按照内政办发〔2018〕58号和内政办字〔2019〕47号要求', ['内政办发〔2018〕58号', '内政办字〔2019〕47号']],
    ['（国办发〔2017〕47号）和国办公开办函〔2019〕61号', ['国办发〔2017〕47号', '国办公开办函〔2019〕61号']],
    ['和政发〔2020〕1号', ['和政发〔2020〕1号']],
    ['2004年6月1日国家发展和改革委员会令第5号公布', ['国家发展和改革委员会令第5号']],
    ['2004年6月1日日政发〔2004〕5号公布', ['日政发〔2004〕5号']],
    ['根据国务院令第711号和(国办公开办函〔2020〕2号)', ['国务院令第711号', '国办公开办函〔2020〕2号']],
    ['最高人民法院以法发〔1993〕15号印发', ['法发〔1993〕15号']],
    ['原国家工商行政管理总局令第5号', ['国家工商行政管理总局令第5号']],
    ['（〔2016〕8号）全年第12号线', []], ['通政办发〔2026〕0号', []], ['日政发〔2004〕5号', ['日政发〔2004〕5号']],
    ['通政发〔2026〕1号和根据国办发〔2017〕47号', ['通政发〔2026〕1号', '国办发〔2017〕47号']], ['2026年6月1日根据国办发〔2017〕47号', ['国办发〔2017〕47号']],
    ['根据原国家工商行政管理总局令第5号', ['国家工商行政管理总局令第5号']], ['根据函〔2020〕5号', ['根据函〔2020〕5号']], ['通政发〔2026〕1号同通政办发〔2026〕2号', ['通政发〔2026〕1号', '通政办发〔2026〕2号']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  it('every place found parses to the number it gives', () => {
    const parts = fc.array(fc.constantFrom('根据', '通政办发〔2026〕12号', '、', '和', '国务院令第711号', '（', '）', '2026年1月1日', '的规定'))
    fc.assert(
      fc.property(parts, (list) => {
        const text = list.join('')
        let end = 0
        for (const f of findDocumentNumbers(text)) {
          expect(f.start).toBeGreaterThanOrEqual(end)
          expect(parseDocumentNumber(text.slice(f.start, f.end))).toEqual(f.number)
          end = f.end
        }
      }),
    )
  })
})

const corpus = new URL('../../../../shared/corpus/', import.meta.url)
describe.skipIf(!existsSync(corpus))('the collection of real documents (skipped where ../shared/corpus is absent)', () => {
  it('every document number of it is read', () => {
    const numbers = readdirSync(corpus)
      .filter((name) => /^documents-.*\.jsonl\.gz$/.test(name))
      .flatMap((name) => gunzipSync(readFileSync(new URL(name, corpus))).toString('utf8').trim().split('\n'))
      .flatMap((line) => {
        const record: unknown = JSON.parse(line)
        const value = typeof record === 'object' && record !== null && 'doc_no' in record ? record.doc_no : null
        return typeof value === 'string' ? [value] : []
      })
    expect(numbers.length).toBeGreaterThan(500)
    expect(numbers.filter((n) => parseDocumentNumber(n) === null)).toEqual([])
  })
})

describe('index numbers', () => {
  it('formats and reads both kinds of agency code', () => {
    expect(formatIndexNumber('000014349', 2017, 110)).toBe('000014349/2017-00110')
    expect(formatIndexNumber('00001434-9', 2017, 110)).toBe('000014349/2017-00110')
    expect(formatIndexNumber('11441700007280420Y', 2021, 50)).toBe('11441700007280420Y/2021-00050')
    expect(parseIndexNumber('11441700007280420Y/2021-00050')).toEqual({ orgCode: '11441700007280420Y', year: 2021, serial: 50 })
    expect(formatIndexNumber('000014349', 2026, 123_456)).toBe('000014349/2026-123456')
    for (const bad of ['000014349/2021-None', '000014349/2021-00000', '0014349/2021-00001', '000014349-2021-00001']) {
      expect(parseIndexNumber(bad)).toBeNull()
    }
    for (const [code, year, serial] of [['', 2026, 1], ['12345', 2026, 1], ['000014349', 26, 1], ['000014349', 2026, 0], ['000014349', 2026, Number.NaN]] as const) {
      expect(() => formatIndexNumber(code, year, serial)).toThrow(LawInputError)
    }
  })

  it('keeps to years and serials that can be, and tidies what is typed', () => {
    const made = (year: number, serial: number): string | null => {
      try {
        return formatIndexNumber('000014349', year, serial)
      } catch (error) {
        return error instanceof LawInputError ? null : 'another fault'
      }
    }
    expect([made(1899, 1), made(1900, 1), made(9999, 1), made(10_000, 1), made(2026, 9_999_999), made(2026, 10_000_000), made(2026, 1.5), made(2026.5, 1)]).toEqual([
      null, '000014349/1900-00001', '000014349/9999-00001', null, '000014349/2026-9999999', null, null, null,
    ])
    expect(formatIndexNumber(' 11441700007280420y ', 2021, 50)).toBe('11441700007280420Y/2021-00050')
    expect(parseIndexNumber(' 000014349/2021-00050\n')).toEqual({ orgCode: '000014349', year: 2021, serial: 50 })
    expect([checkOrgCode(' 00001434-9 '), checkUscc(' 11441700007280420y ')]).toEqual([true, true])
  })

  it('check digits over their whole range: X for ten, 0 for eleven', () => {
    const weights = [3, 7, 9, 10, 5, 8, 4, 2]
    const right = Array.from({ length: 300 }, (_, n) => {
      const body = String(n * 331).padStart(8, '0')
      const rest = 11 - ([...body].reduce((sum, c, i) => sum + Number(c) * (weights[i] ?? 0), 0) % 11)
      return body + (rest === 10 ? 'X' : rest === 11 ? '0' : rest)
    })
    expect(new Set(right.map((code) => code[8])).size).toBe(11)
    expect(right.filter((code) => !checkOrgCode(code))).toEqual([])
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    const endings = Array.from({ length: 200 }, (_, n) => [...alphabet].filter((c) => checkUscc(`91150500${String(n).padStart(9, '0')}${c}`)))
    expect(endings.every((found) => found.length === 1)).toBe(true)
    expect(new Set(endings.flat()).size).toBe(31)
  })

  it('goes round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 9_999_999 }), (year, serial) => {
        expect(parseIndexNumber(formatIndexNumber('000014349', year, serial))).toEqual({ orgCode: '000014349', year, serial })
      }),
    )
  })

  it('checks the digits of agency codes', () => {
    expect(checkOrgCode('000014349')).toBe(true)
    expect(checkOrgCode('00001434-9')).toBe(true)
    for (const code of ['11441700007280420Y', '11500382774856013D']) expect(checkUscc(code)).toBe(true)
    for (const bad of ['000014348', '00001434', '', 'O00014349']) expect(checkOrgCode(bad)).toBe(false)
    for (const bad of ['11441700007280420X', '1144170000728042', '', '11441700007280420I']) expect(checkUscc(bad)).toBe(false)
  })

  it('one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.constantFrom(...'0123456789'), (at, digit) => {
        const code = '11441700007280420Y'
        fc.pre(code[at] !== digit)
        expect(checkUscc(code.slice(0, at) + digit + code.slice(at + 1))).toBe(false)
      }),
    )
  })
})
