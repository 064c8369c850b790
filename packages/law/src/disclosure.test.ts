import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attributeNames, carriesRequest, checkDisclosure, coreMetadata, detectSecrecyMarking, disclosureGrounds, findDocumentNumbers, findTheme,
  headingLevelOf, isLawfulDisclosure, LawInputError, methodNames, parseDocumentNumber, platformBlocks, proactiveItems, singleValue, themeLabel, themes, type DisclosureProposal, type GroundCode, type LawfulDisclosure,
} from './index.ts'

const reason = '附件含企业工艺参数，公开会损害企业竞争利益'
const ground = { code: 'third-party' as GroundCode, reason }
const p = (part: Partial<DisclosureProposal>): DisclosureProposal => ({ attribute: 'full', method: 'proactive', grounds: [], ...part })
const codes = (part: Partial<DisclosureProposal>): string[] => {
  const result = checkDisclosure(p(part))
  return result.ok ? [] : result.refusals.map((r) => r.code)
}
const pass = (part: Partial<DisclosureProposal>): LawfulDisclosure => {
  const result = checkDisclosure(p(part))
  if (!result.ok) throw new Error(result.refusals.map((r) => r.message).join())
  return result.value
}

describe('the gate', () => {
  it('passes what is lawful and gives the single value', () => {
    expect(singleValue(pass({}))).toBe('主动公开')
    expect(singleValue(pass({ method: 'on-request' }))).toBe('依申请公开')
    expect(singleValue(pass({ attribute: 'redacted', grounds: [ground] }))).toBe('主动公开')
    expect(singleValue(pass({ attribute: 'withheld', method: null, grounds: [ground] }))).toBe('不予公开')
    expect(pass({ publicInterestOverride: { reason: '第三方已书面同意公开' } }).publicInterestOverride).toEqual({ reason: '第三方已书面同意公开' })
  })

  it('refuses without attribute, method, ground or reason', () => {
    expect(codes({ attribute: null })).toEqual(['attribute-missing'])
    expect(codes({ method: null })).toEqual(['method-missing'])
    expect(codes({ attribute: 'redacted', method: null })).toEqual(['method-missing', 'ground-missing'])
    expect(codes({ attribute: 'withheld', method: 'on-request' })).toEqual(['method-on-withheld', 'ground-missing'])
    expect(codes({ grounds: [ground] })).toEqual(['grounds-on-full'])
    expect(codes({ attribute: 'withheld', method: null, grounds: [ground], publicInterestOverride: { reason } })).toEqual(['override-on-withheld'])
    expect(codes({ publicInterestOverride: { reason: ' ' } })).toEqual(['override-reason-missing'])
  })

  it.each(['', '  ', '无', '不予公开', '同上', '损害第三方合法权益', '内部资料。', '……', '依法不予公开'])('%j is no reason', (empty) => {
    expect(codes({ attribute: 'withheld', method: null, grounds: [{ ...ground, reason: empty }] })).toEqual(['reason-missing'])
  })

  it('says with each fault the field and the article', () => {
    const faults = (part: Partial<DisclosureProposal>): unknown[] => {
      const result = checkDisclosure(p(part))
      return result.ok ? [] : result.refusals.map((r) => [r.code, r.severity, r.field, r.article?.split('》')[1] ?? null])
    }
    const empty = { code: 'process' as GroundCode, reason: '无' }
    expect(faults({ attribute: null })).toEqual([['attribute-missing', 'refuse', 'attribute', null]])
    expect(faults({ method: null })).toEqual([['method-missing', 'refuse', 'method', '第十三条']])
    expect(faults({ attribute: 'withheld', grounds: [ground] })).toEqual([['method-on-withheld', 'refuse', 'method', '第十三条']])
    expect(faults({ grounds: [ground] })).toEqual([['grounds-on-full', 'refuse', 'grounds', '第十三条']])
    expect(faults({ attribute: 'redacted' })).toEqual([['ground-missing', 'refuse', 'grounds', '第十三条']])
    expect(faults({ attribute: 'withheld', method: null })).toEqual([['ground-missing', 'refuse', 'grounds', '第十三条']])
    expect(faults({ attribute: 'redacted', grounds: [{ code: 'x' as GroundCode, reason }] })).toEqual([['ground-unknown', 'refuse', 'grounds', '第十三条']])
    expect(faults({ attribute: 'redacted', grounds: [{ code: 'state-secret', reason }] })).toEqual([['classified', 'refuse', 'grounds', '第十四条']])
    expect(faults({ attribute: 'redacted', grounds: [empty, ground] })).toEqual([['reason-missing', 'refuse', 'grounds', '第十六条第二款']])
    expect(faults({ attribute: 'withheld', method: null, grounds: [ground], publicInterestOverride: { reason } })).toEqual([['override-on-withheld', 'refuse', 'publicInterestOverride', '第十五条']])
    expect(faults({ publicInterestOverride: { reason: '无' } })).toEqual([['override-reason-missing', 'refuse', 'publicInterestOverride', '第十五条']])
  })

  it('keeps what was said, without the blanks around it, and cannot be changed', () => {
    const redacted = pass({ attribute: 'redacted', method: 'on-request', grounds: [{ ...ground, reason: `  ${reason} ` }, { code: 'process', reason: '讨论稿，尚未定稿的意见' }], publicInterestOverride: { reason: ` ${reason} ` } })
    expect(redacted).toMatchObject({ attribute: 'redacted', method: 'on-request', grounds: [{ code: 'third-party', reason }, { code: 'process', reason: '讨论稿，尚未定稿的意见' }], publicInterestOverride: { reason } })
    expect(pass({ attribute: 'withheld', method: null, grounds: [ground] })).toMatchObject({ attribute: 'withheld', method: null, grounds: [ground], publicInterestOverride: null })
    expect(pass({})).toMatchObject({ attribute: 'full', method: 'proactive', grounds: [], publicInterestOverride: null })
    for (const value of [redacted, redacted.grounds, redacted.grounds[0], redacted.publicInterestOverride, pass({}).grounds]) expect(Object.isFrozen(value)).toBe(true)
    expect([isLawfulDisclosure(redacted), isLawfulDisclosure({ ...redacted }), isLawfulDisclosure(null), isLawfulDisclosure('x')]).toEqual([true, false, false, false])
  })

  it.each([['四个字了', true], ['三字了', false], ['讨论记录。', true], ['过程性信息', false], ['过程性信息！。', false], ['讨论。记录', true], ['  三字', false], ['甲。乙丙', true]])('%s is a reason: %s', (text, ok) => {
    expect(codes({ attribute: 'redacted', grounds: [{ code: 'process', reason: text }] })).toEqual(ok ? [] : ['reason-missing'])
  })

  it('turns classified papers away', () => {
    const result = checkDisclosure(p({ attribute: 'withheld', method: null, grounds: [{ code: 'state-secret', reason }] }))
    expect(result.ok ? [] : result.refusals).toMatchObject([{ code: 'classified', message: expect.stringContaining('不得进入本系统') }])
  })

  it('refuses values that no type would let through', () => {
    const wild: DisclosureProposal = JSON.parse('{"attribute":"toString","method":"constructor","grounds":[{"code":"work-secret","reason":"工作秘密不便公开"}]}')
    const result = checkDisclosure(wild)
    expect(result.ok ? [] : result.refusals.map((r) => r.code)).toEqual(['attribute-missing', 'ground-unknown'])
  })

  it('a decision can be neither made by hand nor changed', () => {
    const value = pass({})
    // @ts-expect-error the mark cannot be written outside the module
    const made: LawfulDisclosure = { attribute: 'full', method: 'proactive', grounds: [], publicInterestOverride: null }
    const withheld = pass({ attribute: 'withheld', method: null, grounds: [ground] })
    // @ts-expect-error a withheld decision cannot be opened by copying
    const copied: LawfulDisclosure = { ...withheld, grounds: [] }
    expect([value, made, copied, { ...value }, JSON.parse(JSON.stringify(value)), null].map(isLawfulDisclosure)).toEqual([
      true, false, false, false, false, false,
    ])
    expect(() => Object.assign(value, { attribute: 'withheld' })).toThrow(TypeError)
  })

  it('whatever passes is lawful', () => {
    const proposal = fc.record({
      attribute: fc.constantFrom(null, 'full' as const, 'redacted' as const, 'withheld' as const),
      method: fc.constantFrom(null, 'proactive' as const, 'on-request' as const),
      grounds: fc.array(fc.record({ code: fc.constantFrom(...disclosureGrounds.map((g) => g.code)), reason: fc.constantFrom('', '无', reason) }), { maxLength: 3 }),
      publicInterestOverride: fc.constantFrom(null, { reason: '' }, { reason }),
    })
    fc.assert(
      fc.property(proposal, (candidate) => {
        const result = checkDisclosure(candidate)
        if (!result.ok) {
          expect(result.refusals.length).toBeGreaterThan(0)
          return
        }
        const { attribute, method, grounds } = result.value
        expect(attribute).toBe(candidate.attribute)
        expect(grounds).toEqual(candidate.grounds)
        expect((method === null) === (attribute === 'withheld')).toBe(true)
        expect((grounds.length === 0) === (attribute === 'full')).toBe(true)
        for (const g of grounds) expect(g.reason).toBe(reason)
        expect(Object.isFrozen(result.value)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('grounds are those of 第十四条 to 第十六条 with their strength', () => {
    expect(disclosureGrounds.map((g) => [g.code, g.article.split('》')[1], g.strength])).toEqual([
      ['state-secret', '第十四条', 'must-not'],
      ['law-forbids', '第十四条', 'must-not'],
      ['safety-stability', '第十四条', 'must-not'],
      ['third-party', '第十五条', 'must-not-unless'],
      ['internal-affairs', '第十六条第一款', 'may'],
      ['process', '第十六条第二款', 'may'],
      ['enforcement-file', '第十六条第二款', 'may'],
    ])
    for (const g of disclosureGrounds) expect(g.text.endsWith('。')).toBe(true)
    expect([attributeNames.redacted, methodNames['on-request']]).toEqual(['删减后公开', '依申请公开'])
  })
})

describe('secrecy markings', () => {
  it.each([
    ['机密★1年\n特急', '机密', 0], ['正文\n　秘密★长期', '秘密', 4], ['绝 密 ☆', '绝密', 0], ['密级：机密', '机密', 3], ['密  级: 秘密 5年', '秘密', 6], ['密级：□绝密 ☑机密 □秘密', '机密', 8],
    ['000001\n机密\n特急', '机密', 7], ['机密 特急', '机密', 0], ['【绝密】\n关于某事的通知', '绝密', 1], ['机密级', '机密', 0], ['秘密5年', '秘密', 0], ['機密★', '机密', 0],
    ['密级和保密期限：秘密★10年', '秘密', 8],
  ] as const)('%j', (text, level, at) => expect(detectSecrecyMarking(text)).toEqual({ level, at }))

  it.each([
    '《中华人民共和国保守国家秘密法》', '涉及商业秘密、个人隐私的', '工作秘密', '国家秘密的密级分为绝密、机密、秘密三级', '密级：绝密、机密、秘密三级', '密级：无', '密级：',
    '机密文件应当登记', '密级标注为“机密★1年”的文件不得上网', '依法保护国家秘密\n商业秘密', '绝密级国家秘密是最重要的国家秘密', '密级：□绝密 □机密 □秘密', '',
  ])('prose is none: %j', (text) => expect(detectSecrecyMarking(text)).toBeNull())
})

describe('secrecy markings within a line', () => {
  it.each<[string, string | null, number?]>([
    ['密级：秘密 机密★1年', '秘密', 3], ['絕密★', '绝密', 0], ['機密★', '机密', 0], ['见“机密★1年”字样', null], ['“机密★1年”', '机密', 1], ['见“通知”：机密★1年', '机密', 6],
    ['一行\n  机 密★1年', '机密', 5], ['秘密\n第二行', '秘密', 0], ['他说：“甲”和“机密★”', null],
  ])('%j: %s', (text, level, at) => expect(detectSecrecyMarking(text)).toEqual(level === null ? null : { level, at }))
})

describe('hostile text', () => {
  it('is read in linear time', () => {
    const wide = ' '.repeat(100_000)
    const started = performance.now()
    expect(detectSecrecyMarking(`机密${wide}x\n密级：${wide}无`)).toBeNull()
    expect(detectSecrecyMarking(`${wide}机${wide}密${wide}`)).toEqual({ level: '机密', at: 100_000 })
    expect(parseDocumentNumber('令'.repeat(100_000))).toBeNull()
    expect(findDocumentNumbers('令第'.repeat(50_000))).toEqual([])
    expect(carriesRequest(`请${'请予'.repeat(50_000)}`)).toBeNull()
    expect(headingLevelOf(`（${wide}一`)).toBe(0)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('themes and metadata', () => {
  it('names the theme it does not know, with both levels where two were given', () => {
    expect(() => themeLabel('甲')).toThrow(/甲(?!\\)/)
    expect(() => themeLabel('综合政务', '甲')).toThrow('综合政务\\甲')
    expect(() => themeLabel('甲')).not.toThrow('\\')
    expect(findTheme(' 综合政务 / 政务公开 ')).toMatchObject({ theme: { name: '综合政务' }, child: '政务公开' })
  })

  it('22 themes, labels go round', () => {
    expect(themes).toHaveLength(22)
    expect(themeLabel('综合政务', '政务公开')).toBe('综合政务\\政务公开')
    for (const theme of themes) {
      expect(findTheme(themeLabel(theme.name))).toEqual({ theme, child: null })
      for (const child of theme.children) expect(findTheme(themeLabel(theme.name, child))).toEqual({ theme, child })
    }
    expect(findTheme('综合政务/政务公开')?.child).toBe('政务公开')
    for (const none of ['', '政务公开', '综合政务\\没有', '综合政务\\政务公开\\三']) expect(findTheme(none)).toBeNull()
    expect(() => themeLabel('综合政务', '没有')).toThrow(LawInputError)
  })

  it('eight metadata, four blocks, fifteen items', () => {
    expect(coreMetadata.map((m) => m.label)).toEqual(['索引号', '主题分类', '发文机关', '成文日期', '标题', '发文字号', '发布日期', '主题词'])
    expect(platformBlocks.map((b) => b.label)).toEqual(['政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报'])
    expect(proactiveItems.map((i) => i.item)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  })
})
