import type { DemoApplication } from './model.ts';
import { alreadyPublic, answered, approved, asked, byPost, charged, complete, consulted, corrected, elsewhere, extended, handled, objected, registered, searched } from './ways.ts';

const given = { outcome: 'granted', variant: 'provided', articles: ['《中华人民共和国政府信息公开条例》第三十六条第二项'] } as const;
const petition = '《中华人民共和国政府信息公开条例》第三十九条第一款';

/** Ended in the past: on fixed days in 2025 and after, so that the annual report of 2025 has something to count. */
export const settled: readonly DemoApplication[] = [
  {
    agency: '150500-MZJ', applicant: '张某甲', kind: 'naturalPerson', channel: 'portal', delivery: 'online', sent: '2025-03-10',
    content: '2024年度全市城市居民最低生活保障资金发放汇总表（按旗县市区分列）', archived: true,
    way: [...handled(2, '低保资金 2024 汇总'), ...answered(9, { ...given, facts: '本机关2025年1月制作了2024年度城市低保资金发放汇总表，其中不含个人信息', gives: { description: '2024年度城市居民最低生活保障资金发放汇总表一份，共3页', pages: 3 } })],
  },
  {
    agency: '150500-MZJ', applicant: '通辽市示例养老服务有限公司', kind: 'enterprise', channel: 'signed-mail', delivery: 'post', sent: '2025-04-15',
    content: '2024年市级养老服务设施运营补贴评审结果及评分表',
    way: [
      ...handled(3, '养老 运营补贴 评审'), ...consulted(4, '通辽市样例康养有限公司', '评分表中你单位的报价和成本构成是否属于商业秘密'), objected(10, '通辽市样例康养有限公司', 'part', '成本构成属于商业秘密，其余可以公开'),
      ...approved(16, {
        outcome: 'partial', articles: ['《中华人民共和国政府信息公开条例》第三十七条'], facts: '评审结果和评分表由本机关制作并保存，评分表附有各参评单位的成本构成', reasons: '成本构成属于第三方商业秘密，公开会损害其合法权益',
        gives: { description: '评审结果和区分处理后的评分表，共6页', pages: 6 }, withheld: [{ ground: 'denied.thirdParty', reason: '第三方的成本构成属于商业秘密' }], publicInterest: '评审结果和得分涉及财政资金的公平分配，予以公开',
      }),
      { after: 16, act: 'tell-third-party', data: { party: '通辽市样例康养有限公司', publicInterest: '评审结果和得分涉及财政资金的公平分配', service: byPost } },
      { after: 17, act: 'serve', data: { service: byPost } },
    ],
  },
  {
    agency: '150500-MZJ', applicant: '李某乙', kind: 'naturalPerson', channel: 'in-person', delivery: 'post', sent: '2025-06-11',
    content: '1998年通辽市社会福利院迁建工程征地补偿协议',
    way: [
      ...handled(2, '福利院 迁建 1998', 'not-held'),
      ...answered(8, { outcome: 'unable.notHeld', variant: 'not-exist', articles: ['《中华人民共和国政府信息公开条例》第三十六条第四项'], facts: '本机关检索了办公自动化系统和综合档案室1996年至2000年的全部目录', reasons: '没有制作或者获取过该协议' }, byPost),
      { after: 20, act: 'open-review', data: { kind: 'reconsideration', afterReview: null, authority: '通辽市人民政府', number: '通政复〔2025〕演示1号' } },
    ],
  },
  {
    agency: '150500-MZJ', applicant: '王某丙', kind: 'naturalPerson', channel: 'portal', delivery: 'online', sent: '2025-08-04', content: '本市2025年上半年婚姻登记机关工作人员名册',
    way: [...registered(1), { after: 3, act: 'withdraw', data: { reason: '已从门户网站查到', evidence: '电话记录' } }],
  },
  {
    agency: '150500-MZJ', applicant: '通辽市示例公益服务中心', kind: 'publicWelfare', channel: 'portal', delivery: 'online', sent: '2025-12-22', content: '2025年度社会组织评估等级结果及评估专家名单',
    letter: { 'public-way': '可以在通辽市民政局网站“通知公告”栏查阅，网址：https://mzj.tongliao.example/（演示网址）。' },
    way: [...alreadyPublic(3), ...answered(12, { outcome: 'granted', variant: 'already-public', articles: ['《中华人民共和国政府信息公开条例》第三十六条第一项'], facts: '评估结果和专家名单已于2025年12月在本机关网站通知公告栏公开' })],
  },
  {
    agency: '150500-JYTY', applicant: '赵某丁', kind: 'naturalPerson', channel: 'portal', delivery: 'online', sent: '2025-05-20', content: '2025年市区义务教育阶段学校招生划片方案',
    way: [...handled(1, '义务教育 招生划片 2025'), ...answered(7, { ...given, facts: '本机关2025年5月印发了招生划片方案', gives: { description: '招生划片方案一份，共12页', pages: 12 } })],
  },
  {
    agency: '150500-JYTY', applicant: '示例教育研究院', kind: 'research', channel: 'signed-mail', delivery: 'post', sent: '2025-09-15', content: '近几年校园足球有关数据',
    way: [
      ...registered(1), asked(3, ['请写明所需数据的年度', '请写明所需数据的项目（学校数、人数或者经费）'], 13), corrected(9, '2022年至2024年全市校园足球特色学校数、参训人数，并请计算各旗县人均经费'),
      ...complete(10).slice(1), ...searched(11, '校园足球 2022—2024', 'needs-creation'),
      ...answered(18, { outcome: 'unable.needsCreation', articles: ['《中华人民共和国政府信息公开条例》第三十八条'], facts: '本机关有各年度工作总结，没有按旗县计算人均经费的现成信息', reasons: '需要对现有信息进行加工、分析，本机关可以不予提供' }, byPost),
    ],
  },
  {
    agency: '150500-RSJ', applicant: '林某寅', kind: 'naturalPerson', channel: 'portal', delivery: 'online', sent: '2025-07-07', content: '2025年市直机关公务员考录面试评分规则',
    way: [...handled(2, '公务员考录 面试 评分'), ...answered(8, { ...given, facts: '评分规则由本机关制作', gives: { description: '面试评分规则一份，共4页', pages: 4 } })],
  },
  {
    agency: '150500-JYTY', applicant: '孙某戊', kind: 'naturalPerson', channel: 'portal', delivery: 'online', sent: '2025-10-20', content: '要求查处某培训机构拒不退费并告知处理结果',
    way: [...elsewhere(2, 'petition'), ...answered(6, { outcome: 'notProcessed.petition', articles: [petition], facts: '申请内容是要求查处违规培训机构并告知结果', reasons: '属于投诉举报，可以通过12345热线提出' })],
  },
  {
    agency: '150500-JYTY', applicant: '周某己', kind: 'naturalPerson', channel: 'in-person', delivery: 'post', sent: '2025-11-10', content: '教师编制调整方案征求意见过程中的会议讨论记录',
    way: [
      ...handled(2, '教师编制 会议记录'),
      ...answered(12, { outcome: 'denied.process', articles: ['《中华人民共和国政府信息公开条例》第十六条第二款'], facts: '该记录是本机关内部讨论中形成的记录稿', reasons: '属于行政机关履职过程中形成的讨论记录，公开会影响坦率讨论' }, byPost),
      { after: 25, act: 'open-review', data: { kind: 'reconsideration', afterReview: null, authority: '通辽市人民政府', number: '通政复〔2025〕演示2号' } },
    ],
  },
  {
    agency: '150500-STHJ', applicant: '通辽市示例法律援助所', kind: 'legalService', channel: 'portal', delivery: 'online', sent: '2026-01-12', content: '2025年某工业园区企业自行监测方案中的工艺参数',
    way: [
      ...handled(2, '自行监测方案 工艺'), ...consulted(3, '通辽市样例化工有限公司', '工艺参数是否属于商业秘密'), objected(9, '通辽市样例化工有限公司', 'no', '工艺参数采取了保密措施，属于商业秘密'),
      ...extended(15, 10), ...answered(24, { outcome: 'denied.thirdParty', articles: ['《中华人民共和国政府信息公开条例》第十五条', '《中华人民共和国政府信息公开条例》第三十二条'], facts: '工艺参数由第三方提供，第三方不同意公开', reasons: '属于第三方商业秘密，公开会对其合法权益造成损害，且不涉及重大公共利益' }),
    ],
  },
  {
    agency: '150500-ZJJ', applicant: '吴某庚', kind: 'naturalPerson', channel: 'portal', delivery: 'online', sent: '2026-03-09', content: '科尔沁区老旧小区改造项目竣工验收材料（三个项目）',
    way: [
      ...handled(2, '老旧小区 竣工验收'), ...charged(4, 45), { after: 8, act: 'record-payment', data: { amount: 150, voucher: '演示票据000045' } },
      ...answered(15, { ...given, facts: '三个项目的竣工验收材料由本机关保存', gives: { description: '竣工验收材料三份，共45页', pages: 45 } }),
    ],
  },
];
