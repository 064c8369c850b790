export const admin = {
  agencies: {
    title: '机构', add: '新增机构', name: '全称', shortName: '规范化简称', code: '代码', codeHint: '如 150500-bgs；建立后不能更改', region: '区域', parent: '上级机关', kind: '类别', uscc: '统一社会信用代码', orgCode: '组织机构代码', orgCodeHint: '9 位，作索引号前段，建立后不能更改',
    numberCodes: '机关代字', numberCode: '代字', purpose: '用途', addCode: '添加代字', openness: '政务公开信息', active: '在用', inactive: '停用', search: '查找机构', saved: '机构信息已保存', groups: { identity: '名称与代码', codes: '发文代字', openness: '对外公布的政务公开机构信息' },
    regions: { add: '新增行政区划', code: '行政区划代码', codeHint: '国家标准（GB/T 2260）代码；乡级为 9 位。建立后不能更改', codeFormat: '应为 2 至 12 位数字', name: '名称', level: '级别', parent: '上级行政区', saved: (name: string) => `已登记${name}` },
    fields: { office: '政务公开机构', address: '办公地址', hours: '办公时间', phone: '联系电话', fax: '传真', email: '电子邮箱', postcode: '邮政编码', leader: '负责人', contact: '联系人', duties: '机构职能', departments: '内设机构' } as const,
    format: { uscc: '应为 18 位数字和大写字母', orgCode: '应为 9 位数字和大写字母', code: '2 至 40 位字母、数字和连字符' },
  },
  people: {
    title: '人员', add: '新增人员', name: '姓名', login: '用户名', loginHint: '小写字母、数字、点、横线，2 至 40 位', phone: '电话', email: '邮箱', roles: '职责', search: '姓名或用户名', active: '在职', inactive: '停用', locked: (until: string) => `已锁定至 ${until}`, factor: '动态口令', factorOn: '已设置', factorOff: '未设置',
    unlock: '解除锁定', reset: '重置密码', resetConfirm: '重置后原密码立即失效，并退出所有登录。', passwordOnce: '初始密码只显示这一次', passwordHint: '请当面或者用可靠的方式交给本人；首次登录必须修改。', grant: '授予职责', grantRole: '选择职责', grantAgency: '选择机关', revoke: '收回', revokeConfirm: (role: string) => `收回“${role}”？`,
    saved: '已保存', unlocked: '已解除锁定', separated: '系统、安全、审计三类管理员互相独立，不能兼任，也不能兼任其他职责。', noRoles: '没有任何职责', deactivate: '停用', activate: '启用', deactivateConfirm: '停用后立即退出所有登录，不能再登录；办理记录都保留，可以再启用。', edit: '修改资料', state: '账号', lock: '登录锁定',
  },
};
