import { describe, expect, it } from 'vitest'
import {
  agencyLevelOf, agencyLevels, calendarOf, civilDate as d, LawInputError, reconsiderationRules, remedyFor, suitRules, type AgencyLevel, type AuthorityRole,
  type Remedy, type RemedyInput,
} from './index.ts'

const remedy = (subject: string, date: string, more: Partial<RemedyInput> = {}): Remedy => remedyFor({ subject, level: 'city-department', date: d(date), ...more })
const law = '《中华人民共和国行政复议法》'
const old = '《中华人民共和国行政复议法》（2017年修正）'
const suits = '《中华人民共和国行政诉讼法》'
const after = '对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内向人民法院提起行政诉讼；行政复议机关逾期不作决定的，可以自行政复议期限届满之日起15日内向人民法院提起行政诉讼。'

describe('what a letter says of remedies', () => {
  it('a refusal: reconsideration first, no direct suit', () => {
    const r = remedy('denied.process', '2024-05-01')
    expect(r).toMatchObject({
      requirement: 'first', authorities: [{ role: 'city', name: '市人民政府' }],
      reconsideration: { days: 60, article: `${law}第二十条`, authorityArticle: `${law}第二十四条`, firstArticle: `${law}第二十三条` },
      suit: { months: null, due: null, afterReconsiderationDays: 15, article: `${suits}第四十五条` },
      notes: [], needsReview: false,
    })
    expect(r.text).toBe(`如不服本决定，应当先自收到本决定之日起60日内向市人民政府申请行政复议；${after}`)
    expect(r.reconsideration?.untold).toMatchObject({ due: '2025-05-06' })
    expect(r.reconsideration?.untold?.derivation.filter((x) => x.article?.includes('第二十条第三款'))).toEqual([])
    expect(remedy('denied.process', '2024-04-25').reconsideration?.untold?.derivation.at(-1)).toMatchObject({ date: '2025-04-25', article: `${law}第二十条第三款` })
    expect(remedy('denied.process', '2024-04-25').reconsideration?.due.derivation.at(-1)).toMatchObject({ date: '2024-06-24', article: `${law}第二十条` })
  })

  it('what is not a refusal: either way, each with its article', () => {
    const r = remedy('unable.notHeld', '2024-04-25')
    expect(r).toMatchObject({ requirement: 'choice', reconsideration: { firstArticle: null }, suit: { months: 6, article: `${suits}第四十六条` }, notes: [], needsReview: false })
    expect(r.suit?.due?.derivation.at(-1)).toMatchObject({ date: '2024-10-25', article: `${suits}第四十六条` })
    expect(r.text).toBe(`如不服本决定，可以自收到本决定之日起60日内向市人民政府申请行政复议，或者自收到本决定之日起6个月内直接向人民法院提起行政诉讼。${after}`)
  })

  it('silence: counted from the end of the period, both ways told', () => {
    const r = remedy('no-reply', '2024-04-25')
    const [reconsideration, suit] = ['《中华人民共和国行政复议法实施条例》第十六条', '《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第六十六条']
    expect(r).toMatchObject({
      requirement: 'unsettled', reconsideration: { article: reconsideration, firstArticle: null, untold: null }, suit: { months: 6, article: suit },
      notes: ['是否须先申请行政复议尚有争议，请法制工作人员核定表述'], needsReview: true,
    })
    expect(r.reconsideration?.due.derivation.at(-1)?.article).toBe(reconsideration)
    expect(r.suit?.due?.derivation.at(-1)?.article).toBe(suit)
    expect(r.text).toBe(`如不服逾期未作出答复，可以自答复期限届满之日起60日内向市人民政府申请行政复议；依法可以直接提起行政诉讼的，可以自答复期限届满之日起6个月内向人民法院提起行政诉讼。${after}`)
    expect(remedy('no-reply', '2024-04-25', { settings: { silence: 'first' } })).toMatchObject({ requirement: 'first', suit: { months: null, article: `${suits}第四十五条` }, notes: [] })
    expect(remedy('no-reply', '2023-04-25').requirement).toBe('choice')
  })

  it('notes where a lawyer or the office should look', () => {
    const notes = (subject: string, date = '2024-04-25', more: Partial<RemedyInput> = {}): [string[], boolean] => {
      const r = remedy(subject, date, more)
      return [r.notes.map((n) => n.slice(0, 4)), r.needsReview]
    }
    expect(notes('partial')).toEqual([['部分公开'], false])
    expect(notes('partial', '2024-04-25', { settings: { partial: 'choice' } })).toEqual([[], false])
    expect(notes('granted')).toEqual([['予以公开'], false])
    expect(notes('denied.adminQuery')).toEqual([['是否须先'], true])
    expect(notes('np.repeat', '2024-04-25', { level: 'subdistrict' })).toEqual([['复议机关'], true])
    expect(notes('np.repeat', '2014-04-25')).toEqual([['复议机关'], true])
    expect(notes('np.repeat', '2024-04-25', { electronic: { channel: null } })).toEqual([['以电子方'], true])
    expect(notes('np.repeat', '2024-04-25', { electronic: { channel: 'https://fy.example.cn' } })).toEqual([[], false])
    expect(notes('np.repeat', '2024-04-25', { electronic: null })).toEqual([[], false])
    expect(remedy('np.repeat', '2024-04-25', { electronic: { channel: 'https://fy.example.cn' } }).text).toContain('行政复议（也可以通过互联网渠道申请：https://fy.example.cn），或者')
    expect(remedy('np.repeat', '2024-04-25', { electronic: { channel: null } }).text).not.toContain('互联网')
  })

  it('several authorities are offered, with the names given', () => {
    const r = remedy('np.repeat', '2024-04-25', { level: 'city-justice', names: { city: '通辽市人民政府' } })
    expect(r.authorities).toEqual([{ role: 'city', name: '通辽市人民政府' }, { role: 'superior-justice', name: '上一级司法行政部门' }])
    expect(r.text).toContain('向通辽市人民政府或者上一级司法行政部门申请行政复议')
  })

  it('papers on the way, and what a setting leaves without a remedy, tell of none', () => {
    for (const [paper, name] of [['correction-notice', '补正告知'], ['extension-notice', '延期告知'], ['fee-notice', '收费通知']]) {
      expect(remedy(paper ?? '', '2024-04-25')).toEqual({
        requirement: 'none', authorities: [], reconsideration: null, suit: null, notes: [], needsReview: false,
        text: `${name}属于办理过程中的程序性告知，不单独告知行政复议和行政诉讼途径。`,
      })
    }
    expect(remedy('denied.adminQuery', '2024-04-25', { settings: { adminQuery: 'none' } })).toMatchObject({ requirement: 'none', text: expect.stringMatching(/^8\.属于行政查询事项/) })
    expect(remedy('no-reply', '2024-04-25', { settings: { silence: 'none' } })).toMatchObject({ requirement: 'none', text: expect.stringMatching(/^逾期未答复/) })
  })

  it('periods are counted on the calendar given', () => {
    const calendar = calendarOf([{ year: 2024, notices: [], off: [{ name: '假', from: d('2024-06-24'), to: d('2024-06-25') }], work: [] }])
    expect(remedy('granted', '2024-04-25', { calendar }).reconsideration?.due.due).toBe('2024-06-26')
  })

  it('refuses what it does not know, with what it knows', () => {
    expect(() => remedy('x', '2024-04-25')).toThrow(/“x”不认识，应为 granted、partial、.*、other\.misc、no-reply、correction-notice、extension-notice、fee-notice 之一/)
    expect(() => remedy('granted', '2008-04-30')).toThrow('2008-04-30 尚无')
    expect(() => remedyFor({ subject: 'granted', level: 'village' as AgencyLevel, date: d('2024-04-25') })).toThrow('“village”不认识')
    expect(() => remedyFor({ subject: 'fee-notice', level: 'village' as AgencyLevel, date: d('2024-04-25') })).toThrow(LawInputError)
    expect(() => agencyLevelOf('村')).toThrow('“村”不认识，应为 central-department（国务院部门）、')
  })
})

