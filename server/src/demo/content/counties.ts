import type { DemoHotline, DemoPiece, DemoSite } from './model.ts';
import type { SceneName } from './pictures.ts';

type Local = {
  site: string; agency: string; name: string; title: string; head: string; news: [string, string, string][]; notice: [string, string]; question: [string, string]; scene: SceneName; shown: string; duties: string; line: string; no: number;
};

/** News, a notice, a question, two pictures, its head and its functions for each banner, county, city and the zone; all of it invented. */
const locals: Local[] = [
  { site: 'keerqin', agency: '150502', name: '科尔沁区', title: '区长', head: '苏日娜', no: 621, line: '城区停车和占道', scene: 'town', shown: '绘制的画面：街道两旁有高低不同的楼房，窗里亮着灯',
    news: [['科尔沁区完成老旧小区供水管线更换', '城建', '年内列入计划的老旧小区供水管线已经全部更换，水压、水质检测合格。\n施工期间临时停水都提前一天在楼道张贴，并由社区上门告知独居老人。'], ['城区新增六处便民早市', '民生', '六处早市分布在居民集中的街道，每天清晨开市，上午收摊后立即清扫。\n摊位不收摊位费，食品摊主须亮证经营。']],
    notice: ['关于冬季清雪除冰责任分工的通告', '各临街单位负责门前人行道，居民小区由物业负责，城市道路由环卫部门负责。雪停后应当及时清除，不得把雪堆在盲道和消防通道上。'], question: ['小区楼道的灯坏了找谁？', '有物业的小区找物业服务人报修；没有物业的，向所在社区反映，由社区联系维修。'], duties: '负责城区管理、教育、卫生健康、商贸流通等方面工作。' },
  { site: 'kezuozhong', agency: '150521', name: '科左中旗', title: '旗长', head: '巴特尔', no: 622, line: '农村牧区饮水', scene: 'fields', shown: '绘制的画面：成行的金黄色庄稼地里有一台红色收割机',
    news: [['科左中旗农村牧区饮水巩固工程通水', '水利', '列入年度计划的嘎查村管网延伸和水源井更新已经通水，水费按公示标准收取。\n每个供水点都公布了管水员姓名和报修电话。'], ['冬季农民夜校开进嘎查', '农业', '夜校围绕密植滴灌、舍饲养牛、农机保养开课，由农技人员用汉语和蒙古语讲授。\n课表提前一周在嘎查公示栏张贴。']],
    notice: ['关于开展冬季取暖安全入户检查的通知', '检查由苏木乡镇组织，重点看烟囱、炉具和一氧化碳报警器，不收取费用，不推销商品。'], question: ['耕地地力保护补贴什么时候发？', '补贴面积在嘎查村公示无异议后，由财政部门通过一卡通发放，发放批次会在本网站公布。'], duties: '负责农牧业、水利、乡村建设等方面工作。' },
  { site: 'kezuohou', agency: '150522', name: '科左后旗', title: '旗长', head: '额尔德木图', no: 623, line: '校车安全', scene: 'grassland', shown: '绘制的画面：蓝天下起伏的草原，两座蒙古包，远处有太阳',
    news: [['科左后旗沙地治理区迎来验收', '生态', '治理区采取乔灌草结合，成活率达到设计要求，管护责任落实到人。\n验收结果和下一年度计划一并公开。'], ['校车线路完成冬季安全排查', '教育', '排查覆盖全部线路和停靠点，更换防滑轮胎，冰雪路段安排人员值守。\n家长可以查询每条线路的发车时间。']],
    notice: ['关于冬季森林草原防火的通告', '防火期内林区、草原禁止野外用火，进入人员和车辆应当登记，发现火情立即报警。'], question: ['新建牛舍要办什么手续？', '占用设施农用地的，先向苏木镇提出用地备案申请，再向生态环境部门登记，规模养殖场应当同步建设粪污处理设施。'], duties: '负责林业草原、教育、交通运输等方面工作。' },
  { site: 'kailu', agency: '150523', name: '开鲁县', title: '县长', head: '林致远', no: 624, line: '秸秆综合利用', scene: 'fields', shown: '绘制的画面：成行的金黄色庄稼地里有一台红色收割机',
    news: [['开鲁县红干椒交易市场完成改造', '商贸', '市场改造后分为验质、交易、仓储三个区，每天公布当日成交价格区间。\n市场内设公平秤和投诉点。'], ['县医院开通夜间门诊', '卫生', '夜间门诊设内科、儿科和急诊，挂号、缴费、取药在同一层完成。\n夜间不加收诊查费。']],
    notice: ['关于秸秆禁烧和综合利用有关事项的通知', '全县范围内禁止露天焚烧秸秆。农户可以就近送到收储点，收储点位置和收购价格在镇村公示栏公布。'], question: ['农村危房改造怎么申请？', '由户主向村委会提出书面申请，经村评议、镇审核、县级鉴定后列入计划，结果在村公示栏公示。'], duties: '负责农业、水利、商务等方面工作。' },
  { site: 'kulun', agency: '150524', name: '库伦旗', title: '旗长', head: '宝力德', no: 625, line: '文化旅游投诉', scene: 'water', shown: '绘制的画面：河面上有三只白色水鸟飞过，对岸是树林',
    news: [['库伦旗荞麦收购开秤', '农业', '收购点公布等级标准和当日价格，称重、验质、付款三步分开，农户可以要求复秤。\n收购期间每天公布各点排队情况。'], ['冬季文艺队下乡演出开始', '文化', '演出把政策讲进好来宝和快板，每到一处先了解群众想听什么。\n演出时间表在本网站公布。']],
    notice: ['关于沟谷地段冬季通行安全的通告', '沟谷地段冰雪湿滑，禁止在冰面停车和取土。警示标志不得移动、损坏。'], question: ['旅游旺季遇到乱收费向谁反映？', '保留票据和照片，拨打文化旅游投诉热线，受理后会告知办理期限和结果。'], duties: '负责文化旅游、民族事务、水土保持等方面工作。' },
  { site: 'naiman', agency: '150525', name: '奈曼旗', title: '旗长', head: '朝鲁', no: 626, line: '污水处理和管网', scene: 'water', shown: '绘制的画面：河面上有三只白色水鸟飞过，对岸是树林',
    news: [['奈曼旗污水处理厂扩建工程试运行', '生态', '扩建部分进入试运行，出水水质在线监测数据每日公布。\n周边居民可以预约参观。'], ['村集体光伏收益分配公示完成', '乡村', '收益主要用于公益岗位和小型公益事业，分配方案经村民代表会议通过后公示。\n账目可以到村委会查阅。']],
    notice: ['关于农房建设安全检查的通知', '检查对象是在建和新建农房，重点查地基、圈梁和施工用电，发现隐患先停工后整改。'], question: ['灵活就业人员怎么参加养老保险？', '本人带身份证到社保经办窗口或者网上办理，按月、按季、按年缴费都可以，缴费档次在规定范围内自选。'], duties: '负责住房建设、生态环境、乡村振兴等方面工作。' },
  { site: 'zhalute', agency: '150526', name: '扎鲁特旗', title: '旗长', head: '孟克', no: 627, line: '草原生态补助', scene: 'grassland', shown: '绘制的画面：蓝天下起伏的草原，两座蒙古包，远处有太阳',
    news: [['扎鲁特旗冬储饲草到位', '牧业', '北部牧区冬储饲草已经到位，各苏木设立应急储备点，雪情来临时统一调配。\n储备数量和领用办法在嘎查公示。'], ['山地草原禁牧巡护使用无人机', '生态', '无人机巡护与护林护草员步巡结合，发现偷牧先劝导后处理。\n巡护情况每月公布。']],
    notice: ['关于领取草原生态保护补助奖励的公告', '补助面积和金额在嘎查公示七日，无异议后通过一卡通发放。对公示有异议的，向苏木镇书面提出。'], question: ['禁牧区能不能打草？', '禁牧区实行全年禁牧，经林草部门同意，可以在规定时间、规定地块有序打草，具体办法由苏木镇公布。'], duties: '负责草原生态、畜牧业、应急管理等方面工作。' },
  { site: 'huolinguole', agency: '150581', name: '霍林郭勒市', title: '市长', head: '高明远', no: 628, line: '住房公积金咨询', scene: 'town', shown: '绘制的画面：街道两旁有高低不同的楼房，窗里亮着灯',
    news: [['霍林郭勒市公交线路优化调整', '交通', '调整后覆盖新建小区和职业学校，末班车延后半小时。\n调整方案公示期间收到的意见大部分已经采纳。'], ['园区职工夜校开班', '就业', '夜校开设电工、焊工、叉车操作等课程，考核合格发放证书。\n报名不收费，名额满后进入下一期。']],
    notice: ['关于调整部分路段停车泊位的通告', '调整路段和启用时间见现场标志。新施划的泊位白天限时免费，夜间不收费。'], question: ['异地就医怎么备案？', '参保人可以在网上或者医保窗口办理备案，备案后在开通联网的医院直接结算。'], duties: '负责工业、交通、就业等方面工作。' },
  { site: 'kaifaqu', agency: '150571', name: '开发区', title: '管委会主任', head: '程远', no: 629, line: '企业服务', scene: 'town', shown: '绘制的画面：街道两旁有高低不同的楼房，窗里亮着灯',
    news: [['开发区企业服务中心启用', '营商', '中心把立项、规划、施工许可、用水用电报装集中办理，一个窗口收件。\n每件事项公布办理时限和办理人。'], ['园区道路照明节能改造完工', '建设', '改造后路灯按车流自动调节亮度，维修由平台自动派单。\n节能数据按季度公布。']],
    notice: ['关于园区企业冬季安全生产自查的通知', '企业应当对锅炉、压力容器、有限空间作业开展自查，自查结果报应急管理部门，重大隐患立即停产整改。'], question: ['企业招工可以申请哪些补贴？', '吸纳符合条件的人员就业并缴纳社会保险的，可以申请社会保险补贴和一次性吸纳就业补贴，到企业服务中心窗口办理。'], duties: '主持管委会全面工作，负责招商引资和园区建设。' },
];

