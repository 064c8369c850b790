import type { DocumentEvent } from '#contract';
import { names } from './names.ts';

const documentEvents = Object.fromEntries((Object.entries(names.events) as [DocumentEvent, string][]).map(([event, name]) => [`document.${event}`, name]));

/** What the journal calls an action, in words; one that is not here is shown by its code. */
const actions: Record<string, string> = {
  'document.create': '新建文稿', 'document.save': '保存文稿', 'document.attach': '上传附件', 'document.detach': '删除附件', 'document.change-attachment': '修改附件',
  'document.add-image': '插入图片', 'document.convert': '导入文件', 'document.publish': '到时公开', ...documentEvents, 'document.revise': '开始修订', 'record.publish': '公开', 'record.revise': '公开修订版', 'record.repealed': '废止',
  'record.expired': '失效', 'record.annulled': '撤销', 'record.withdrawn': '撤回公开', 'record.import': '导入记录', 'record.status-by-date': '效力到期变更', 'import.batch': '批量导入',
  'sign-in': '登录', 'sign-in-as': '以演示身份登录', 'sign-in-failed': '登录失败', 'sign-out': '退出登录', 'change-password': '修改密码', 'start-second-factor': '开始设置动态口令',
  'set-second-factor': '启用动态口令', 'create-person': '新增人员', 'update-person': '修改人员', 'unlock-person': '解除锁定', 'reset-person': '重置密码', 'grant-role': '授予职责', 'revoke-role': '收回职责',
  'create-agency': '新增机构', 'update-agency': '修改机构', 'save-region': '维护区域', 'page-error.take-in': '收到纠错', 'page-error.answer': '答复纠错', 'verify-journal': '校验日志', initialise: '初始化', 'demonstration.found': '建立演示数据',
};
const subjects: Record<string, string> = {
  document: '公文', record: '公开记录', person: '人员', agency: '机构', region: '区域', journal: '日志', 'page-error': '网页纠错', import: '导入', system: '系统',
};

export const journal = {
  actions, subjects, self: '本人', system: '系统', title: '日志', at: '时间', actor: '人员', action: '操作', subject: '对象', reason: '理由', block: '封存块', unsealed: '未封存', verify: '校验日志',
  ok: (rows: number, blocks: number) => `校验通过：${rows} 条记录、${blocks} 个封存块完整无改动`, bad: (n: number) => `校验发现 ${n} 处问题`,
  before: '之前', after: '之后', filterSubject: '对象编号', filterActor: '人员姓名', filterAction: '操作', nothing: '这一操作没有改动数据', field: '字段', role: '身份', agency: '机关',
};
