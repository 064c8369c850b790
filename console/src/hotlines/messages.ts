export const h = {
  title: '咨询热线', lead: (days: number) => `每个号码 ${days} 天核实一次，公众看到最近的核实日期。该核实的排在前面。`, add: '公布热线', edit: '修改热线', none: '还没有公布热线', search: '事项、机关、号码',
  column: { matter: '事项', number: '号码', hours: '服务时间', agency: '机关', verified: '核实', due: '下次核实', act: '办理' }, fields: { agencyCode: '机关', matter: '咨询事项', number: '电话号码', hours: '服务时间', verifiedOn: '核实日期' },
  late: (n: number) => `已过 ${n} 天`, left: (n: number) => `还有 ${n} 天`, stopped: '已停用', verify: '已打通，核实', verified: '已核实', stop: '停用', resume: '恢复', saved: '已保存', by: (day: string, name: string) => `${day} ${name}`, save: '保存', dueCount: (n: number) => `${n} 个该核实了`,
} as const;
