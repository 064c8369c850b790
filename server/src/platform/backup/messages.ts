/** Words of backup and restore. */
export const zh = {
  exists: (path: string) => `${path} 已经存在，不会覆盖`,
  missingFile: (hash: string) => `文件 ${hash} 登记在库中，但存储中没有：备份不完整，未生成`,
  damagedFile: (hash: string) => `文件 ${hash} 已损坏（内容与校验值不符）：备份不完整，未生成`,
  cycle: (tables: string) => `数据表互相引用，无法排序：${tables}`,
  foreign: '这不是通明的备份文件，或者文件不完整',
  checksum: '备份文件已损坏或不完整：校验值不符，没有改动任何数据',
  entry: (name: string) => `备份文件已损坏：${name} 与清单不符，没有改动任何数据`,
  manifest: '备份文件的清单无法识别，没有改动任何数据',
  newer: (format: number) => `备份由更新的版本生成（格式 ${format}），请使用新版本的程序恢复`,
  migration: (name: string) => `备份所用的数据结构（${name}）不在本程序中，或者内容不同，请使用生成备份的版本或更新的版本恢复`,
  notEmpty: '数据库里已有数据。确定要用备份替换全部数据和文件，请加 --replace',
  mismatch: (table: string) => `恢复后的数据表 ${table} 与备份不一致，已全部撤回`,
  journal: '恢复后的操作日志校验不通过',
  steps: {
    table: (name: string) => `数据表 ${name}`, files: '文件', check: '校验备份', structure: '建立数据结构', verify: '核对恢复结果', newer: '更新数据结构',
  },
} as const;
