/** What people write on the demonstration's applications. */
export const zh = {
  way: {
    postEvidence: '邮政EMS寄件回执及投递查询单（演示）', webEvidence: '系统发送日志', casePage: '申请人查询页', partyAddress: '内蒙古自治区通辽市演示路100号（演示地址）',
    places: ['办公自动化系统', '综合档案室'], searcher: '经办人员', result: (found: boolean) => (found ? '检索到相关文件一份，与申请内容相符' : '逐卷检索，没有相关记录'),
    legality: '经审核，处理决定事实清楚、依据准确、程序合法。', secrecy: '经保密审查，拟提供的信息不涉及国家秘密、工作秘密，可以提供。', agreed: '同意', extension: '检索涉及的档案数量较大，需要逐份核对',
  },
  identity: { person: '居民身份证', organisation: '统一社会信用代码' }, address: '内蒙古自治区通辽市演示大街（演示地址）', phone: (i: number) => `0475-0000${String(700 + i)}`,
  organisationNumber: (i: number) => `91150500TL${String(100000 + i).slice(-6)}0X`, personNumber: (i: number) => `15050019900101${String(1000 + i).slice(-4)}`,
  evidence: '来件登记簿及信封（演示）', head: '负责人', confirmation: '电话联系申请人确认',
  onlineReconsideration: 'https://fuyi.tongliao.example/',
  file: (name: string) => `${name}.pdf`, report: {
    figure: '演示：按业务系统台账填报', management: '政府信息管理方面，落实公文公开属性源头认定，对规范性文件逐件核对有效性并及时更新；政府信息公开平台建设方面，完善法定主动公开栏目和检索功能。',
    problems: '一是部分政策文件的解读形式较为单一；二是依申请公开检索工作量较大时，内设机构之间的衔接还不够顺畅。下一步将丰富解读形式，完善检索协作办法，提高答复质量和效率。',
  },
} as const;
