import { describe, expect, it } from 'vitest'
import { carriesRequest, checkKindRules, documentKinds, headingLevelOf, headingOf, kindByName, kindOf, type KindInput } from './index.ts'

const base: KindInput = {
  kind: 'notice', direction: 'down', form: 'ordinary', title: '通辽市人民政府办公室关于做好防汛工作的通知', bodyText: '现将有关事项通知如下。',
  addressees: ['各旗县市区人民政府'], note: null, signers: [], sealed: true, jointAgencies: [],
}
const upward: KindInput = {
  ...base, kind: 'request', direction: 'up', form: 'upward', title: '通辽市人民政府关于设立园区的请示', bodyText: '妥否，请批示。',
  addressees: ['内蒙古自治区人民政府'], note: '（联系人：张三，电话：0475-8836000）', signers: ['李四'],
}
const report: KindInput = { ...upward, kind: 'report', title: '通辽市人民政府关于防汛工作情况的报告', bodyText: '现将有关情况报告如下。', note: null }
const codes = (input: KindInput): string[] => checkKindRules(input).map((r) => `${r.severity}:${r.code}`)

describe('the 15 kinds', () => {
  it('are those of 第八条 in order, found by name and by code', () => {
    expect(documentKinds.map((k) => k.name)).toEqual([
      '决议', '决定', '命令（令）', '公报', '公告', '通告', '意见', '通知', '通报', '报告', '请示', '批复', '议案', '函', '纪要',
    ])
    for (const k of documentKinds) {
      expect(kindByName(k.name)).toBe(k)
      expect(kindOf(k.code)).toBe(k)
      expect(k.directions.length).toBeGreaterThan(0)
      expect(k.use.startsWith('适用于')).toBe(true)
    }
    expect(documentKinds.map((k) => k.article.slice(-6))).toContain('八条第十五项')
    expect([kindByName(' 令 ')?.code, kindByName('命令')?.code]).toEqual(['order', 'order'])
    expect(kindByName('方案')).toBeNull()
  })

  it('all but 决议, 公报 and 议案 are in the notice’s list', () => {
    expect(documentKinds.filter((k) => !k.inAttributeNotice).map((k) => k.name)).toEqual(['决议', '公报', '议案'])
  })

  it('has for each kind an input without fault', () => {
    for (const k of documentKinds) {
      const up = k.directions[0] === 'up'
      const input: KindInput = {
        ...base, kind: k.code, direction: k.directions[0] ?? 'down', form: k.defaultForm, title: `关于某事的${k.code === 'order' ? '令' : k.name}`,
        addressees: k.addressed ? ['某机关'] : [], signers: up ? ['李四'] : [], sealed: k.sealed,
        note: k.code === 'request' ? upward.note : null,
      }
      expect([k.name, checkKindRules(input)]).toEqual([k.name, []])
    }
  })
})

