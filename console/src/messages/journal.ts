import type { DocumentEvent } from '#contract';
import { names } from './names.ts';

const documentEvents = Object.fromEntries((Object.entries(names.events) as [DocumentEvent, string][]).map(([event, name]) => [`document.${event}`, name]));

/** What the journal calls an action, in words; one that is not here is shown by its code. */
const actions: Record<string, string> = {
  'alert.request': '申请邮件提醒', 'alert.confirm': '确认邮件提醒', 'alert.change': '修改提醒频率', 'alert.end': '退订邮件提醒', 'alert.refused': '不受理邮件提醒', 'alert.malformed': '提醒申请格式不对',
  'alert.matched': '比对邮件提醒', 'alert.mail-sent': '寄出提醒邮件', 'alert.mail-empty': '提醒邮件已无可告知', 'alert.mail-failed': '提醒邮件没有寄到', 'alert.expire': '提醒到期删除',
  'document.create': '新建文稿', 'document.save': '保存文稿', 'document.attach': '上传附件', 'document.detach': '删除附件', 'document.change-attachment': '修改附件',
  'document.order-attachments': '调整附件顺序', 'document.add-image': '插入图片', 'document.convert': '导入文件', 'document.publish': '到时公开', ...documentEvents, 'document.revise': '开始修订', 'record.publish': '公开', 'record.revise': '公开修订版', 'record.repealed': '废止',
  'record.expired': '失效', 'record.annulled': '撤销', 'record.withdrawn': '撤下', 'record.import': '导入记录', 'record.status-by-date': '效力到期变更', 'import.batch': '批量导入', 'import.harvest': '采集其他系统', 'import.undo': '要求撤销整批导入', 'import.undo-batch': '撤销一批导入', 'import.undone': '整批导入已撤销', 'record.undo-import': '撤销导入的记录', 'import-review.upload': '上传待导入表格', 'import-review.map': '对照列名', 'import-review.read': '检查待导入表格', 'import-review.fail': '导入未成', 'import-review.decide': '决定收录与否', 'import-review.correct': '改正待导入文件', 'import-review.start': '开始导入', 'import-review.done': '导入完成', 'import-review.drop': '放弃导入', 'record.withdraw-edition': '收回旧版文字', 'record.change-facts': '修改文件信息', 'record.relate': '登记文件关系', 'record.unrelate': '删除文件关系', 'record.keep-on': '延续有效期', 'record.let-expire': '登记到期失效', 'record.remind-validity': '有效期提醒', 'validity.mail-sent': '有效期邮件已发出', 'validity.mail-failed': '有效期邮件未发出', 'setting.validity': '设定有效期年限',
  'cleanup.start': '开始文件清理', 'cleanup.decide': '提出清理意见', 'cleanup.undo': '撤回清理意见', 'cleanup.return': '退回清理意见', 'cleanup.close': '结束文件清理', 'cleanup.cancel': '取消文件清理', 'citations.resolve': '更新引用关系', 'number-series.explain': '清点文号', 'record.channel': '登记发布渠道', 'record.channel-remove': '撤销发布渠道', 'setting.channels': '修改发布渠道设置', 'search-synonym.save': '保存同义词', 'search-synonym.remove': '删除同义词',
  'sign-in': '登录', 'sign-in-as': '以演示身份登录', 'sign-in-failed': '登录失败', 'sign-out': '退出登录', 'change-password': '修改密码', 'start-second-factor': '开始设置动态口令',
  'set-second-factor': '启用动态口令', 'create-person': '新增人员', 'update-person': '修改人员', 'unlock-person': '解除锁定', 'reset-person': '重置密码', 'grant-role': '授予职责', 'take-role': '收回职责', 'sign-in-asked-code': '等待动态口令',
  'create-agency': '新增机构', 'update-agency': '修改机构', 'save-region': '维护区域', 'page-error.take-in': '收到纠错', 'page-error.answer': '答复纠错', 'verify-journal': '校验日志', initialise: '初始化', 'demonstration.found': '建立演示数据',
  'foi.archive': '归档申请卷', 'foi.anonymise-plan': '列入去标识化', 'foi.anonymise-confirm': '确认去标识化', 'foi.anonymise-withdraw': '移出去标识化', 'foi.anonymise': '去标识化', 'foi.read-identity': '查看申请人身份信息', 'foi.add-file': '添加申请材料', 'foi.recompute': '重算期限', 'foi.intake-malformed': '收到无法识别的申请',
  'foi.paper-draft': '起草文书', 'foi.paper-save': '保存文书', 'foi.paper-approve': '批准文书', 'foi.mail-sent': '邮件已发出', 'foi.mail-failed': '邮件未发出',
  'annual-report.figure': '填报年报数据', 'annual-report.texts': '填写年报文字', 'openness-guide.confirm': '确认公开指南', 'report-comment.take-in': '收到年报意见', 'report-comment.malformed': '收到无法识别的年报意见',
  'report-comment.publish': '公开年报意见', 'report-comment.reject': '不公开年报意见', 'setting.foi': '修改依申请公开设置', 'setting.alerts': '修改邮件提醒设置', 'setting.calendar': '修改工作日历', 'setting.foi-archive': '修改归档设置',
  'content.create': '新建信息', 'content.save': '保存信息', 'content.add-file': '上传信息的图片、文件', 'content.submit': '信息送审', 'content.return': '退回信息', 'content.publish': '发布信息', 'content.revise': '修改已发布的信息', 'content.withdraw': '撤下信息', 'content.discard': '删除信息', 'setting.content': '修改信息发布设置',
  'hotline.add': '公布热线', 'hotline.change': '修改、核实热线', 'topic.create': '新建专题', 'topic.change': '修改专题', 'topic.move': '改变专题状态', 'syndication.offer': '推送信息', 'syndication.approve': '采用推送的信息', 'syndication.decline': '不采用推送的信息', 'syndication.end': '结束推送',
  'column.create': '新建栏目', 'column.change': '修改栏目', 'column.move': '移动栏目', 'column.shift': '调整栏目顺序', 'column.open': '开通栏目', 'column.close': '关闭栏目', 'column.place': '人工选入栏目内容', 'column.remove': '删除栏目', 'column.settings': '修改栏目设置',
  'translation.ask': '列入待译', 'translation.take': '接手翻译', 'translation.save': '保存译文', 'translation.submit': '译文送审', 'translation.return': '退回译文', 'translation.publish': '审校发布蒙古文版',
  'site.create': '新建网站', 'site.change': '修改网站', 'site.move': '改变网站状态', 'site.schedule': '安排网站定时变更', 'site.cancel-schedule': '取消网站定时变更', 'site.apply-schedule': '执行网站定时变更', 'site.fail-schedule': '网站定时变更未能执行', 'site.add-picture': '上传网站图片',
};
const subjects: Record<string, string> = {
  alert: '邮件提醒', alerts: '邮件提醒',
  document: '公文', record: '公开记录', person: '人员', agency: '机构', region: '区域', journal: '日志', 'page-error': '网页纠错', import: '导入', system: '系统',
  content: '信息', hotline: '热线', topic: '专题', 'annual-report': '年度报告', 'foi-case': '申请件', 'foi-paper': '申请文书', 'report-comment': '年报意见', setting: '设置', submission: '网上提交', 'search-synonym': '同义词', citations: '引用关系', site: '网站', translation: '蒙古文版', column: '栏目', cleanup: '文件清理', 'validity-mail': '有效期邮件', 'number-series': '文号系列',
};

export const journal = {
  actions, subjects, self: '本人', system: '系统', title: '日志', at: '时间', actor: '人员', action: '操作', subject: '对象', reason: '理由', block: '封存块', unsealed: '未封存', verify: '校验日志',
  ok: (rows: number, blocks: number) => `校验通过：${rows} 条记录、${blocks} 个封存块完整无改动`, bad: (n: number) => `校验发现 ${n} 处问题`,
  before: '之前', after: '之后', filterSubject: '对象编号', filterActor: '人员姓名', filterAction: '操作', nothing: '这一操作没有改动数据', field: '字段', role: '身份', agency: '机关',
};
