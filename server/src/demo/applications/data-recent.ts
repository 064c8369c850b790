import type { DemoApplication } from './model.ts';
import { answered, approved, asked, byPost, charged, complete, consulted, decided, elsewhere, extended, handled, objected, registered } from './ways.ts';

const ago = (workingDaysAgo: number) => ({ workingDaysAgo });
const given = { outcome: 'granted', variant: 'provided', articles: ['《中华人民共和国政府信息公开条例》第三十六条第二项'] } as const;
const web = { channel: 'portal', delivery: 'online' } as const;
const neighbour = '通辽市样例置业有限公司';
const plan = {
  ...given, facts: '所申请的文件由本机关制作并保存', gives: { description: '有关文件一份，共5页', pages: 5 },
} as const;
const notHeld = { outcome: 'unable.notHeld', variant: 'not-exist', articles: ['《中华人民共和国政府信息公开条例》第三十六条第四项'], facts: '本机关检索了办公自动化系统和综合档案室，没有相关记录', reasons: '没有制作或者获取过该信息' } as const;

/** Dated from the day of loading, so that the board has something in every state whenever the demonstration is started. */
export const recent: readonly DemoApplication[] = [
  {
    agency: '150500-ZRZY', applicant: '陈某辛', kind: 'naturalPerson', ...web, sent: ago(26), followed: '已答复：部分公开，可以下载答复书',
    content: '科尔沁区某地块土地出让成交确认书及踏勘记录',
    handedOver: {
      name: '踏勘记录（区分处理后）', title: '地块踏勘记录', text: '踏勘时间：上午九时。\n踏勘人员会同居委会到场，地块现状为空地，四至与出让公告一致。\n在场居民[[钱某某|third-party]]（电话[[0475-0000999|third-party]]）反映排水不畅，已转有关部门。\n结论：具备出让条件。',
    },
    way: [
      ...handled(2, '出让 成交确认书 踏勘'), ...consulted(3, neighbour, '成交确认书中你单位的联系人和付款账户是否同意公开'), objected(8, neighbour, 'part', '同意公开成交价款，不同意公开付款账户'), ...extended(12, 10),
      ...answered(18, {
        outcome: 'partial', articles: ['《中华人民共和国政府信息公开条例》第三十七条'], facts: '成交确认书和踏勘记录由本机关制作并保存', reasons: '踏勘记录载有居民姓名、电话，属于个人隐私',
        gives: { description: '区分处理后的踏勘记录一份，共1页', pages: 1 }, withheld: [{ ground: 'denied.thirdParty', reason: '居民姓名、电话属于个人隐私' }],
      }),
    ],
  },
  { agency: '150500-RSJ', applicant: '郑某壬', kind: 'naturalPerson', ...web, sent: ago(40), content: '2009年某企业职工安置方案的批复', way: [...handled(2, '职工安置 2009', 'not-held'), ...answered(10, notHeld, byPost), { after: 22, act: 'open-review', data: { kind: 'reconsideration', afterReview: null, authority: '通辽市人民政府', number: null } }] },
  { agency: '150500-CZJ', applicant: '冯某癸', kind: 'naturalPerson', ...web, sent: ago(60), content: '2024年市级部门决算说明全本（纸质）', way: [...handled(2, '部门决算 2024'), ...charged(5, 120), { after: 40, act: 'close', data: { outcome: 'other.noPayment', reason: '申请人逾期未按收费通知缴费' } }] },
  { agency: '150500-WJW', applicant: '褚某子', kind: 'naturalPerson', ...web, sent: ago(45), content: '有关医院的材料', way: [...registered(1), asked(3, ['请写明所需材料的名称或者内容', '请写明所指的医院和年度'], 13), { after: 20, act: 'close', data: { outcome: 'other.noCorrection', reason: '申请人无正当理由逾期不补正' } }] },
  { agency: '150500-SCJG', applicant: '通辽市示例商贸有限公司', kind: 'enterprise', channel: 'in-person', delivery: 'pick-up', sent: ago(30), content: '《市场监管统计年鉴》电子版', way: [...elsewhere(1, 'publication'), ...answered(4, { outcome: 'notProcessed.publication', articles: ['《中华人民共和国政府信息公开条例》第三十九条第二款'], facts: '申请的是公开出版物', reasons: '年鉴由出版社公开发行，可以通过书店、图书馆获取' })] },
  { agency: '150500', applicant: '卫某丑', kind: 'naturalPerson', ...web, sent: ago(25), content: '2026年市政府重点民生实事项目清单及责任分工', way: [...handled(1, '民生实事 清单'), ...answered(6, plan)] },
  { agency: '150500', applicant: '蒋某寅', kind: 'naturalPerson', ...web, sent: ago(0), content: '市政府常务会议2026年上半年议定事项中涉及供热改造的内容', way: [] },
  { agency: '150500', applicant: '沈某卯', kind: 'naturalPerson', channel: 'ordinary-mail', delivery: 'post', sent: ago(3), content: '霍林河大街改扩建工程的立项批复', way: [] },
  { agency: '150500-ZFB', applicant: '韩某辰', kind: 'naturalPerson', ...web, sent: ago(17), content: '2025年全市12345热线办理情况通报全文', way: [...handled(2, '12345 通报'), { after: 15, act: 'request-extension', data: { workingDays: 10, reason: '涉及多个承办单位，需要逐一核对' } }] },
  { agency: '150500-ZFB', applicant: '杨某巳', kind: 'naturalPerson', channel: 'in-person', delivery: 'post', sent: ago(22), content: '市政府办公室2025年公务用车更新购置审批文件', way: [...handled(3, '公务用车 更新')] },
  { agency: '150500-ZWGK', applicant: '朱某午', kind: 'naturalPerson', ...web, sent: ago(20), content: '2025年政务公开第三方评估报告', way: [...handled(2, '第三方评估 2025'), ...decided(19, { ...plan, facts: '评估报告由本机关委托制作并保存' })] },
  { agency: '150500-MZJ', applicant: '秦某未', kind: 'naturalPerson', ...web, sent: ago(6), followed: '等待补正：可以在网上补正或者撤回', content: '低保有关材料', way: [...registered(1), asked(3, ['请写明所需材料的名称、文号或者内容', '请写明所指的年度和地区'], 18)] },
  { agency: '150500-MZJ', applicant: '尤某申', kind: 'naturalPerson', ...web, sent: ago(8), content: '2020年至2025年殡葬服务收费标准文件全部版本（纸质）', way: [...handled(2, '殡葬 收费标准'), ...charged(5, 60)] },
  { agency: '150500-MZJ', applicant: '示例社会调查中心', kind: 'otherOrg', channel: 'in-person', delivery: 'pick-up', sent: ago(12), content: '未成年人保护工作委员会会议纪要', way: [...handled(2, '未保委 纪要'), ...decided(10, { outcome: 'denied.process', articles: ['《中华人民共和国政府信息公开条例》第十六条第二款'], facts: '会议纪要由本机关形成', reasons: '属于过程性信息，尚未形成最终决定' })] },
  { agency: '150500-JYTY', applicant: '许某酉', kind: 'naturalPerson', ...web, sent: ago(10), content: '体育彩票公益金2025年使用情况', way: [...handled(2, '彩票公益金 2025'), ...decided(7, plan), { after: 8, act: 'clear-secrecy', data: { conclusion: '不涉及国家秘密、工作秘密' } }] },
  { agency: '150500-CZJ', applicant: '何某戌', kind: 'naturalPerson', ...web, sent: ago(9), content: '2025年地方政府债券资金使用情况表', way: [...handled(2, '债券资金 2025'), ...approved(7, plan)] },
  { agency: '150500-SFJ', applicant: '通辽市示例律师事务所', kind: 'legalService', ...web, sent: ago(15), content: '2025年公证机构执业活动年度考核等次及扣分明细', way: [...handled(2, '公证 考核'), ...consulted(3, '通辽市样例公证处', '考核扣分明细是否同意公开'), ...extended(11, 20)] },
  { agency: '150500-SFJ', applicant: '吕某亥', kind: 'naturalPerson', channel: 'email', delivery: 'email', sent: ago(4), content: '人民调解员补贴发放标准', way: [{ after: 1, act: 'confirm-receipt', data: (day) => ({ facts: { arrivedOn: day(0), confirmedOn: day(1) }, how: '电话联系申请人确认' }) }, ...complete(2)] },
];

