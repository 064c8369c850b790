export const words = {
  summary: '把公开文件打成离线包（断网可查），或者做更新包',
  help: [
    '用法：npx tongming package OUT.zip [选项]', '',
    '离线包解压后用浏览器打开 index.html 即可查阅、查找，不需要服务器和网络。',
    '不加选项时包含全部公开文件。选项可以一起用：', '',
    '  --query 词           只要搜索到的文件', '  --agency CODE        机关编码', '  --category CODE      类别，如 normative', '  --kind CODE          文种，如 notice',
    '  --theme 主题         主题分类的一级', '  --year YYYY          成文年份', '  --status CODE        有效性，如 in-force', '  --region CODE        行政区划代码',
    '  --since 序号|日期     做更新包：只含这个更新序号（或这一天起）变动和撤下的文件，解压到原来的文件夹即可', '',
    '更新序号写在离线包的“使用说明.txt”里。环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA、TONGMING_URL。',
  ].join('\n'),
  packing: '打包',
  noFile: '没有说明离线包的文件名',
  oneFile: '只能写一个文件名',
  badOption: (option: string) => `不认识的选项 ${option}`,
  noValue: (option: string) => `${option} 后面缺少内容`,
  badSince: (text: string) => `--since ${text} 不是更新序号，也不是 YYYY-MM-DD 的日期`,
  done: (path: string, facts: { records: number; gone: number; seq: number; megabytes: string; seconds: string }) =>
    `${path}：文件 ${facts.records} 件${facts.gone > 0 ? `，撤下或移出 ${facts.gone} 件` : ''}，${facts.megabytes} MB，用时 ${facts.seconds} 秒；更新序号 ${facts.seq}`,
} as const;
