export const p = {
  title: '专题', lead: '围绕一项工作，按规则和人工汇集政策、进展、问答和热线；结束后归档，盖章留存，不删除。', add: '新建专题', none: '还没有专题', back: '专题', create: '建立', created: '专题已建立，公众还看不到',
  column: { name: '专题', site: '网站', state: '状态', opened: '开设日期' }, states: { preparing: '筹备', open: '已开设', closed: '已结束', archived: '已归档' },
  fields: { siteCode: '网站', name: '名称', slug: '网址名', slugHint: '小写字母、数字、连字符', lead: '导语' }, sections: { policy: '政策文件', progress: '工作进展', questions: '问答' },
  basics: '基本信息', rule: '按规则汇集', hand: '人工放置', noRule: '只靠人工放置', withRule: '设定规则', dropRule: '不用规则', count: (n: number) => `现有 ${n} 条`, place: { pinned: '置顶', placed: '放入', excluded: '不放' }, pick: '查找信息', add1: '添加', remove: '移除', hotlines: '咨询热线', hotlinesHint: '停用的热线自动从专题撤下', gone: '已撤下',
  save: '保存', saved: '已保存', savedOpen: '已保存，公众已经看到', conflict: '专题已被他人修改，已载入新的内容；你还没保存的改动仍在，核对后再保存', unsaved: '有未保存的修改', notYours: '你可以查看这个专题，但不能修改', openPage: '查看网页',
  state: '开设和归档', moves: { preparing: '', open: '开设', closed: '结束', archived: '归档' }, consequence: { preparing: '', open: '公众立即看到这个专题。', closed: '专题标为已结束，仍可查阅，可以重新开设。', archived: '内容保持现在的样子，盖“已归档”章长期留存，不再修改，不能恢复。' }, saveFirst: '先保存修改',
} as const;
