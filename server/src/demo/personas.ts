import type { Role } from '../console-api/contract.ts';
import type { DemoPerson } from './model.ts';

/** The city government and the two bodies that write for it share their staff. */
const city = ['150500', '150500-ZFB', '150500-ZWGK'];
const inEach = (agencies: readonly string[], ...roles: Role[]): DemoPerson['roles'] =>
  agencies.flatMap((agency) => roles.map((role) => ({ agency, role })));

const zh = { clerk: '经办人员', head: '单位负责人' } as const;
const desk: Role[] = ['drafter', 'office', 'openness-clerk', 'privacy-officer'];
const head: Role[] = ['reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'signer', 'openness-head'];

/** All names are invented. These seventeen cover every role. */
export const personas: DemoPerson[] = [
  { login: 'lin.xiaowen', name: '林晓文', duty: '市政府办公室秘书科（拟稿人）', roles: inEach(['150500', '150500-ZFB'], 'drafter') },
  { login: 'chen.licheng', name: '陈立诚', duty: '市政府办公室秘书科科长（审核人）', roles: inEach(city, 'reviewer') },
  { login: 'ma.shouzheng', name: '马守正', duty: '市政府办公室保密审查员', roles: inEach(city, 'secrecy-reviewer') },
  { login: 'baoyintu', name: '宝音图', duty: '市司法局规范性文件审查科科长（合法性审核）', roles: [...inEach(city, 'legality-reviewer'), ...inEach(['150500-SFJ'], ...head)] },
  { login: 'han.xuemei', name: '韩雪梅', duty: '市教育体育局副局长（会签人）', roles: inEach(['150500-JYTY'], ...head) },
  { login: 'tian.ye', name: '田野', duty: '市财政局副局长（会签人）', roles: inEach(['150500-CZJ'], ...head) },
  { login: 'gao.yunfei', name: '高云飞', duty: '市政府秘书长（签发人）', roles: inEach(city, 'signer') },
  { login: 'suhedalai', name: '苏和达来', duty: '市长（签发规章和上行文）', roles: inEach(['150500'], 'signer') },
  { login: 'menghe', name: '孟和', duty: '市政府办公室文书科（复核、编号、印发）', roles: inEach(city, 'office') },
  { login: 'wuyun', name: '乌云其其格', duty: '市政务公开办（政务公开工作人员）', roles: [...inEach(city, 'openness-clerk'), ...inEach(['150500-ZWGK'], 'drafter')] },
  { login: 'delger', name: '德力格尔', duty: '市政务公开办主任（政府信息公开工作机构负责人）', roles: inEach(city, 'openness-head') },
  { login: 'bai.yulan', name: '白玉兰', duty: '市政府办公室个人信息保护员', roles: inEach(city, 'privacy-officer') },
  { login: 'zhao.chunyan', name: '赵春燕', duty: '市民政局办公室（拟稿人）', roles: inEach(['150500-MZJ'], ...desk) },
  { login: 'bayaer', name: '巴雅尔', duty: '市民政局局长（签发人）', roles: inEach(['150500-MZJ'], ...head) },
  { login: 'zhou.qiming', name: '周启明', duty: '系统管理员', roles: inEach(['150500'], 'system-admin') },
  { login: 'wu.jingan', name: '吴静安', duty: '安全管理员', roles: inEach(['150500'], 'security-admin') },
  { login: 'he.jianqing', name: '何鉴清', duty: '审计管理员', roles: inEach(['150500'], 'audit-admin') },
];

/** Agency, its desk officer, its head. Each pair writes and signs its agency's documents. */
const pairs: [agency: string, clerk: string, head: string][] = [
  ['150500-FGW', '安明达', '鲍振宇'],
  ['150500-GXJ', '布和巴图', '曹清源'],
  ['150500-RSJ', '查干夫', '程思远'],
  ['150500-ZRZY', '达古拉', '丁书涵'],
  ['150500-STHJ', '额尔敦泰', '方维正'],
  ['150500-ZJJ', '冯知夏', '格日乐图'],
  ['150500-NMJ', '郭若谷', '海日罕'],
  ['150500-WJW', '胡言信', '呼和木仁'],
  ['150500-YJJ', '贾定国', '金格日勒'],
  ['150500-SCJG', '康宁远', '李存真'],
  ['150500-ZWFW', '梁公允', '刘致和'],
  ['150502', '孟根花', '娜仁托雅'],
  ['150521', '潘守成', '彭望舒'],
  ['150522', '钱砚秋', '秦可立'],
  ['150523', '任静姝', '萨仁高娃'],
  ['150524', '邵明理', '沈和平'],
  ['150525', '斯琴巴特尔', '宋知行'],
  ['150526', '唐守约', '特木尔巴根'],
  ['150581', '佟远山', '王示安'],
  ['150571', '魏有常', '文都苏'],
  ['150502103', '谢思齐', '许公正'],
  ['150525101', '杨树青', '叶向晚'],
];
/** Desk officers of agencies whose head is a persona. */
const clerks: [agency: string, clerk: string][] = [['150500-SFJ', '袁静之'], ['150500-JYTY', '郑书远'], ['150500-CZJ', '朱算清']];

const login = (agency: string, post: string): string => `${post}-${agency.toLowerCase()}`;
const person = (agency: string, post: 'clerk' | 'head', name: string): DemoPerson => ({
  login: login(agency, post), name, duty: zh[post], roles: inEach([agency], ...(post === 'clerk' ? desk : head)),
});

export const staff: DemoPerson[] = [
  ...pairs.flatMap(([agency, clerk, chief]) => [person(agency, 'clerk', clerk), person(agency, 'head', chief)]),
  ...clerks.map(([agency, clerk]) => person(agency, 'clerk', clerk)),
];
