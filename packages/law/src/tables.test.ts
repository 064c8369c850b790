import { describe, expect, it } from 'vitest'
import {
  annualReportForms, articleItems, citeRule, consultationRules, coProducerAnswerRules, coreMetadata, correctionNoticeRules, disclosureGrounds, documentKinds,
  feePaymentRules, feeTariffs, foiClockDefaults, foiEventTypes, legalityReviewRules, letterElements, outcomes, platformBlocks, proactiveDisclosureRules,
  proactiveFields, publicOpinionRules, receiptDefaults, receiptRules, remedyDefaults, replyRules, requirementOf, table4Groups, table4Parts,
  thirdPartyAnswerRules, validityDefaults,
} from './index.ts'

/** Every number of the law, written down a second time. */
const foi = '《中华人民共和国政府信息公开条例》'
const foi2007 = `${foi}（2007年国务院令第492号）`

describe('periods', () => {
  it('of the reply', () => {
    expect(replyRules.map((r) => [r.code, citeRule(r), r.workingDays, r.extensionWorkingDays, r.exclusionArticle, r.correctionArticle, r.effectiveFrom, r.effectiveTo, r.certainty])).toEqual([
      ['foi-reply-2007', `${foi2007}第二十四条`, 15, 15, `${foi2007}第二十四条`, `${foi2007}第二十一条`, '2008-05-01', '2019-05-14', 'memory'],
      ['foi-reply-2019', `${foi}第三十三条`, 20, 20, `${foi}第三十三条第三款`, `${foi}第三十条`, '2019-05-15', null, 'sourced'],
    ])
  })

  it('within it, of disclosure, review and consultation', () => {
    const all = [correctionNoticeRules, thirdPartyAnswerRules, coProducerAnswerRules, feePaymentRules, proactiveDisclosureRules].flat()
    expect(all.map((r) => [r.code, citeRule(r), r.workingDays, r.effectiveFrom, r.effectiveTo, r.certainty])).toEqual([
      ['foi-correction-notice', `${foi}第三十条`, 7, '2019-05-15', null, 'sourced'], ['foi-third-party', `${foi}第三十二条`, 15, '2019-05-15', null, 'sourced'],
      ['foi-co-producer', `${foi}第三十四条`, 15, '2019-05-15', null, 'sourced'],
      ['foi-fee-payment', '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）关于缴费期限的规定', 20, '2021-01-01', null, 'memory'],
      ['proactive-disclosure-2007', `${foi2007}第十八条`, 20, '2008-05-01', '2019-05-14', 'memory'], ['proactive-disclosure-2019', `${foi}第二十六条`, 20, '2019-05-15', null, 'sourced'],
    ])
    expect(legalityReviewRules.map((r) => [r.code, r.minWorkingDays, r.maxWorkingDays, r.effectiveFrom, r.effectiveTo, r.certainty])).toEqual([['legality-review-2018', 5, 15, '2018-12-04', null, 'memory']])
    expect(consultationRules.map((r) => [r.code, citeRule(r), r.minDays, r.effectiveFrom, r.effectiveTo, r.certainty])).toEqual([['consultation-2019', '《重大行政决策程序暂行条例》第十五条', 30, '2019-09-01', null, 'sourced']])
  })

  it('in hours', () => {
    expect(publicOpinionRules.map((r) => [r.code, r.concerns, r.hours, r.effectiveFrom, r.effectiveTo, r.certainty, r.law.slice(-14)])).toEqual([
      ['authoritative-information', 'major-emergency', 5, '2016-11-10', null, 'sourced', '（国办发〔2016〕80号）'], ['press-conference', 'major-emergency', 24, '2016-07-30', null, 'sourced', '（国办发〔2016〕61号）'],
      ['response', 'other', 48, '2016-07-30', null, 'sourced', '（国办发〔2016〕61号）'],
    ])
  })

  it('settings where the law is silent or not read', () => {
    expect(foiClockDefaults).toEqual({
      payment: 'restart', lateOpinion: 'capped', lateExtension: 'void', extensionAfterRestart: 'lapses', reasons: 'counts', correctionBefore2019: 'restart',
      correctionWorkingDays: 15, paymentWorkingDays: 20, narrowed: 'exclude', reopenedWorkingDays: 20, recordCorrectionWorkingDays: 20,
    })
    expect([receiptDefaults, remedyDefaults, validityDefaults]).toEqual([
      { emailCounts: 'confirmedOn' }, { partial: 'first', adminQuery: 'unsettled', silence: 'unsettled' }, { years: 5, trialYears: 2 },
    ])
  })
})