type Short = [agency: string, applicant: string, content: string, sentAgo: number, way: 'arrived' | 'registered' | 'handled'];
/** One for each other office, so that no board is empty. */
const others: Short[] = [
  ['150500-FGW', '白某一', '天然气终端销售价格联动方案', 2, 'registered'], ['150500-GXJ', '包某二', '2025年技术改造专项资金项目名单', 5, 'handled'],
  ['150500-STHJ', '曹某三', '西辽河某断面2025年水质监测月报', 6, 'handled'], ['150500-ZRZY', '邓某四', '某宗地不动产登记资料查询结果之外的规划条件', 1, 'arrived'],
  ['150500-ZJJ', '董某五', '供热企业2025年检查考核结果', 4, 'registered'], ['150500-NMJ', '杜某六', '高标准农田建设项目验收结论', 11, 'handled'],
  ['150500-WJW', '段某七', '社区卫生服务中心基本公共卫生考核结果', 7, 'handled'], ['150500-YJJ', '范某八', '2025年度安全生产行政执法计划完成情况', 3, 'registered'],
  ['150500-SCJG', '傅某九', '电梯定期检验合格率统计', 9, 'handled'], ['150500-ZWFW', '高某十', '政务服务大厅窗口绩效考核办法', 1, 'arrived'], ['150500-RSJ', '龚某甲', '职业技能提升补贴机构名单', 8, 'handled'],
  ['150502', '古某乙', '科尔沁区某街道征收补偿方案', 13, 'handled'], ['150521', '郝某丙', '左中旗农村饮水安全工程验收表', 6, 'registered'], ['150522', '贺某丁', '左后旗草原生态补奖发放标准', 2, 'arrived'],
  ['150523', '侯某戊', '开鲁县红干椒产业扶持资金分配方案', 10, 'handled'], ['150524', '胡某己', '库伦旗文物保护单位保护范围图', 5, 'registered'], ['150525', '黄某庚', '奈曼旗沙地治理工程招标文件', 4, 'registered'],
  ['150526', '贾某辛', '扎鲁特旗矿山地质环境恢复方案', 14, 'handled'], ['150581', '江某壬', '霍林郭勒市露天矿排土场复垦计划', 3, 'registered'], ['150571', '姜某癸', '开发区入园企业用地指标分配情况', 1, 'arrived'],
  ['150502103', '康某子', '木里图镇宅基地审批结果', 2, 'registered'], ['150525101', '雷某丑', '八仙筒镇农村公路养护经费', 5, 'handled'],
];
const wayOf = { arrived: () => [], registered: () => registered(1), handled: (words: string) => handled(1, words) } as const;

export const elsewhereOpen: readonly DemoApplication[] = others.map(([agency, applicant, content, days, way]) => ({
  agency, applicant, content, kind: 'naturalPerson', channel: 'in-person', delivery: 'pick-up', sent: ago(days), way: wayOf[way](content),
}));
