import type { Broken, ExportDone } from '../site-export.ts';

export const words = {
  summary: '把一个网站整个导出为静态文件',
  help: [
    '用法：npx tongming export-site SITE DIR [--live 网址]', '',
    '  SITE            网站代码（工作台“网站”里可见）；没有建立多个网站时写 main',
    '  DIR             导出到的文件夹；网页服务器指向其中的 current',
    '  --live 网址     表单、搜索等由运行中的网站回答的网址，默认就是本网站的网址', '',
    '再次导出到同一文件夹时，只重写有变动的文件，已撤下的随之消失；写完才一步换上，中途停止则原来的导出不变。',
    '与网站上的页面逐字节相同，只有三处不同：带查询的列表页改为目录地址（如 /records/year-2026/page-2/）；',
    '表单、搜索、订阅、按需生成的下载和数据接口指向 --live；附件和图片的文件名带上扩展名。', '',
    'nginx 设置：root DIR/current; error_page 404 /404.html;', '',
    '发现断开的链接时照常导出，逐条报告，退出码为 1。',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA、TONGMING_URL（网站的协议和端口）。',
  ].join('\n'),
  exporting: '导出',
  usage: '应写网站代码和文件夹',
  badLive: (text: string) => `--live ${text} 不是完整网址`,
  unknownSite: (known: string) => `没有这个网站；可以导出：${known}`,
  notAnExport: (folder: string) => `${folder} 里有别的文件：请指定空文件夹或者以前导出的文件夹`,
  runs: (pid: string) => `另一次导出正在进行（进程 ${pid}）`,
  done: (folder: string, d: ExportDone) =>
    `${folder}/current：${d.origin} 共 ${d.files} 个文件，写入 ${d.written} 个，移除 ${d.removed} 个；生成页面 ${d.pages} 个，用时 ${d.seconds.toFixed(1)} 秒（每秒 ${(d.pages / d.seconds).toFixed(0)} 页）；更新序号 ${d.seq}`,
  links: '链接检查：没有断开的链接',
  broken: (count: number) => `链接检查：断开的链接 ${count} 条`,
  brokenLine: ({ address, status, on }: Broken) => `  ${address}（${status}），在 ${on}`,
} as const;
