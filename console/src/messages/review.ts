import type { DocumentEvent } from '#contract';

/** Phrases officials write most, per step; the first is used when the box is left empty and the step needs no reason. */
const phrases: Partial<Record<DocumentEvent, readonly string[]>> = {
  review: ['拟同意，请领导签发。', '同意。', '已核，文字、依据无误。'],
  'pass-legality': ['经审核，未发现违反法律法规规定的内容，同意提请集体讨论。'],
  'clear-secrecy': ['经保密审查，不涉及国家秘密，同意所拟公开属性。', '经保密审查，删减后可以公开。'],
  cosign: ['同意会签。', '无不同意见。'],
  sign: ['同意，印发。', '同意。'],
  check: ['复核无误。'],
  return: ['请补充依据后再报。', '请核对公开属性及理由。', '文字须修改，请按批注修改后再报。'],
};

export const review = {
  phrases,
  act: '办理', nothing: '现在没有需要你办理的事', returned: (who: string) => `${who}退回修改`, waiting: (who: string) => `现在在${who}`, opinion: '意见', opinionOptional: (usual: string) => (usual === '' ? '意见（可不填）' : `不填写即为“${usual}”`), reason: '理由', reasonRequired: '请写明理由',
  others: '其他处理', fixFirst: (n: number) => `先处理 ${n} 处`, fixes: '还需处理', warnings: '提醒', clean: '检查通过，没有需要处理的问题',
  done: (event: string) => `已${event}`, next: '办理下一件', finish: (steps: readonly string[], opens: boolean) => `${steps.length > 1 ? `${steps.slice(0, -1).join('、')}并` : ''}${opens ? (steps.length > 1 ? '公开' : '核发并公开') : '核发'}`, finishStep: { check: '复核', register: '编号', print: '印制', issue: '核发' } as Partial<Record<DocumentEvent, string>>, finishHint: '依次复核、登记编号、印制、核发；全部通过后立即公开，任何一步不符合要求就停在那一步。',
  finishSteps: '办理结果', stepDone: '完成', stepStopped: '停在这一步', viewPublic: '查看公开页面', dateMade: '成文日期', dateMadeHint: '默认为签发之日',
  stepByStep: '单独办理一步', sheetTab: '稿纸', internalTab: '印制版式', publicTab: '公开版式', compareTab: '版本比较', print: '打印稿纸', preview: '预览', previewTitle: (copy: string) => `${copy}预览`, htmlPreview: '网页版',
  progress: '办理过程', noTrail: '还没有办理记录', duties: '期限', version: (n: number) => `第 ${n} 版`, sinceLook: '与我上次看过的比较', compareWith: '比较', nothingChanged: '两版没有差别', current: '当前',
  onlyChanges: '只看改动', field: '栏目',
  personal: { title: '个人信息检查', run: '检查个人信息', again: '重新检查', none: '没有发现身份证号、手机号、银行卡号等个人信息', found: (n: number) => `发现 ${n} 处个人信息`, where: '位置', hint: '公开前请核对，不宜公开的用“标记删减”隐去', override: '确需公开的理由', overrideDo: '说明理由，放行并印制', overrideHint: '由个人信息审查人写明理由后放行' },
  consultation: { title: '征求意见记录', from: '开始日期', to: '结束日期', channel: '征求方式', received: '收到意见（条）', adopted: '采纳意见（条）', summary: '意见及采纳情况', shorter: '少于 30 日的理由', channelDefault: '政府门户网站公开征求意见' },
  legality: { title: '合法性审核记录', started: '收到送审稿日期', finished: '出具意见日期', opinion: '审核意见', emergency: '紧急情况，不受最短时限限制' },
  deliberation: { title: '集体讨论记录', meeting: '会议名称', heldOn: '会议日期', decision: '讨论决定' },
  secrecy: { title: '保密审查', conclusion: '审查结论' },
  disclosure: { title: '变更公开属性', hint: '签发后变更的，要重新签发。' },
  versionLine: (who: string, at: string) => `${who}　${at}`, opened: '公开信息', record: '公开记录',
  copyNames: { internal: '印制版式', public: '公开版式' },
  conflictReload: '这份文件刚被他人办理，已重新载入。',
};
