export const common = {
  app: {
    name: '通明', product: '政务公开工作台', demoLabel: '演示说明', demo: '演示城市：数据均为虚构，可随意试用', skip: '跳到主要内容', newTab: '在新窗口打开',
    portal: '公开网站', signOut: '退出登录', password: '修改密码', secondFactor: '设置动态口令', palette: '查找与跳转', collapse: '收起导航', expand: '展开导航',
    noAgency: '你还没有任何机构的职责，请联系安全保密管理员授权', agencies: (first: string, n: number) => `${first}等 ${n} 个机关`,
  },
  nav: {
    home: '我的工作', documents: '公文', records: '已发布', content: '内容', topics: '专题', hotlines: '咨询热线', offers: '推送', pageErrors: '网页纠错', missing: '待补文件', validity: '有效期', cleanups: '文件清理', imports: '批量导入', inventory: '底数', channels: '渠道缺项', synonyms: '搜索同义词', alerts: '邮件提醒', foi: '依申请公开', annualReports: '年度报告', guides: '公开指南', holidays: '工作日历', foiSettings: '依申请公开设置', anonymisation: '到期去标识化', agencies: '机构', sites: '网站', columns: '栏目更新', translations: '蒙古文版', people: '人员', journal: '日志',
    groups: { work: '办文', open: '公开', admin: '管理' },
  },
  pagePreview: { label: '预览', desktop: '桌面', phone: '手机' },
  unsaved: { title: '还有没保存的内容', text: '离开这一页，刚才填写的内容会丢失。', stay: '留在这一页', leave: '放弃并离开' },
  action: {
    draft: '拟稿', retry: '重试', reload: '重新载入', back: '返回', cancel: '取消', confirm: '确定', save: '保存', edit: '编辑', close: '关闭', remove: '移除',
    add: '添加', search: '查询', clear: '清除筛选', more: '更多', open: '打开', undo: '撤消', loadMore: '载入更多', copy: '复制',
    goHome: '回到我的工作',
  },
  errors: {
    network: '连接不上服务器，请检查网络。已填写的内容都还在。', unknown: '页面出了意外的错误，请重新载入；仍不行请告诉系统管理员。',
    status: (n: number) => (n === 404 ? '没有找到要看的内容，可能已被移走' : n === 403 ? '你没有做这件事的权限' : n === 429 ? '操作太频繁，请稍后再试' : `服务器没有正常答复（${n}），请稍后重试`),
    title: '没能完成', notFoundTitle: '没有这个页面', notFoundText: '地址可能写错了，或者内容已经移走。可以按 Ctrl+K 查找公文，或者回到我的工作。',
    notYoursTitle: '这一页不归你办理', notYoursText: '你的职责里没有这一项。需要办理的，请安全保密管理员授予相应的职责。',
    crashTitle: '这一页没能显示出来', crashText: '已保存的内容不受影响。请重新载入；仍不行请告诉系统管理员。',
    article: '依据', reasons: (n: number) => `有 ${n} 处需要处理`,
  },
  list: {
    total: (n: number) => `共 ${n} 条`, shown: (shown: number, total: number) => `已显示 ${shown} 条，共 ${total} 条`, end: '已全部显示',
    views: '常用视图', saveView: '存为视图', viewName: '视图名称', removeView: '删除此视图', none: '没有符合条件的内容', noneHint: '可以减少筛选条件，或者换一个词再查。',
  },
  time: {
    overdue: (n: number) => `已超期 ${n} 天`, today: '今天到期', left: (n: number) => `还剩 ${n} 天`, provisional: '暂定',
    provisionalHint: '计算经过放假安排尚未公布的年份，通知公布后会自动重算', derivation: '期限怎样算出', started: '起算', due: '届满', counted: '计入', skipped: '不计',
    law: '依据', day: '日期', reason: '说明',
  },
  signIn: {
    title: '登录', login: '用户名', password: '密码', code: '动态口令', codeHint: '打开手机上的验证器，输入 6 位数字', submit: '登录', next: '验证',
    again: '登录已过期', againHint: '请重新登录，正在编辑的内容会接着保存。',
    demoTitle: '演示：选择一个身份', demoHint: '不需要密码，点击即以该身份登录。', as: (name: string) => `以${name}身份登录`,
    applications: '演示申请：申请人那一面', applicationsHint: '在公开网站“依申请公开”中输入回执号和查询码，看申请人看到的：', applicationsOpen: '查询我的申请', receiptNumber: '回执号', queryCode: '查询码',
    required: (what: string) => `请填写${what}`, loginInstead: '用密码登录', signingInAs: (login: string) => `正在登录：${login}`, anotherPerson: '换一个账号',
    others: (n: number) => `其他 ${n} 个机关的人员`,
    duties: { draft: '拟稿', review: '审核与审查', sign: '签发', office: '印发与公开', admin: '管理' },
    lead: '办文与公开在同一处完成：写好、定准公开属性、签发，同一刻向社会公开。',
  },
  password: {
    title: '修改密码', must: '首次登录请先修改密码', current: '原密码', next: '新密码', again: '再输一次新密码', differs: '两次输入的新密码不一致',
    submit: '修改密码', done: '密码已修改', rule: (rule: { minLength: number; classes: number }) => `至少 ${rule.minLength} 个字符，大写字母、小写字母、数字、符号中至少有 ${rule.classes} 类，不含用户名`,
  },
  factor: {
    title: '设置动态口令', must: '本系统要求设置动态口令', step1: '用手机上的验证器（支持 TOTP 的应用）扫描二维码', step2: '输入验证器显示的 6 位数字', secret: '不能扫描时手工输入密钥',
    submit: '启用', done: '动态口令已启用', qr: '动态口令二维码', already: '动态口令已经启用', alreadyHint: '每次登录都要输入。更换手机时，请安全保密管理员为你重置。',
  },
  home: {
    title: '我的工作', waiting: '等我办理', due: '期限', mine: '我的文件', waitingEmpty: '没有等你办理的文件', waitingEmptyHint: '有文件转到你这里时会列在这里。',
    dueEmpty: '公文和有效期没有临近的期限', mineEmpty: '你还没有拟过稿', mineEmptyHint: '点“拟稿”开始第一份；也可以直接导入 Word 文档。', all: '查看全部',
    overdueCount: (n: number) => `${n} 项已超期`, soonCount: (n: number) => `${n} 项临近`, where: '现在在', untitled: '（未填标题）', greeting: (name: string) => `${name}，你好`,
    administers: '管理职责', administrators: {
      'system-admin': { to: '/people', what: '建立和停用账号，维护机构、行政区划和机关代字；不授予职责，不看日志，不办文。' },
      'security-admin': { to: '/people', what: '授予和收回职责，解除锁定，重置密码和动态口令；不建账号，不能为自己授权。' },
      'audit-admin': { to: '/journal', what: '查看并校验日志；不改动任何数据。' },
    } as const,
    summary: (waiting: number) => (waiting === 0 ? '今天没有等你办理的文件' : `有 ${waiting} 件等你办理`),
  },
  palette: {
    placeholder: '查找公文、已发布文件，或者跳转到页面', pages: '跳转', documents: '公文', records: '已发布', actions: '操作', nothing: '没有找到', hint: '↑↓ 选择，回车打开，Esc 关闭',
  },
};
