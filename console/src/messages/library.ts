export const library = {
  documents: { title: '公文', search: '标题或文号', state: '环节', kind: '文种', agency: '机关', mine: '我拟的', all: '全部', drafter: '拟稿人', number: '发文字号', updated: '更新', waitingFor: '当前', disclosure: '公开属性', defaultViews: { all: '全部', mine: '我拟的', issued: '已印发' } },
  records: {
    title: '已发布', search: '标题、文号或索引号', status: '状态', index: '索引号', made: '成文日期', published: '发布日期', editions: '版次', edition: (n: number) => `第 ${n} 版`, relations: '关系', ends: '效力终止', noRelations: '没有与其他文件的关系',
    open: '公开页面', actions: '处理', revise: '修订', notYours: (agency: string) => `由${agency}的拟稿人修订，由其办公室文书或者政务公开员登记废止、失效、撤销和撤下`, notPublic: '未公开', document: '查看公文', ground: '依据或理由', by: (who: string, at: string) => `${who}于 ${at} 登记`,
  },
  ends: {
    date: '生效日期', withdrawnNow: '立即生效', ground: '依据或理由', groundHint: '写明文件名称和文号，或者决定的机关与日期', note: '对外说明', noteHint: '显示在公开页面上', byRecord: '作为依据的文件', byRecordHint: '查找已发布的文件（可不选）', submit: (name: string) => `确认${name}`,
    explain: {
      repealed: { law: '自废止之日起失效，之前的效力不受影响。', what: '公开页面保留，标注“已废止”和下面写的说明；列表、检索和订阅中也标明。' },
      expired: { law: '有效期届满或者调整对象消失，自然失效，无需另作决定。', what: '公开页面保留，标注“已失效”和下面写的说明。' },
      annulled: { law: '自始无效：视为从未发生效力，由有权机关决定。', what: '公开页面保留，标注“已撤销”、自始无效和下面写的说明。' },
      withdrawn: { law: '只是不再公开，不影响文件本身的效力。', what: '从网站、检索、订阅和接口中移除，原地址保留一页说明。' },
    } as Record<'repealed' | 'expired' | 'annulled' | 'withdrawn', { law: string; what: string }>,
    revise: { law: '产生新的一版，索引号不变；原版保留并注明已被替代。', what: '新稿经审批印发后替换公开内容。' },
    /** The public is told the day in any case. */
    notes: { repealed: (day: string) => `自${day}起废止。`, expired: (day: string) => `自${day}起失效。`, annulled: (day: string) => `${day}决定撤销。`, withdrawn: () => '' } as Record<'repealed' | 'expired' | 'annulled' | 'withdrawn', (day: string) => string>,
    done: (name: string) => `已登记${name}`, pick: '先弄清区别再选',
  },
  missing: { title: '待补文件', lead: '公开文件的正文里引用了、文件库里还没有的文件，引用最多的在前。补录后引用自动变为链接。', search: '文件名称或文号', cited: '被引用的文件', citing: '引用它的文件数', samples: '引用它的文件（至多3件）', empty: '没有待补的文件' },
  pageErrors: { title: '网页纠错', page: '页面', message: '反映内容', received: '收到', state: '状态', open: '待答复', answered: '已答复', answer: '答复', write: '写答复', sent: '答复已保存', empty: '没有待答复的纠错', any: '全部', contact: '联系方式', noContact: '未留' },
};
