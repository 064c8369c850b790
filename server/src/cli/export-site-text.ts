import type { Broken, BucketDone, ExportDone, Why } from '../site-export.ts';

export const words = {
  summary: '把一个网站整个导出为静态文件',
  help: [
    '用法：npx tongming export-site SITE DIR [--live 网址]', '      npx tongming export-site SITE s3://存储桶[/前缀] [--live 网址] [--again]', '',
    '  SITE            网站代码（工作台“网站”里可见）；没有建立多个网站时写 main',
    '  DIR             导出到的文件夹；网页服务器指向其中的 current',
    '  s3://存储桶     与 S3 兼容的对象存储；有前缀时，访问网址的根须对应这个前缀（CDN 回源路径）',
    '  --live 网址     表单、搜索等由运行中的网站回答的网址，默认就是本网站的网址',
    '  --again         存储桶里的对象全部重新上传（有人在存储桶里改动过时用）', '',
    '再次导出到同一文件夹时，只重写有变动的文件，已撤下的随之消失；写完才一步换上，中途停止则原来的导出不变。',
    '与网站上的页面逐字节相同，只有三处不同：带查询的列表页改为目录地址（如 /records/year-2026/page-2/）；',
    '表单、搜索、订阅、按需生成的下载和数据接口指向 --live；附件和图片的文件名带上扩展名。', '',
    'nginx 设置：root DIR/current; error_page 404 /404.html;', '',
    '存储桶：只上传有变动的对象；先传文件和新页面，再换有变动的页面，首页最后，然后才删除已撤下的；中途停止后再次运行即可续传。',
    '  存储桶要设：静态网站托管，默认首页 index.html（子目录同样适用），错误页 404.html；公共读；不要开启版本控制（否则已撤下的内容仍有旧版本）。',
    '  密钥要有这些权限：列出、读、写、删除对象。同一个前缀只从一台机器导出。',
    '  环境变量：AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN（临时密钥）、AWS_REGION（默认 us-east-1）、',
    '  AWS_ENDPOINT_URL（亚马逊以外的存储都要设，如 https://s3.oss-cn-hangzhou.aliyuncs.com）、AWS_S3_FORCE_PATH_STYLE（true 存储桶写在路径里，',
    '  false 写在域名里；设了 AWS_ENDPOINT_URL 时默认 true，适合 MinIO；阿里云 OSS、腾讯云 COS、华为云 OBS 设为 false）。', '',
    '发现断开的链接时照常导出，逐条报告，退出码为 1。',
    '其他环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA、TONGMING_URL（网站的协议和端口）。',
  ].join('\n'),
  exporting: '导出',
  workFolder: '本机工作文件夹',
  usage: '应写网站代码和文件夹（或 s3://存储桶/前缀）；--again 只用于存储桶',
  badLive: (text: string) => `--live ${text} 不是完整网址`,
  unknownSite: (known: string) => `没有这个网站；可以导出：${known}`,
  notAnExport: (folder: string) => `${folder} 里有别的文件：请指定空文件夹或者以前导出的文件夹`,
  runs: (pid: string) => `另一次导出正在进行（进程 ${pid}）`,
  done: (folder: string, d: ExportDone) =>
    `${folder}：${d.origin} 共 ${d.files} 个文件，写入 ${d.written} 个，移除 ${d.removed} 个；生成页面 ${d.pages} 个，用时 ${d.seconds.toFixed(1)} 秒（每秒 ${(d.pages / d.seconds).toFixed(0)} 页）；更新序号 ${d.seq}`,
  links: '链接检查：没有断开的链接',
  broken: (count: number) => `链接检查：断开的链接 ${count} 条`,
  brokenLine: ({ address, status, on }: Broken) => `  ${address}（${status}），在 ${on}`,
} as const;

const faults: Readonly<Record<Why, string>> = {
  unreachable: '连不上对象存储：请核对 AWS_ENDPOINT_URL、存储桶名和网络',
  key: '对象存储不认这对密钥：请核对 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY（临时密钥还有 AWS_SESSION_TOKEN）',
  clock: '本机时钟与对象存储相差过大：请先校时',
  bucket: '没有这个存储桶：请先建立，或者核对名称和 AWS_REGION',
  style: '这家对象存储要求存储桶写在域名里：请设 AWS_S3_FORCE_PATH_STYLE=false',
  region: '存储桶不在这个地域：请核对 AWS_REGION 和 AWS_ENDPOINT_URL',
  denied: '密钥没有所需的权限：要能列出、读、写、删除这个前缀下的对象',
  other: '对象存储不能完成请求',
};

export const bucketWords = {
  sending: '上传',
  badTarget: (text: string) => `${text} 应为 s3://存储桶 或 s3://存储桶/前缀`,
  unset: (name: string) => `${name}：没有设置`,
  badEndpoint: 'AWS_ENDPOINT_URL：应为完整网址，如 https://s3.oss-cn-hangzhou.aliyuncs.com，不含用户名和查询',
  badRegion: 'AWS_REGION：应只有字母、数字和连字符，如 cn-north-1',
  badStyle: 'AWS_S3_FORCE_PATH_STYLE：应为 true 或 false',
  notOurs: (target: string) => `${target} 里有不是导出放进去的对象：请指定空的前缀或者以前导出到的前缀`,
  fault: (why: Why, said: string) => `${faults[why]}（${said}）`,
  done: (target: string, d: BucketDone) => `${target}：共 ${d.objects} 个对象，上传 ${d.sent} 个，删除 ${d.removed} 个，用时 ${d.seconds.toFixed(1)} 秒`,
} as const;