describe('who decides', () => {
  const since2024: [AgencyLevel, AuthorityRole[], string][] = [
    ['central-department', ['itself'], '二十五'], ['province-government', ['itself'], '二十四'], ['province-department', ['province'], '二十四'], ['city-government', ['province'], '二十四'],
    ['city-department', ['city'], '二十四'], ['county-government', ['city'], '二十四'], ['county-department', ['county'], '二十四'], ['township', ['county'], '二十四'],
    ['subdistrict', ['county'], '二十四'], ['city-vertical', ['superior'], '二十七'], ['city-justice', ['city', 'superior-justice'], '二十八'],
  ]
  const before: [AgencyLevel, AuthorityRole[], string][] = [
    ['central-department', ['itself'], '十四'], ['province-government', ['itself'], '十四'], ['province-department', ['province', 'superior'], '十二'], ['city-government', ['province'], '十三'],
    ['city-department', ['city', 'superior'], '十二'], ['county-government', ['city'], '十三'], ['county-department', ['county', 'superior'], '十二'], ['township', ['county'], '十三'],
    ['subdistrict', ['county'], '十五'], ['city-vertical', ['superior'], '十二'], ['city-justice', ['city', 'superior'], '十二'],
  ]
  it.each([['2024-01-01', since2024, law], ['2023-12-31', before, old]] as const)('on %s', (date, rows, name) => {
    for (const [level, roles, n] of rows) {
      const r = remedy('granted', date, { level })
      expect([level, r.authorities.map((a) => a.role), r.reconsideration?.authorityArticle]).toEqual([level, roles, `${name}第${n}条`])
    }
    expect(rows.map(([level]) => level)).toEqual(agencyLevels.map((l) => l.code))
  })

  it('a level is read from its code, its name or a usual word', () => {
    for (const { code, name } of agencyLevels) expect([agencyLevelOf(code), agencyLevelOf(` ${name} `)]).toEqual([code, code])
    expect(['市直部门', '旗县政府', '苏木', '市司法局', 'county'].map(agencyLevelOf)).toEqual(['city-department', 'county-government', 'township', 'city-justice', 'county-government'])
  })
})

