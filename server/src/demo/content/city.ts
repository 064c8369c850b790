import type { DemoSite } from './model.ts';

const heating = '城乡建设、环境保护\\城乡建设（含住房）';

/** The city: every kind there is but the film. All of it is written for the demonstration; people and figures are invented. */
export const city: DemoSite = {
  site: 'tongliao', agency: '150500',
  pieces: [
    { days: 2, title: '全市供热系统完成冬前联合检查', summary: '检查热源、一级网、换热站和老旧小区管网，发现的问题限期整改。', keywords: ['供热', '民生'], theme: heating,
      text: '供热季开始前，市住房和城乡建设局会同供热单位，对热源厂、一级网、换热站和老旧小区管网开展联合检查。\n检查组逐站核对备用泵和应急电源，抽查低温片区的室内测温点。对发现的阀门渗漏、保温层破损等问题，当场列出清单，明确整改人和完成日期。\n整改结果将在供热专题中公布。市民家中室温不达标的，可以拨打供热热线申请上门测温。' },
    { days: 9, title: '通辽市政务服务大厅延长周六服务时间', keywords: ['政务服务'], theme: '综合政务\\电子政务',
      text: '为方便上班群众办事，市政务服务大厅自本月起每周六上午开放社保、医保、不动产登记、公积金四类窗口。\n大厅设置帮办席，老年人和残疾人可以优先办理。周六取号与工作日相同，可以现场取号，也可以提前一天网上预约。' },
    { days: 20, title: '全市秋粮收获基本结束', keywords: ['农业', '秋收'], theme: '农业、林业、水利\\农业、畜牧业、渔业', text: '据农牧部门调度，全市秋粮收获基本结束，玉米、水稻陆续归仓。\n今年推广的密植滴灌地块长势均衡，机收损失率低于往年。各地正在组织烘干和晾晒，防止坏粮。' },
    { days: 34, title: '国务院政策例行吹风会介绍政务公开工作', keywords: ['政务公开'], theme: '综合政务\\政务公开', reprinted: { source: '演示转载', url: 'https://www.example.gov.cn/' }, text: '这是一条转载信息的演示：标明来源，附原文网址，不改动原意。\n转载的信息由审核人核对来源和标题后发布。' },
    { days: 5, title: '关于冬季供热期间开展用户室温入户抽测的通告', facts: { kind: 'notice', until: '2027-04-15' }, keywords: ['供热', '室温'], theme: heating, text: '为掌握供热质量，供热期内将对用户室温开展入户抽测。\n一、抽测由供热单位和社区工作人员共同进行，出示工作证。\n二、室温低于规定标准的，当场登记，二十四小时内处理。\n三、抽测不收取任何费用。' },
    { days: 12, title: '关于公开征集2027年民生实事项目建议的公告', facts: { kind: 'notice', until: '2026-12-31' }, keywords: ['民生实事', '征集'], text: '市人民政府面向社会征集2027年民生实事项目建议。\n建议应当属于政府职责范围、当年能够完成、受益面较广。可以通过本网站互动回应栏目提交，也可以寄送市政府办公室。' },
    { days: 15, title: '一图读懂《通辽市城市供热用热管理办法》修改内容', facts: { kind: 'interpretation', form: 'chart' }, keywords: ['供热', '解读'], theme: heating, interprets: '通辽市城市供热用热管理办法',
      text: '一、为什么修改\n原办法对老旧小区管网改造期间的退费没有写明，群众反映集中。\n二、改了什么\n（一）明确室温不达标的退费计算方法。\n（二）测温由用户申请，供热单位应当在规定时间内上门。\n（三）管网改造影响供热的，应当提前公告。\n三、怎么用\n先拨打供热热线登记，再凭测温记录申请退费。' },
    { days: 7, title: '供热期从哪天开始，到哪天结束？', facts: { kind: 'question', asked: '我家有老人和小孩，想知道今年什么时候开始供暖，停暖的日子是哪天。' }, keywords: ['供热'], theme: heating, text: '城市集中供热期以市人民政府公布的日期为准。遇到气温提前下降，供热单位会提前做好热态运行准备，届时在本网站和供热专题公布。' },
    { days: 6, title: '家里室温不到18度怎么办？', facts: { kind: 'question', asked: '' }, keywords: ['供热', '室温'], theme: heating, text: '请先拨打供热热线报修，供热单位应当上门测温并登记。确属供热原因造成室温不达标的，按照办法规定退还相应天数的热费。测温记录由用户和测温人共同签字。' },
    { days: 25, title: '办理居住证需要带什么材料？', facts: { kind: 'question', asked: '' }, keywords: ['居住证'], text: '带本人身份证、近期照片，以及居住地住址、就业、就读证明中的任意一种，到居住地派出所申领。符合条件的当场受理。' },
    { days: 18, title: '图说通辽：草原和田野的秋天', facts: { kind: 'image-story', pictures: [] }, keywords: ['图片'], text: '秋天的草原和田野。图片为演示绘制，不是实景照片。', pictures: [
      { scene: 'grassland', alt: '绘制的画面：蓝天下起伏的草原，两座蒙古包，远处有太阳', caption: '草原上的蒙古包（演示绘制）' },
      { scene: 'fields', alt: '绘制的画面：成行的金黄色庄稼地里有一台红色收割机', caption: '收割机在田间作业（演示绘制）' },
      { scene: 'water', alt: '绘制的画面：河面上有三只白色水鸟飞过，对岸是树林', caption: '水鸟飞过河面（演示绘制）' },
    ] },
    { days: 30, title: '全市肉牛产业主要指标（演示数据）', keywords: ['数据', '肉牛'], theme: '农业、林业、水利\\农业、畜牧业、渔业', text: '按年度公布肉牛存栏、出栏和良种覆盖率，便于比较。', facts: {
      kind: 'data-table', columns: [{ name: '年份', type: 'text', unit: '' }, { name: '存栏', type: 'number', unit: '万头' }, { name: '出栏', type: 'number', unit: '万头' }, { name: '良种覆盖率', type: 'percent', unit: '' }],
      rows: [['2021', 281.4, 92.6, 90.1], ['2022', 296.8, 98.3, 91.6], ['2023', 310.2, 104.5, 93], ['2024', 322.7, 110.9, 94.2], ['2025', 331.5, 116.2, 95.1]], chart: { type: 'bar', label: 0, values: [1, 2] },
      note: '本表数字为演示而编，不是统计数据。存栏为年末数，出栏为全年数。',
    } },
    { days: 60, title: '市长 那顺巴图（演示）', facts: { kind: 'official', name: '那顺巴图（演示）', post: '市长', duties: '主持市人民政府全面工作，负责审计工作。', cv: '演示人物，没有真实履历。', photo: null, rank: 1 }, text: '' },
    { days: 60, title: '副市长 乌力吉（演示）', facts: { kind: 'official', name: '乌力吉（演示）', post: '副市长', duties: '负责住房和城乡建设、自然资源、生态环境、供热保障等方面工作。', cv: '演示人物，没有真实履历。', photo: null, rank: 2 }, text: '' },
    { days: 61, title: '通辽市人民政府机构职能', facts: { kind: 'agency-function', duties: '执行本级人民代表大会决议和上级国家行政机关的决定和命令。\n领导所属各工作部门和下级人民政府的工作。\n办理上级国家行政机关交办的其他事项。', address: '通辽市科尔沁区（演示地址）', hours: '工作日 8:30—12:00，14:30—17:30', phone: '0475-0000101', head: '那顺巴图（演示）', departments: ['市政府办公室', '市发展和改革委员会', '市民政局', '市住房和城乡建设局'] }, text: '' },
  ],
  hotlines: [
    { matter: '供热报修和测温', number: '0475-0000611', hours: '供热期内 24 小时', verified: 12 }, { matter: '热费退还', number: '0475-0000612', hours: '工作日 8:30—17:30', verified: 95 },
    { matter: '政务服务咨询', number: '0475-0000613', hours: '每天 8:30—17:30', verified: 40 }, { matter: '政府信息公开', number: '0475-0000101', hours: '工作日 8:30—17:30', verified: 3 },
  ],
};
