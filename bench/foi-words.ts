// What made-up applications are made of: places, matters, names. Few enough that words repeat as they do in life.
export type Pick = <T>(list: readonly T[]) => T;

const places = [
  '科尔沁区', '开鲁县', '科左中旗', '科左后旗', '奈曼旗', '库伦旗', '扎鲁特旗', '霍林郭勒市', '经济技术开发区', '大林镇', '钱家店镇', '余粮堡镇', '木里图镇', '丰田镇',
  '清河镇', '育新镇', '庆和镇', '敖力布皋镇', '莫力庙苏木', '辽河镇', '电厂街道', '明仁街道', '施介街道', '清真街道', '东郊街道', '建国街道', '霍林街道', '西门街道',
];
const matters = [
  '农村危房改造补助资金', '集体土地征收补偿安置', '国有土地上房屋征收', '老旧小区改造工程', '草原生态保护补助奖励', '高标准农田建设', '义务教育学校划片招生', '城乡居民最低生活保障',
  '农业生产托管', '城市供热管网改造', '环境影响评价审批', '建设工程规划许可', '土地利用总体规划', '采矿权出让', '林地占用审批', '生活垃圾填埋场', '污水处理厂提标改造', '公交线路调整',
  '物业服务收费标准', '商品房预售资金监管', '医疗保险基金支出', '公立医院采购', '教师招聘', '事业单位公开招聘', '招商引资合同', '政府和社会资本合作项目', '财政专项扶持资金', '政府购买服务',
  '棚户区改造', '退耕还林补助', '水库移民后期扶持', '农村饮水安全', '道路交通信号灯设置', '停车泊位收费', '河道采砂许可', '文物保护范围', '宗教活动场所', '食品安全抽检',
];
const papers = ['分配方案', '批复文件', '会议纪要', '验收报告', '补偿协议', '实施方案', '资金拨付凭证', '审批材料', '公示文件', '统计数据', '中标通知书', '现场照片和测绘图'];
const purposes = ['', '，包括附件和附图', '，并提供历次调整的全部文件', '，以及与之有关的请示、批复', '，请注明文号和印发日期', '，按年度分别列出金额和户数'];
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const given = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玉红建国春梅海燕志文斌宇鹏飞浩然晓东雪琴慧玲佳琪俊峰立新永胜德福宝山树林'];
const trades = ['商贸', '建筑工程', '农牧业', '置业', '物流', '餐饮管理', '环保科技', '新能源', '物业服务', '矿业'];
const brands = ['恒通', '蒙源', '金辉', '科尔沁', '鼎盛', '华兴', '绿野', '宏达', '瑞丰', '天成', '久远', '安泰'];
const others: Record<string, readonly string[]> = {
  research: ['农业科学研究所', '生态环境研究院'], publicWelfare: ['环境保护协会', '助学基金会'], legalService: ['律师事务所', '法律服务所'], otherOrg: ['村民委员会', '业主委员会'],
};

export function contentOf(pick: Pick, year: number): string {
  return `申请公开${pick(places)}${year}年度${pick(matters)}的${pick(papers)}${pick(purposes)}`;
}

export function nameOf(pick: Pick, kind: string): string {
  if (kind === 'naturalPerson') return pick(surnames) + pick(given) + pick(['', ...given]);
  if (kind === 'enterprise') return `${pick(places)}${pick(brands)}${pick(trades)}有限公司`;
  return `${pick(places)}${pick(brands)}${pick(others[kind] ?? ['协会'])}`;
}

export const bureaus = ['教育局', '自然资源局', '住房和城乡建设局', '农牧局', '人力资源和社会保障局', '生态环境局', '交通运输局', '财政局', '卫生健康委员会', '水务局', '公安局', '民政局'];
export const counties = places.slice(0, 8);