describe('applications', () => {
  it('receipt by channel', () => {
    expect(receiptRules.map((r) => [r.channel, r.counts.join(' '), r.evidence.join(' '), r.certainty])).toEqual([
      ['in-person', 'submittedOn', 'application-form', 'sourced'], ['oral', 'submittedOn', 'filled-in-form', 'memory'], ['signed-mail', 'signedOn', 'delivery-record envelope', 'sourced'],
      ['ordinary-mail', 'confirmedOn', 'envelope confirmation-record', 'sourced'], ['portal', 'submittedOn', 'system-log', 'sourced'],
      ['internet', 'confirmedOn', 'system-log confirmation-record', 'sourced'], ['fax', 'confirmedOn', 'fax-record confirmation-record', 'sourced'],
      ['email', 'confirmedOn', 'mail-log confirmation-record', 'memory'], ['other-unit', 'confirmedOn', 'envelope confirmation-record', 'sourced'],
      ['other', 'publishedRuleOn confirmedOn', 'published-rule confirmation-record', 'sourced'],
    ])
  })

  it('fees', () => {
    expect(feeTariffs.map((t) => [t.code, t.basis, citeRule(t), t.effectiveFrom, t.effectiveTo, t.step, t.bands.map((b) => [b.from, b.to, b.yuan, b.certainty])])).toEqual([
      ['foi-fee-items', 'items', '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条', '2021-01-01', null, { width: 10, yuan: 100 },
        [[1, 10, 0, 'sourced'], [11, 30, 100, 'sourced'], [31, 40, 200, 'memory']]],
      ['foi-fee-pages', 'pages', '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第五条', '2021-01-01', null, null,
        [[1, 30, 0, 'sourced'], [31, 100, 10, 'sourced'], [101, 200, 20, 'sourced'], [201, null, 40, 'sourced']]],
    ])
  })

  it('results: group, articles, what the letter must contain (? where it may be left out), what comes first', () => {
    const parts = (list: readonly { code: string; required: boolean }[]): string => list.map((p) => p.code + (p.required ? '' : '?')).join(' ')
    const short = (basis: readonly string[]): string => basis.map((b) => b.replace(foi, '')).join(' ')
    expect(outcomes.map((o) => [o.code, o.group, short(o.basis), parts(o.letter), requirementOf(o.code, o.group, remedyDefaults)])).toEqual([
      ['granted', 'granted', '第三十六条第一项 第三十六条第二项', '', 'choice'], ['partial', 'partial', '第三十七条', 'open-part withheld-part', 'first'],
      ['denied.stateSecret', 'denied', '第十四条', 'reasons', 'first'], ['denied.lawForbids', 'denied', '第十四条', 'forbidding-law reasons', 'first'],
      ['denied.safetyStability', 'denied', '第十四条', 'reasons', 'first'], ['denied.thirdParty', 'denied', '第十五条 第三十二条', 'third-party-procedure reasons', 'first'],
      ['denied.internalAffairs', 'denied', '第十六条第一款', 'reasons', 'first'], ['denied.process', 'denied', '第十六条第二款', 'reasons', 'first'],
      ['denied.enforcementFile', 'denied', '第十六条第二款', 'reasons', 'first'], ['denied.adminQuery', 'denied', '第三十六条第七项', 'special-procedure', 'unsettled'],
      ['unable.notHeld', 'unable', '第三十六条第四项 第三十六条第五项', '', 'choice'], ['unable.needsCreation', 'unable', '第三十八条', 'reasons', 'choice'],
      ['unable.stillUnclear', 'unable', '第三十条', 'correction', 'choice'], ['notProcessed.petition', 'notProcessed', '第三十九条第一款', 'not-foi proper-channel?', 'choice'],
      ['notProcessed.repeat', 'notProcessed', '第三十六条第六项', 'earlier-answer', 'choice'], ['notProcessed.publication', 'notProcessed', '第三十九条第二款', 'publication-channel?', 'choice'],
      ['notProcessed.massive', 'notProcessed', '第三十五条', 'reasons-asked', 'choice'], ['notProcessed.reconfirm', 'notProcessed', '', 'already-obtained', 'choice'],
      ['other.noCorrection', 'other', '第三十条', 'closure', 'choice'], ['other.noPayment', 'other', '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）', 'closure', 'choice'],
      ['other.misc', 'other', '', 'closure-misc', 'choice'],
    ])
    expect(outcomes.flatMap((o) => o.variants.map((v) => [o.code, v.code, short(v.basis), parts(v.letter)]))).toEqual([
      ['granted', 'already-public', '第三十六条第一项', 'public-way'], ['granted', 'provided', '第三十六条第二项', 'information'],
      ['unable.notHeld', 'not-exist', '第三十六条第四项', 'search'], ['unable.notHeld', 'not-responsible', '第三十六条第五项', 'not-responsible'],
    ])
    expect(parts(letterElements)).toBe('title number applicant request history? facts basis decision remedy seal')
    expect(letterElements.every((e) => e.name.length > 1) && outcomes.every((o) => o.letter.every((e) => e.name.length > 1))).toBe(true)
  })

  it('events, in the order of one day', () => {
    expect(foiEventTypes.join(' ')).toBe('received reopened correction-notified correction-received fee-notified fee-paid fee-voided third-party-sent third-party-received ' +
      'third-party-answered agency-consulted agency-answered reasons-asked reasons-given delayed extended')
  })
})

