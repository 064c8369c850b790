// Words of the offline package: its pages, its reading notes, and the page that explains it.
export const offline = {
  title: (site: string) => `${site}　离线文件库`,
  heading: '离线文件库',
  made: (day: string, count: string) => `${day}打包，共${count}件公开文件。不用联网即可查阅。`,
  /** {n}, {a}, {b} are filled in by the page's own script. */
  script: {
    loading: '正在查找……', count: '找到{n}件文件', all: '共{n}件文件', none: '没有找到。请换一个更短的说法，或者去掉筛选条件。',
    more: '再显示一些', broken: '有数据文件没有读到，结果不全。请重新解压整个离线包。', missing: '缺少序号{a}到{b}之间的更新包，下面的内容不全。请补上，或者下载新的离线包。',
    updated: '已更新到{n}（更新序号）', gone: '有{n}件文件已撤下，不再显示。', clear: '全部去掉', short: '请输入要找的词。',
  },
  search: '查找',
  placeholder: '标题、文号或正文里的词，几个词用空格分开',
  searchHelp: '各个词都要出现；标题含有的排在前面，其余按日期从新到旧。',
  facets: '筛选',
  noScript: '浏览器没有开启脚本，不能查找；可以从下面的目录按日期查阅。',
  lists: '全部文件目录',
  listTitle: (n: number, total: number) => `文件目录　第${n}页（共${total}页）`,
  back: '回到首页',
  online: '网上最新版本',
  goneTitle: '这份文件已经撤下',
  goneText: '它已由公开机关撤下，或者不再属于这个离线包的范围。',
  attachments: '附件（联网下载）',
  asOf: (day: string) => `离线副本，内容和有效性截至${day}。办事前请核对网上最新版本。`,
  files: {
    readme: '使用说明.txt', list: '文件校验清单.txt',
    listHead: ['每行依次为：SHA-256、SM3、文件名。核对方法：用任何一种校验工具计算文件的 SHA-256 或 SM3，与本清单比较。'],
  },
  readme: (facts: { site: string; day: string; count: string; seq: number; since: number | null; scope: string }) => [
    `${facts.site} 离线文件库`, '', `打包日期：${facts.day}`, `文件件数：${facts.count}`, `范围：${facts.scope}`, `更新序号：${facts.seq}`, '',
    ...(facts.since === null ? ['用法：', '1. 把压缩包全部解压到一个文件夹。', '2. 双击 index.html，用浏览器打开。手机上请先用文件管理器解压，再用浏览器打开 index.html。', '3. 不需要联网，也不需要安装任何软件。']
      : [`这是更新包，包含更新序号 ${facts.since} 之后变动的文件。`, '用法：', `1. 把它解压到原来的离线包文件夹，遇到同名文件选“全部替换”。原来离线包的更新序号应当不小于 ${facts.since}。`, '2. 重新打开 index.html。']),
    '', '“文件校验清单.txt”列出每个文件的 SHA-256 和 SM3 值，可以用来检查文件是否完整、是否被改动。', '离线副本的内容和有效性只到打包日期为止，办事前请核对网上最新版本。', '',
  ],
  scopeAll: '全部公开文件',
} as const;

export const offlineHelp = {
  title: '离线包怎么用',
  description: '把公开文件整包下载，断网也能查阅和查找。',
  keywords: '离线下载,离线包,断网查阅',
  lead: '离线包是一个压缩文件，里面有目录、正文和查找功能。解压后用浏览器打开就能用，不需要联网，也不需要安装软件。',
  sections: [
    ['怎么下载', ['在政策文件库或者搜索结果的下面，打开“批量下载”，点“离线包”。', '先用筛选或者搜索缩小范围，包会更小。']],
    ['怎么打开', ['电脑：把压缩包全部解压到一个文件夹，双击里面的 index.html。不要在压缩包里直接打开。', '手机：用文件管理器解压，再用浏览器打开 index.html。', '可以拷到U盘或者内网电脑上使用。']],
    ['怎么查找', ['输入标题、文号或者正文里的词，几个词用空格分开；可以按类别、机关、年份等筛选，件数是准确的。', '没有开启脚本时，可以从“全部文件目录”按日期查阅。']],
    ['怎么更新', ['离线包里的“使用说明.txt”写有更新序号。管理单位可以按这个序号做更新包，把更新包解压到原来的文件夹、全部替换即可；撤下的文件不会再显示。', '也可以下载新的离线包，删掉旧的文件夹。']],
    ['怎么核对', ['“文件校验清单.txt”列出每个文件的 SHA-256 和 SM3 值，可以检查文件是否完整、是否被改动。', '离线副本的有效性只到打包那一天。办事前请打开文件页上的“网上最新版本”核对。']],
  ] as readonly (readonly [string, readonly string[]])[],
} as const;