describe('rules of the kinds', () => {
  it('accepts a proper 通知, 请示 and 报告', () => {
    for (const input of [base, upward, report]) expect(checkKindRules(input)).toEqual([])
  })

  it('shows all faults of a 请示 together', () => {
    const faults = { ...upward, addressees: ['甲', '乙'], matters: 2, note: '（此件公开发布）', signers: [], direction: 'up' as const }
    expect(codes(faults)).toEqual([
      'refuse:request-one-addressee', 'refuse:request-one-matter', 'refuse:request-contact', 'refuse:signer-missing',
    ])
    for (const r of checkKindRules(faults)) expect(r.message).not.toBe('')
  })

  it.each([
    ['（联系人：张三，电话：13800000000）', true], ['（联系人：张三，联系电话：8836000）', true], ['联系人:张三 ０４７５－８８３６０００', true],
    ['（联系人：张三）', false], ['（电话：0475-8836000）', false], [null, false], ['', false],
  ])('附注 %j names a contact: %s', (note, ok) => expect(codes({ ...upward, note })).toEqual(ok ? [] : ['refuse:request-contact']))

  it('direction, form, signer, seal, joint issue, title', () => {
    expect(codes({ ...upward, direction: 'down' })).toEqual(['refuse:direction-unfit', 'refuse:form-upward-only'])
    expect(codes({ ...base, direction: 'up', signers: ['李四'] })).toEqual(['warn:direction-unfit', 'warn:form-not-upward'])
    expect(codes({ ...base, form: 'minutes' })).toEqual(['refuse:form-unfit'])
    expect(codes({ ...base, form: 'letter' })).toEqual([])
    expect(codes({ ...report, jointAgencies: ['市财政局'] })).toEqual(['refuse:signer-of-each-agency'])
    expect(codes({ ...report, addressees: ['王五市长'] })).toEqual(['warn:addressed-to-person'])
    expect(codes({ ...base, jointAgencies: ['市财政局', '市财政局'] })).toEqual(['refuse:joint-agency-twice'])
    const minutes: KindInput = { ...base, kind: 'minutes', form: 'minutes', title: '市政府常务会议纪要', addressees: [], sealed: true }
    expect(codes(minutes)).toEqual(['refuse:minutes-no-seal'])
    expect(codes({ ...base, addressees: [] })).toEqual(['warn:addressee-missing'])
    expect(codes({ ...report, addressees: [] })).toEqual(['refuse:addressee-missing'])
    expect(codes({ ...base, title: '通辽市2026年政务公开工作方案' })).toEqual(['warn:title-without-kind'])
    expect(codes({ ...base, title: '关于防汛的请示' })).toEqual(['warn:title-other-kind'])
    expect(codes({ ...report, title: '关于防汛的请示报告' })).toEqual(['refuse:title-mixed-kind'])
    expect(codes({ ...base, title: ' ' })).toEqual(['refuse:title-missing'])
    expect(codes({ ...base, title: '关于印发管理办法的通知（试行）' })).toEqual([])
  })
})

describe('a report that asks', () => {
  it.each([
    '妥否，请批示。', '以上报告当否，请批复', '特此请示。', '恳请予以批准为盼。', '现将有关事项请示如下：', '工作完成。\n请批复。', '因此，请市人民政府予以审批。',
    '是否妥当，请领导审定。', '请求批准。', '鉴于上述情况，恳请自治区人民政府尽快批复。',
  ])('%s', (text) => {
    expect(carriesRequest(text)).not.toBeNull()
    expect(codes({ ...report, bodyText: text })).toEqual(['refuse:report-carries-request'])
  })

  it.each([
    '以上报告，请审阅。', '特此报告。', '项目报请市人民政府批准后实施。', '经请示自治区人民政府同意，已开工。', '各单位要及时请示报告重大事项。',
    '报告中出现“妥否，请批示”等用语的，一律退回。', '落实《重大事项请示报告条例》，逐级提请审批。', '已收到自治区对请示事项的批复。', '聘请专家审定。',
    '申请批准的企业共12家，请予批准的申请材料已归档。', '邀请上级部门指示工作。', '如有不妥，请批评指正。',
  ])('but not: %s', (text) => expect(carriesRequest(text)).toBeNull())
})

describe('heading levels', () => {
  it.each([
    ['一、总体要求', 1], ['　　十二、附则', 1], ['（一）加强领导', 2], ['(三)加强领导', 2], ['㈡加强领导', 2], ['1.加强领导', 3], ['１．加强领导', 3],
    ['12、加强领导', 3], ['⒊加强领导', 3], ['（1）加强领导', 4], ['(12)加强领导', 4], ['⑵加强领导', 4], ['（四）及时清运建筑垃圾', 2], ['（二）和解协议', 2],
    ['（六）项目负责人', 2], ['一、二手房交易', 1], ['九、季度安排', 1], ['十、季度安排', 1], ['三、二季度', 1], ['二、一季度情况', 1],
    ['2020.1至2020.6', 0], ['3.15消费者权益日', 0], ['0. 05', 0], ['2026年是关键之年', 0], ['1.5万亩', 0], ['4.2.1 安全责任', 0], ['一是加强领导', 0],
    ['（一）至（三）项规定的情形', 0], ['（二）项规定的情形', 0], ['一、二、三类倾倒区', 0], ['一、二季度经济运行平稳', 0], ['（2026）12号', 0], ['第一，加强领导', 0], ['', 0],
    ['一季度，', 0], ['（此件公开发布）', 0],
  ])('%s: %i', (text, level) => expect(headingLevelOf(text)).toBe(level))
})

