export const c = {
  title: '文件清理', lead: '列出范围内的全部文件，逐件提出继续有效、修改、废止或者宣布失效的意见；结束时一并生效，形成结果目录。',
  start: '开始清理', name: '名称', nameHint: '如：2026年行政规范性文件清理', agency: '组织机关', deadline: '完成期限', state: '状态', progress: '进度', startedAt: '开始',
  states: { open: '进行中', closed: '已结束', cancelled: '已取消' },
  done: (decided: number, total: number) => `${decided}／${total}`, empty: '还没有文件清理',
  scope: {
    title: '范围', agencies: '制定机关', agenciesHint: '本机关和所属机关，不选为全部', categories: '类别', categoriesHint: '不选为全部', yearFrom: '成文年份从', yearTo: '到', statuses: '有效性', statusesHint: '不选为现行有效、已修改、尚未施行和未注明',
    count: (n: number) => `范围内现有 ${n} 件文件`, frozen: '清单在开始时固定，之后新公开的文件不进入这次清理。',
  },
  show: { all: '全部', undecided: '未提意见', returned: '被退回', keep: '继续有效', amend: '修改', repeal: '废止', expire: '宣布失效', conflicts: '有变化' },
  decisions: { keep: '继续有效', amend: '修改', repeal: '废止', expire: '宣布失效' },
  search: '标题或文号', allAgencies: '全部机关', document: '文件', made: '成文日期', status: '清单时', decision: '意见', number: '发文字号', issuer: '制定机关',
  conflict: '有变化', returned: (note: string) => `退回：${note}`, by: (who: string, on: string) => `${who}　${on}`,
  outcomes: { kept: '继续有效', 'to-amend': '待修改', repealed: '已废止', expired: '已宣布失效', skipped: '保持现状' },
  act: {
    chosen: (n: number) => `已选 ${n} 件`, none: '在清单里勾选文件，再提出意见', ground: '理由', groundHint: '如：与上位法一致，仍需执行；已被某文件代替；任务已经完成', submit: '提出意见', undo: '撤回意见', back: '退回重议', backNote: '退回的理由', saved: '已提出意见', undone: '已撤回', returned: '已退回',
  },
  finish: {
    title: '结束清理', on: '废止、失效自何日起', skip: '有变化的文件保持现状，不按清理意见处理', what: (repeal: number, expire: number) => `废止 ${repeal} 件、宣布失效 ${expire} 件，自所定之日起一并生效；结束后不能再改。`,
    submit: '结束清理', cancel: '取消清理', cancelTitle: '取消这次清理？', cancelText: '意见都不生效，清单和意见留存备查。', closed: '清理已经结束', cancelled: '清理已经取消', undecided: (n: number) => `还有 ${n} 件没有提出意见`, conflicts: (n: number) => `有 ${n} 件在清理期间有了变化`,
  },
  result: { title: '结果目录', xlsx: '下载 XLSX', html: '查看网页版', note: '只列对外公开的文件，可以直接公布。' },
  facts: { scope: '范围', started: (who: string, on: string) => `${who}于 ${on} 开始`, closed: (who: string, on: string) => `${who}于 ${on} 结束`, applied: '生效日期', byAgency: '各机关进度' },
  back: '返回文件清理', public: '公开页面',
};
