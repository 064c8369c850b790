export const drafting = {
  sheetTitle: '发文稿纸', noAttribute: '未定公开属性', loading: '正在打开稿纸', save: {
    saved: (at: string) => `已保存 ${at}`, unchanged: '没有改动', dirty: '有未保存的改动', saving: '正在保存…', failed: '没有保存成功，正在重试；内容已暂存在本机', refused: '这次改动没有被接受',
    merged: (who: string) => `${who}刚才也改了这份文件，双方的改动已合在一起`, restored: '已接回上次没来得及保存的内容', now: '立即保存', leaveTitle: '有改动没有保存', leaveText: '离开后，未保存的改动会丢失。',
    leave: '不保存，离开', stay: '留在这里',
  },
  conflict: {
    title: (who: string) => `${who}和你改了同一处`, otherWindow: '另一个窗口', sameTitle: '两个窗口改了同一处', text: (who: string) => `${who}在你编辑时也保存了这份文件。下面这些地方两边改得不一样，请选择用哪一个；其余改动已自动合并。`,
    mine: '用我的', theirs: (who: string) => `用${who}的`, apply: '按选择保存', before: (who: string) => `${who}的`, after: '我的',
  },
  groups: { head: '文种与行文', text: '标题与正文', open: '公开', attachments: '附件', catalogue: '分类与主题词', extra: '其他事项' },
  show: '展开其他事项',
  kind: { pick: '选择文种', use: '用途', direction: '行文方向', form: '版式', rules: '依据' },
  urgency: { none: '平件', urgent: '加急', veryUrgent: '特急' },
  placeholders: {
    title: '发文机关＋关于＋事由＋的＋文种', addressees: '输入机关名称后回车，可一次粘贴多个', copyTo: '输入机关名称后回车', note: '如：此件公开发布', contact: '姓名、电话',
    theme: '选择主题分类', keywords: '输入后回车', summary: '一两句话说明主要内容（可不填）', publicTitle: '标题含不宜公开的内容时填写，否则不填', joint: '选择联合发文机关', signers: '姓名',
    reason: '写明本文件为什么属于这一情形', numberCode: '选择机关代字', articleItems: '选择主动公开的法定事项', relation: '文件标题或文号', record: '查找已发布的文件',
  },
  number: '发文字号', numberHint: '正式编号在登记时产生，之前可能变动', numberNone: '登记时编号',
  attribute: {
    label: '公开属性', method: '公开方式', must: '公开属性与文件一同审批；没有属性，或者不公开而没有法定理由的，不予印发。', grounds: '不公开理由', addGround: '添加理由', pickGround: '选择法定依据',
    full: '全文向社会公开', redacted: '隐去不宜公开的部分后公开', withheld: '依法不公开，须写明理由', proactive: '主动向社会公开', onRequest: '有人申请时提供',
    law: '条文', marksButFull: (n: number) => `正文有 ${n} 处删减标记，公开属性应为“删减后公开”`, fix: '改为删减后公开', noMarks: '还没有标记要删减的文字：在正文中选中文字，点“标记删减”。', reason: '本文件的具体理由', placeholder: '写明本文件为什么属于这一情形',
  },
  redactions: {
    title: (n: number) => `正文删减 ${n} 处`, ground: '依据', remove: '取消标记', go: '定位', note: '公开的网页、PDF、DOCX、检索和文件名中都不会出现这些文字。',
  },
  editor: {
    label: '正文', toolbar: '正文工具', body: '正文', levels: { 1: '一、', 2: '（一）', 3: '1.', 4: '（1）' } as Record<1 | 2 | 3 | 4, string>,
    levelHint: (mark: string) => `设为“${mark}”层次，编号自动接上`, bold: '加粗', underline: '下划线', undo: '撤消', redo: '重做', table: '表格', image: '图片', importFile: '导入 Word 或文本',
    redact: '标记删减', redactHint: '先选中要删减的文字', redactOther: '按其他依据标记删减', unmark: '取消删减标记', count: (n: number) => `${n} 字`, placeholder: '在这里写正文，或者直接粘贴、导入 Word 文档。层次编号会自动识别。',
    tables: { insert: '插入表格', addRow: '下方加一行', addColumn: '右侧加一列', deleteRow: '删除本行', deleteColumn: '删除本列', merge: '合并单元格', split: '拆分单元格', header: '切换表头', remove: '删除表格' },
    imported: '已导入', oldNumber: (number: string) => `原文编号“${number}”没有带入，新编号在登记时产生`, importReplace: '正文已有内容，导入后：', replace: '替换现有正文', append: '接在后面', importing: '正在导入…', align: '居中',
  },
  attachments: {
    add: '上传附件', hint: '方案、办法、表格等作为附件印发；可拖到这里', empty: '没有附件', name: '名称', publicName: '公开名称', publicNameHint: '与名称相同时不填', attribute: '公开属性', remove: '删除附件',
    removed: (name: string) => `已删除“${name}”`, terms: '要涂黑的文字', termsHint: '输入要涂黑的文字后回车；PDF 中出现的每一处都会重制，不留文字层', size: '大小', uploading: '正在上传', groundFirst: '先选定不公开理由，再标出要涂黑的文字', onlyPdf: '删减后公开的附件须为 PDF', download: '下载',
    confirmRemove: '删除这个附件？', up: (name: string) => `上移“${name}”`, down: (name: string) => `下移“${name}”`,
  },
  theme: { confirm: '主题词已逐个核对' },
  sealed: { yes: '加盖印章', no: '不加盖印章' },
  normative: { label: '文件类别', hint: '行政规范性文件要经征求意见、合法性审核和集体讨论', on: '增加征求意见、合法性审核、集体讨论三步' },
  attendees: { present: '出席', absent: '请假', observers: '列席' },
  relations: { add: '添加关系', type: '关系', target: '对象', remove: '移除' },
  publishAt: { now: '核发后立即公开', hint: '到时自动公开；期限仍从印发之日起算' },
  empty: '（空）', none: '无', yes: '是', no: '否',
  sign: { drafter: '拟稿', agency: '拟稿机关', trail: '审批意见' },
};
