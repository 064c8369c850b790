export const words = {
  summary: '用已知答案的查询衡量搜索质量',
  help: [
    '用法：npx tongming evaluate-search 查询.jsonl … [--json] [--misses]', '',
    '每行一个 JSON 对象：query（查询）、kind（类别）、expect_id（应当找到的文件在导入时的 id）。',
    '按类别和合计给出：success@1（排在第一）、success@10（在前十）、MRR（排名倒数的平均值，前十以外记 0）。', '',
    '  --json     以 JSON 输出各类的数字',
    '  --misses   逐条列出没有排在第一的查询',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。服务运行或停止时都可以使用。',
  ].join('\n'),
  all: 'all',
  asking: '查询',
  noFile: '没有给出查询文件',
  badOption: (option: string) => `不认识的选项 ${option}`,
  unreadable: (file: string) => `读不了文件 ${file}`,
  badLine: (file: string, line: number) => `${file} 第 ${line} 行不是 {query, kind, expect_id}`,
};
