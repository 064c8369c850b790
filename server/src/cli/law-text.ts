import type { AnnualReportCheck, CountedDay, DueDate, Fee, IdentityCheck, Remedy } from '@tongming/law';

/** Every word `law` prints of its own. */
export const words = {
  summary: '计算法定期限、收费、救济途径，核对年度报告',
  noSubcommand: (name: string, known: string[]) => `${name ? `没有“law ${name}”` : '请写明要算什么'}，可以是 ${known.join('、')}。说明：npx tongming law --help`,
  badArguments: (message: string) => `选项有误：${message}。说明：npx tongming law --help`,
  missing: (option: string) => `请写明 --${option}。说明：npx tongming law --help`,
  notWhole: (option: string, value: string) => `--${option} 应为非负整数，收到“${value}”`,
  unreadable: (file: string, why: string) => `读不到文件 ${file}${why ? `：${why}` : ''}`,
  notJson: (file: string) => `${file} 不是有效的 JSON 文件`,
  warning: (message: string) => `提醒：${message}`,
  provisional: '日期暂定：经过尚未公布放假安排的日子，公布后须重新计算',
  eventsForReply: '--events 只用于 --rule foi-reply',
  receivedOrEvents: '请写明 --received 日期，或者 --events 文件',
  receivedTwice: (file: string, given: string) => `文件中收到申请之日是 ${file}，与 --received ${given} 不一致`,
  pagesOrItems: '请写明 --pages 页数或者 --items 件数，只能选一种：一件申请只按一种标准收费',
  beforeForItems: '--before 只用于 --items',
  feeFromMemory: '31件以上的分档是对条文的理解，请核对办法原文',
  oneReport: '请写明一个年度报告文件：law check-annual-report 文件.json',
  noRule: (name: string, known: string[]) => `没有规则“${name}”，可以是 ${known.join('、')}`,
  noRuleThen: (date: string) => `${date} 没有这项期限的规定`,
  due: '到期日',
  provisionalMark: '（暂定）',
  counted: '计入',
  notCounted: '不计',
  amount: (n: number) => `应收 ${n} 元`,
  line: (reason: string, count: number, yuan: number, amount: number) => `  ${reason}：${count} × ${yuan} 元 = ${amount} 元`,
  requirements: { first: '应当先申请行政复议', choice: '可以申请行政复议，也可以直接起诉', unsettled: '是否须先申请行政复议尚有争议', none: '不单独告知救济途径' },
  authority: (names: string) => `行政复议机关：${names}`,
  reconsideration: (due: string) => `申请行政复议，最后一日 ${due}`,
  suit: (due: string) => `直接起诉，最后一日 ${due}`,
  paragraph: '告知文字：',
  report: (year: number, form: string) => `${year} 年度报告（${form}）`,
  results: { pass: '通过', fail: '不符', warning: '提醒', 'not-assessable': '无法核对' },
  fault: (place: string, where: string, expected: string, found: string) => `    ${place}（${where}）：应为 ${expected}，实为 ${found}`,
  unassessed: (place: string, where: string, reason: string) => `    ${place}（${where}）：${reason}`,
  separator: '、',
};

export const lawHelp = [
  '用法：npx tongming law <项目> [选项] [--json]', '',
  '  due-date --rule foi-reply --received 日期        依申请公开答复期限，逐日推算',
  '  due-date --rule foi-reply --events 文件          同上，按事项（补正、征求意见、延期、收费）推算',
  '  due-date --rule 规则 --received 日期             规则：foi-correction-notice、foi-third-party、foi-co-producer、foi-fee-payment、',
  '                                                   proactive-disclosure、legality-review、reconsideration、litigation、',
  '                                                   litigation-after-reconsideration',
  '  fee --pages 页数 | --items 件数 [--before 件数] [--date 日期]   信息处理费（元）；--before 为同一自然月内此前的件数',
  '  remedy --outcome 结果 --agency-level 层级 [--date 日期]         救济途径；日期默认今天',
  '         [--province 名称] [--city 名称] [--county 名称] [--online 网址]   复议机关的名称，互联网复议渠道',
  '  working-day --from 日期 --add N                  之后第 N 个工作日',
  '  monthly --month 2023-10 --day 2                  每月固定日期，遇节假日顺延',
  '    due-date、working-day、monthly 可加 --region 地区  另计该自治区全体公民的放假日，例如 宁夏；内蒙古没有另行规定',
  '  check-annual-report 文件.json                    核对年度报告的勾稽关系；有不符的退出码为 1', '',
  '事项文件是一个列表：[{"type":"received","date":"2023-03-15"}, …]。类型：received、correction-notified、correction-received、',
  '  third-party-sent、third-party-received、third-party-answered、agency-consulted、agency-answered、fee-notified、fee-paid、',
  '  reasons-asked、reasons-given、extended（另有 workingDays、approvedOn、notifiedOn）、delayed（另有 until，第三十五条）、',
  '  fee-voided（减少申请、不再缴费）、reopened（复议或者判决后重新办理，可有 period）。多个第三方用 party 区分。', '',
  '年度报告文件：{ year, table3: { 行: [自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计] }, table4: { 列: 数 }, table2?, previous? }', '',
  '层级：city-department（市级部门）、county-government（旗县政府）、township（苏木乡镇）、city-government（市政府）等，中文亦可。',
  '日期为“年-月-日”。输入有误的退出码为 2。不需要数据库。',
].join('\n');

export function writeDue({ due, provisional, derivation }: DueDate): string[] {
  return [`${words.due} ${due}${provisional ? words.provisionalMark : ''}`, '', ...derivation.map(dayLine)];
}

function dayLine({ date, counted, reason, article }: CountedDay): string {
  return `  ${date}  ${counted ? words.counted : words.notCounted}  ${reason}${article ? `  ${article}` : ''}`;
}

export function writeFee({ amount, derivation }: Fee): string[] {
  return [words.amount(amount), ...derivation.map((l) => words.line(l.reason, l.count, l.yuan, l.amount))];
}

export function writeRemedy(remedy: Remedy): string[] {
  return [
    words.requirements[remedy.requirement],
    ...(remedy.authorities.length > 0 ? [words.authority(remedy.authorities.map((a) => a.name).join(words.separator))] : []),
    ...(remedy.reconsideration ? [words.reconsideration(remedy.reconsideration.due.due)] : []),
    ...(remedy.suit?.due ? [words.suit(remedy.suit.due.due)] : []),
    '', words.paragraph, remedy.text,
    ...remedy.notes.map(words.warning),
  ];
}

export function writeReport({ year, form, identities }: AnnualReportCheck): string[] {
  return [words.report(year, form), ...identities.flatMap(identityLines)];
}

function identityLines(i: IdentityCheck): string[] {
  return [
    `${words.results[i.result]}  ${i.id}  ${i.name}`,
    ...i.failures.map((f) => words.fault(f.place, f.where, String(f.expected), String(f.found))),
    ...i.notAssessable.map((n) => words.unassessed(n.place, n.where, n.reason)),
  ];
}