describe('documents', () => {
  it('kinds: directions (! where fixed), form, seal, addressee, in the notice', () => {
    const flags = (k: (typeof documentKinds)[number]): string => [k.sealed ? 'seal' : '', k.addressed ? 'addressee' : '', k.inAttributeNotice ? 'listed' : ''].filter(Boolean).join(' ')
    expect(documentKinds.map((k) => `${k.code}: ${k.directions.join(' ')}${k.directionFixed ? '!' : ''}, ${k.defaultForm}, ${flags(k)}`)).toEqual([
      'resolution: down public, ordinary, ', 'decision: down public, ordinary, seal listed', 'order: down public, order, listed', 'communique: public, ordinary, ',
      'proclamation: public!, ordinary, seal listed', 'notice-public: public!, ordinary, seal listed', 'opinion: down up parallel, ordinary, seal addressee listed',
      'notice: down parallel, ordinary, seal addressee listed', 'circular: down parallel, ordinary, seal addressee listed', 'report: up!, upward, seal addressee listed',
      'request: up!, upward, seal addressee listed', 'reply: down!, ordinary, seal addressee listed', 'motion: parallel up, ordinary, seal addressee',
      'letter: parallel!, letter, seal addressee listed', 'minutes: down parallel, minutes, listed',
    ])
    expect(documentKinds.map((k) => k.article.slice(k.article.indexOf('第八条') + 3))).toEqual(
      ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五'].map((n) => `第${n}项`))
    expect(documentKinds.every((k) => k.use.startsWith('适用于') && k.name.length > 0)).toBe(true)
  })

  it('grounds, metadata, blocks, items', () => {
    expect(disclosureGrounds.map((g) => [g.code, g.strength, g.from, g.article.replace(foi, '')])).toEqual([
      ['state-secret', 'must-not', '2019-05-15', '第十四条'], ['law-forbids', 'must-not', '2019-05-15', '第十四条'], ['safety-stability', 'must-not', '2019-05-15', '第十四条'],
      ['third-party', 'must-not-unless', '2019-05-15', '第十五条'], ['internal-affairs', 'may', '2019-05-15', '第十六条第一款'], ['process', 'may', '2019-05-15', '第十六条第二款'],
      ['enforcement-file', 'may', '2019-05-15', '第十六条第二款'],
    ])
    expect(disclosureGrounds.every((g) => g.law === foi && g.text.length > 10 && g.name.length > 2)).toBe(true)
    expect(coreMetadata.map((m) => `${m.key} ${m.label}`)).toEqual(['indexNumber 索引号', 'theme 主题分类', 'issuer 发文机关', 'dateMade 成文日期', 'title 标题', 'documentNumber 发文字号', 'datePublished 发布日期', 'keywords 主题词'])
    expect(platformBlocks.map((b) => `${b.key} ${b.label}`)).toEqual(['guide 政府信息公开指南', 'rules 政府信息公开制度', 'content 法定主动公开内容', 'reports 政府信息公开年报'])
    const [items, fields] = [articleItems.filter((i) => i.article === 20), articleItems.filter((i) => i.article === 21)]
    expect([items.map((i) => i.code), fields.map((i) => i.code)]).toEqual([Array.from({ length: 15 }, (_, i) => `20-${i + 1}`), fields.map((_, i) => `21-${i + 1}`)])
    expect(new Set(fields.map((f) => f.text))).toEqual(new Set([...proactiveFields.cityAndCounty, ...proactiveFields.township]))
    expect([proactiveFields.cityAndCounty.length, proactiveFields.township.length, fields.length]).toEqual([7, 8, 12])
  })
})

describe('annual report', () => {
  const [first, second] = annualReportForms
  it('two forms by year, six sections', () => {
    expect(annualReportForms.map((f) => [f.document.replace(/（.*/, ''), f.fromYear, f.toYear, f.certainty])).toEqual([['国办公开办函〔2019〕60号', 2019, 2020, 'sourced'], ['国办公开办函〔2021〕30号', 2021, null, 'sourced']])
    expect(second?.sections.map((s) => [s.no, s.table, s.mustCover.length])).toEqual([['一', null, 5], ['二', 'table2', 0], ['三', 'table3', 0], ['四', 'table4', 0], ['五', null, 0], ['六', null, 1]])
  })

  it('table three: rows with level and kind, seven columns', () => {
    const row = (r: { key: string; level: number; kind: string }): string => `${r.key} ${r.level} ${r.kind}`
    const results = outcomes.filter((o) => o.group !== 'other').map((o) => o.code)
    const rows = (other: string[]): string[] => [
      'newReceived 0 input', 'carriedIn 0 input', 'results 0 header',
      ...results.flatMap((code) => [
        ...(['denied.stateSecret', 'unable.notHeld', 'notProcessed.petition'].includes(code) ? [`${code.split('.')[0]} 1 header`] : []), `${code} ${code.includes('.') ? 2 : 1} result`,
      ]),
      ...other, 'resultsTotal 1 total', 'carriedOut 0 input',
    ]
    expect(first?.table3.rows.map(row)).toEqual(rows(['other 1 result']))
    expect(second?.table3.rows.map(row)).toEqual(rows(['other 1 header', 'other.noCorrection 2 result', 'other.noPayment 2 result', 'other.misc 2 result']))
    expect(second?.table3.columns.map((c) => [c.key, c.label, c.group])).toEqual([
      ['naturalPerson', '自然人', null], ['enterprise', '商业企业', '法人或其他组织'], ['research', '科研机构', '法人或其他组织'], ['publicWelfare', '社会公益组织', '法人或其他组织'],
      ['legalService', '法律服务机构', '法人或其他组织'], ['otherOrg', '其他', '法人或其他组织'], ['total', '总计', null],
    ])
  })

  it('table two by form, table four alike', () => {
    const blocks = (form: typeof first): string[] => (form?.table2 ?? []).map((b) => `${b.key}: ${b.columns.map((c) => `${c.key} ${c.value}`).join(', ')}; ${b.rows.map((r) => r.label).join('、')}`)
    expect(blocks(second)).toEqual([
      'art20_1: made count, repealed count, inForce count; 规章、行政规范性文件', 'art20_5: decisions count; 行政许可', 'art20_6: decisions count; 行政处罚、行政强制', 'art20_8: amount amount; 行政事业性收费',
    ])
    expect(first?.table2.map((b) => [b.columns.map((c) => c.label), b.rows.map((r) => r.label)])).toEqual([
      [['本年新制作数量', '本年新公开数量', '对外公开总数量'], ['规章', '规范性文件']], [['上一年项目数量', '本年增/减', '处理决定数量'], ['行政许可', '其他对外管理服务事项']],
      [['上一年项目数量', '本年增/减', '处理决定数量'], ['行政处罚', '行政强制']], [['上一年项目数量', '本年增/减'], ['行政事业性收费']], [['采购项目数量', '采购总金额'], ['政府集中采购']],
    ])
    const parts = ['upheld', 'corrected', 'otherResult', 'pending']
    expect(table4Parts).toEqual(parts)
    for (const form of annualReportForms) expect(form.table4.columns.map((c) => c.key)).toEqual(table4Groups.flatMap((g) => [...parts, 'total'].map((p) => `${g.key}.${p}`)))
    expect(table4Groups.map((g) => g.key)).toEqual(['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'])
    expect(second?.table4.columns[5]?.labels).toEqual(['行政诉讼', '未经复议直接起诉', '结果维持'])
  })
})