const shownFor: Record<SceneName, [SceneName, string]> = {
  grassland: ['water', '绘制的画面：河面上有三只白色水鸟飞过，对岸是树林'], water: ['grassland', '绘制的画面：蓝天下起伏的草原，两座蒙古包，远处有太阳'],
  fields: ['grassland', '绘制的画面：蓝天下起伏的草原，两座蒙古包，远处有太阳'], town: ['fields', '绘制的画面：成行的金黄色庄稼地里有一台红色收割机'],
};

function piecesOf({ name, title, head, news, notice, question, scene, shown, duties, no }: Local): DemoPiece[] {
  const [other, otherShown] = shownFor[scene];
  return [
    ...news.map(([headline, keyword, text], i): DemoPiece => ({ days: 3 + (no % 5) + i * 11, title: headline, keywords: [keyword], text })),
    { days: 8 + (no % 3), title: notice[0], facts: { kind: 'notice', until: null }, text: notice[1] },
    { days: 14 + (no % 4), title: question[0], facts: { kind: 'question', asked: '' }, text: question[1] },
    { days: 21 + (no % 6), title: `图说${name}`, facts: { kind: 'image-story', pictures: [] }, text: '图片为演示绘制，不是实景照片。', pictures: [{ scene, alt: shown, caption: `${name}一景（演示绘制）` }, { scene: other, alt: otherShown, caption: `${name}另一景（演示绘制）` }] },
    { days: 58, title: `${title} ${head}（演示）`, facts: { kind: 'official', name: `${head}（演示）`, post: title, duties, cv: '演示人物，没有真实履历。', photo: null, rank: 1 }, text: '' },
    { days: 59, title: `${name}机构职能`, facts: { kind: 'agency-function', duties: `领导和管理${name}行政区域内的经济、教育、科学、文化、卫生、城乡建设等工作。\n办理上级人民政府交办的事项。`, address: `${name}（演示地址）`, hours: '工作日 8:30—12:00，14:30—17:30', phone: `0475-0000${no}`, head: `${head}（演示）`, departments: ['办公室', '政务服务局'] }, text: '' },
  ];
}

const hotlinesOf = ({ line, no }: Local): DemoHotline[] => [
  { matter: line, number: `0475-0000${no}`, hours: '工作日 8:30—17:30', verified: (no * 7) % 110 }, { matter: '政务服务咨询', number: `0475-0001${no}`, hours: '每天 8:30—17:30', verified: (no * 3) % 60 },
];

export const counties: DemoSite[] = locals.map((local) => ({ site: local.site, agency: local.agency, pieces: piecesOf(local), hotlines: hotlinesOf(local) }));
