export const g = {
  title: '公开指南', intro: '指南的机构信息取自“机构”，文字部分由本机关确认后公布。机构信息一变，指南就过时，需要重新确认。', search: '查找机关', none: '没有由你负责的机关', allFresh: '都已确认，没有过时的指南',
  column: { agency: '机关', state: '状态', confirmed: '上次确认', why: '原因' }, fresh: '现行', stale: '需要重新确认', never: '尚未公布',
  changed: (labels: readonly string[]) => `已变动：${labels.join('、')}`, missing: (count: number) => `缺 ${count} 项`, onlyStale: '只看需要处理的', count: (stale: number, all: number) => (stale === 0 ? `${all} 个机关的指南都是现行的` : `${all} 个机关，${stale} 个需要处理`),
  liability: '不及时更新公开指南、目录的，由上一级行政机关责令改正（条例第五十三条）。', article: '条例第十二条', facts: '机构信息', factsHint: '在“机构”中更改，这里不能改。', goAgency: '去机构信息更改', empty: '未填写', changedTag: '上次确认后已变动', required: '必有',
  texts: { classification: '政府信息的分类', arrangement: '编排体系', access: '获取方式' }, textHint: '写给来查信息的人看。', notYours: '由该机关的政府信息公开工作机构确认；这里可以查看。', useDraft: '恢复建议文字', preview: '预览', previewTitle: (name: string) => `${name}政府信息公开指南`, directory: '公开目录', directoryHint: (n: number) => `共 ${n} 条，随信息发布、修改、废止即时更新`, directoryCsv: '下载目录（CSV）', directoryNone: '还没有公开的政府信息',
  confirm: '确认并公布', again: '重新确认并公布', consequence: '确认后立即在公开网站替换原来的指南，并记入日志。', done: '公开指南已公布', blocked: (n: number) => `还有 ${n} 处需要先处理`, conflict: '别人刚刚确认过，已载入最新内容', public: '查看公开页面', confirmedBy: (day: string, by: string) => `${day}　${by}`, how: '依申请公开的申请方式、受理机构，由网站“依申请公开”页面说明并随指南一同公布。', back: '公开指南', unsavedNote: '有改动，确认后才会公布', index: '索引', name: '名称', summary: '内容概述', date: '生成日期',
};