describe('headings', () => {
  it.each([
    ['一、清理范围', 1, 6],
    ['（一）做好疫情防控和复工复产复学信息公开。各地各部门要通过政府门户网站公开。', 2, 21],
    ['一、原则同意《甘旗卡镇国土空间规划》。', null, 0],
    ['四、对露天焚烧秸秆的，由有关部门责令改正；造成火灾的，依法追究责任。', null, 0],
    ['1.主动公开；', null, 0],
    ['为做好工作，现通知如下：', null, 0],
    [`一、${'甲'.repeat(58)}`, 1, 60], [`一、${'甲'.repeat(59)}`, null, 0], ['一、各单位，', null, 0], ['一、甲、', null, 0], ['一、清理范围  ', 1, 8],
    [`一、${'甲'.repeat(27)}。乙`, 1, 30], [`一、${'甲'.repeat(28)}。乙`, null, 0], ['一、清理！乙丙', null, 0], ['一、清理。  ', null, 0], ['一、清理，整治。乙。', null, 0], ['一、清理。乙，丙', 1, 5],
  ])('%s', (text, level, lead) => expect(headingOf(text)).toEqual(level === null ? null : { level, lead }))
})

describe('every refusal names its field and its article', () => {
  const rule = '《党政机关公文处理工作条例》'
  it.each<[Partial<KindInput>, KindInput, string, string, string | null, string]>([
    [{ direction: 'down', form: 'ordinary' }, upward, 'refuse:direction-unfit', 'direction', `${rule}第八条第十一项`, '请示'],
    [{ form: 'minutes' }, base, 'refuse:form-unfit', 'form', 'GB/T 9704—2012《党政机关公文格式》第10章', '通知'],
    [{ form: 'order' }, base, 'refuse:form-unfit', 'form', 'GB/T 9704—2012《党政机关公文格式》第10章', '通知'],
    [{ form: 'upward' }, base, 'refuse:form-upward-only', 'form', `${rule}第九条第六项`, '上行'],
    [{ form: 'ordinary' }, upward, 'warn:form-not-upward', 'form', `${rule}第九条第六项`, '上行'],
    [{ bodyText: '情况如上。特此请示。' }, report, 'refuse:report-carries-request', 'bodyText', `${rule}第十五条第四项`, '“特此请示”'],
    [{ addressees: [] }, upward, 'refuse:request-one-addressee', 'addressees', `${rule}第十五条第一项`, '0'],
    [{ matters: 2 }, upward, 'refuse:request-one-matter', 'matters', `${rule}第十五条第四项`, '一文一事'],
    [{ note: null }, upward, 'refuse:request-contact', 'note', null, '附注'],
    [{ addressees: ['王五市长'] }, report, 'warn:addressed-to-person', 'addressees', `${rule}第十五条第五项`, '王五市长'],
    [{ addressees: ['甲', '乙'] }, report, 'warn:upward-one-addressee', 'addressees', `${rule}第十五条第一项`, '抄送'],
    [{ addressees: [] }, base, 'warn:addressee-missing', 'addressees', `${rule}第九条`, '通知'],
    [{ addressees: ['甲', '甲'] }, base, 'refuse:addressee-twice', 'addressees', null, '重复'],
    [{ signers: [] }, report, 'refuse:signer-missing', 'signers', `${rule}第九条第六项`, '签发人'],
    [{ jointAgencies: ['乙', '丙'], signers: ['一', '二'] }, report, 'refuse:signer-of-each-agency', 'signers', 'GB/T 9704—2012《党政机关公文格式》7.2.6', '3'],
    [{ jointAgencies: ['乙', '乙'] }, base, 'refuse:joint-agency-twice', 'jointAgencies', null, '重复'],
    [{ title: '' }, base, 'refuse:title-missing', 'title', `${rule}第九条第七项`, '标题'],
    [{ title: '关于防汛的请示报告' }, report, 'refuse:title-mixed-kind', 'title', `${rule}第十五条第四项`, '请示'],
    [{ title: '关于防汛的请示' }, base, 'warn:title-other-kind', 'title', `${rule}第九条第七项`, '请示'],
    [{ title: '防汛工作方案' }, base, 'warn:title-without-kind', 'title', `${rule}第九条第七项`, '通知'],
  ])('%j', (change, input, code, field, article, words) => {
    const [found, ...more] = checkKindRules({ ...input, ...change })
    expect(more).toEqual([])
    expect([`${found?.severity}:${found?.code}`, found?.field, found?.article]).toEqual([code, field, article])
    expect(found?.message).toContain(words)
  })

  it('and none where there is nothing to say', () => {
    expect(codes({ ...base, addressees: ['王五市长'] })).toEqual([])
    expect(codes({ ...base, addressees: ['甲', '乙'] })).toEqual([])
    expect(codes({ ...upward, matters: 1 })).toEqual([])
    expect(codes({ ...report, jointAgencies: ['乙'], signers: ['一', '二'] })).toEqual([])
    expect(codes({ ...base, kind: 'minutes', form: 'minutes', title: '纪要', addressees: [], sealed: false })).toEqual([])
    expect(codes({ ...base, title: '关于印发管理办法的通知(试行)' })).toEqual([])
    expect(codes({ ...base, title: '关于转发通知的（某）方案' })).toEqual([])
    expect(checkKindRules({ ...base, direction: 'up', form: 'upward', signers: ['一'] })[0]?.message).toContain('用于下行')
    // A title that ends with its own kind, though another kind's word stands in it or at its beginning.
    expect(codes({ ...base, title: '关于请示的通知（一）' })).toEqual([])
    expect(codes({ ...base, title: '通知的请示' })).toEqual(['warn:title-other-kind'])
    expect(codes({ ...base, title: '关于（请示）' })).toEqual(['warn:title-without-kind'])
    expect(codes({ ...base, title: '来函' })).toEqual(['warn:title-without-kind'])
    expect(codes({ ...base, title: '关于通知的来函' })).toEqual([])
    expect(codes({ ...base, title: '市政府命令' })).toEqual(['warn:title-other-kind'])
    expect(codes({ ...base, kind: 'order', form: 'order', addressees: [], title: '关于命令的规定' })).toEqual([])
    expect(codes({ ...base, kind: 'order', form: 'order', addressees: [], title: '市人民政府令' })).toEqual([])
    expect(codes({ ...base, kind: 'order', form: 'ordinary', addressees: [], title: '市人民政府令' })).toEqual(['refuse:form-unfit'])
    expect(codes({ ...base, direction: 'up', form: 'upward', kind: 'opinion', title: '关于某事的意见', signers: ['一'] })).toEqual([])
  })

  it.each([
    ['联系人：张三 13800000000', true], ['联系人：张三 1380000000', false], ['联系人：张三 138000000001', false], ['联系人：张三 8836000', true], ['联系人：张三 88360001', true],
    ['联系人：张三 883600', false], ['联系人：张三 883600012', false], ['联系人：张三 047-8836000', true], ['联系人：张三 0475—8836000', true], ['联系人：张三 0475 8836000', true], ['联系人：张三 04758836000', true],
    ['联系人张三8836000', true], ['8836000联系人', true],
  ])('%s: a telephone: %s', (note, ok) => expect(codes({ ...upward, note })).toEqual(ok ? [] : ['refuse:request-contact']))

  it('the words of a request, exactly; quoted ones of any marks are not said', () => {
    expect(carriesRequest('工作完成。妥否，请批示。谢谢')).toBe('妥否，请批示')
    expect(carriesRequest('《关于甲乙的通知》已收到，请批准。')).toBe('请批准')
    for (const [open, close] of ['“”', '「」', '《》', '‘’'].map((pair) => [...pair])) {
      expect(carriesRequest(`报告中写有${open}特此请示${close}等语`)).toBeNull()
      expect(carriesRequest(`${open}甲${close}乙。特此请示。${open}丙${close}`)).toBe('特此请示')
      expect(carriesRequest(`${open}甲，请批准。`)).toBe('请批准')
    }
  })
})
