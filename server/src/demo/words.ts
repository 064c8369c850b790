/** What people write into the trail of the demonstration. */
export const words = {
  review: '内容属实，文字规范，公开属性认定适当，同意送下一步办理。',
  cleared: (withheld: boolean) => (withheld
    ? '经审查，不涉及国家秘密，不予公开的理由成立。'
    : '经审查，不涉及国家秘密、工作秘密，可以按拟定的公开属性公开。'),
  cosign: '同意。',
  sign: (withheld: boolean) => (withheld ? '同意印发，不予公开。' : '同意印发，公开属性和公开方式照办。'),
  check: '审签手续完备，文种、格式符合规定。',
  decided: '会议讨论通过，按照会议意见修改后印发。',
  loader: '演示装载',
  off: '没有开启演示，不能装入演示城市',
  notEmpty: '数据库中已经有数据，不能装入演示城市。请改用空数据库，或者设置 TONGMING_DEMO=off',
  steps: { agencies: '建立行政区划和机关', people: '建立人员和角色', documents: '办理演示公文', statuses: '更新文件有效性', applications: '办理演示申请', guides: '确认公开指南', reports: '编制年度报告', cleanup: '开始文件清理', sites: '建立演示网站' },
  cleanup: {
    name: '2026年行政规范性文件清理',
    grounds: { keep: '与上位法一致，实施情况良好，仍需执行。', amend: '上位法已经修改，有关条款需要调整。' },
  },
} as const;