describe('the laws by their days', () => {
  it('reconsideration', () => {
    expect(reconsiderationRules.map((r) => [r.code, r.effectiveFrom, r.effectiveTo, r.period.days, r.refusal, r.untold?.months ?? null, r.certainty])).toEqual([
      ['reconsideration-1999', '2008-05-01', '2023-12-31', 60, 'choice', null, 'memory'], ['reconsideration-2023', '2024-01-01', null, 60, 'first', 12, 'sourced'],
    ])
    expect(remedy('granted', '2023-12-31').reconsideration).toMatchObject({ days: 60, article: `${old}第九条`, firstArticle: null, untold: null })
  })

  it('suits: three months before 2015-05-01, six since', () => {
    expect(suitRules.map((r) => [r.code, r.effectiveFrom, r.effectiveTo, r.months, r.afterReconsideration.days, r.certainty])).toEqual([
      ['suit-1989', '2008-05-01', '2015-04-30', 3, 15, 'memory'], ['suit-2014', '2015-05-01', null, 6, 15, 'sourced'],
    ])
    expect(remedy('granted', '2015-04-30').suit).toMatchObject({ months: 3, due: { due: '2015-07-30' }, article: `${suits}（1989年）第三十九条` })
    expect(remedy('granted', '2015-05-01').suit).toMatchObject({ months: 6 })
    expect(remedy('granted', '2008-05-01').suit?.months).toBe(3)
  })
})
