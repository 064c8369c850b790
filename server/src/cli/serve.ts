import { parseArgs } from 'node:util';
import { buildConsole } from '../console-build.ts';
import { demonstrationUnfinished, loadDemonstration } from '../demo/load.ts';
import { demonstrationHosts } from '../http.ts';
import { startServer, version, type Running } from '../main.ts';
import { installationSecret, loadConfig, type Config, type ServeRole } from '../platform/config.ts';
import { installationOf, type Installation } from '../platform/installation.ts';
import { openSystem, type System } from '../platform/system.ts';
import { UsageFault, type CliCommand, type CliIo } from './command.ts';

const ROLES: ServeRole[] = ['all', 'web', 'portal', 'worker'];

export const serveCommand: CliCommand = {
  name: 'serve',
  summary: '启动平台（门户、工作台、接口、后台任务）',
  help: [
    '用法：npx tongming serve [--role all|web|portal|worker]', '',
    '  --role all      全部（默认）', '  --role web      门户与工作台，不做后台任务',
    '  --role portal   只有门户：只读公开区，只写收件区', '  --role worker   只做后台任务', '',
    '环境变量：', '  PORT            端口，默认 8080', '  HOST            监听地址，默认全部地址（演示环境只在本机）',
    '  DATABASE_URL    PostgreSQL 15 或更新版本；不设则启动内置数据库', '  TONGMING_PORTAL_DATABASE_URL  门户专用登录（只有公开区权限）',
    '  TONGMING_DATA   数据文件夹，默认 ./data', '  TONGMING_URL    对外网址', '  TONGMING_FONTS  公文字体文件夹', '  TONGMING_FILES_URL  附件单独的网址（解析到本服务），附件与页面不同源',
    '  TONGMING_DEMO=off            空数据库时不建演示城市', '  TONGMING_SECOND_FACTOR=off   不要求第二因素（不建议）',
    '  TONGMING_PROXIES  前面可信代理的层数，默认 0',
    '  TONGMING_SMTP     邮件服务器，如 smtps://用户:密码@mail.example.gov.cn；不设则不发邮件', '  TONGMING_MAIL_FROM  发件地址，与 TONGMING_SMTP 一起设',
    '  TONGMING_SEARCH_INDEX=off    文件较多时也不在内存里另建检索索引',
    '  TONGMING_PAGE_CACHE  门户页面缓存占用的内存上限（MB），默认 96；0 为不缓存',
  ].join('\n'),
  async run(args, io) {
    const { values } = parseArgs({ args, options: { role: { type: 'string', default: 'all' } } });
    const role = ROLES.find((r) => r === values.role);
    if (!role) throw new UsageFault(`--role 应为 ${ROLES.join('、')} 之一`);
    await serve(loadConfig(io.env), role, io);
    return 0;
  },
};

async function serve(config: Config, role: ServeRole, io: CliIo): Promise<void> {
  const step = (message: string) => io.err(`· ${message}`);
  step(`通明 ${version}，数据文件夹 ${config.dataFolder}`);
  step(config.databaseUrl ?? config.portalDatabaseUrl ? '连接数据库' : '启动内置数据库');
  const system = await openSystem(config, { onStep: step, migrate: role !== 'portal' });
  let running: Running;
  try {
    const installation = await prepare(system, role, io, step);
    running = await startServer(system, role, installation);
    announce(running, role, installation, system, io);
  } catch (error) {
    await system.close();
    throw error;
  }
  await stopSignal();
  step('正在停止');
  await running.stop();
  await system.close();
}

async function prepare(system: System, role: ServeRole, io: CliIo, step: (message: string) => void): Promise<Installation> {
  if (role === 'portal') return 'production';
  if (role !== 'worker') await buildConsole(() => step('构建工作台页面'));
  const installation = await installationOf(system.db);
  const unfinished = installation === 'demo' && await demonstrationUnfinished(system.db);
  if (installation !== 'empty' && !unfinished) return installation;
  if (!system.config.demo) return installation;
  demonstrationHosts(system.config.host);
  step(unfinished ? '演示城市上次没有建完，接着建立' : '数据库为空，建立演示城市（正式使用请先 TONGMING_DEMO=off npx tongming init）');
  await loadDemonstration({ ...system, secret: installationSecret(system.config.dataFolder), progress: io.progress });
  io.endProgress();
  return 'demo';
}

function announce(running: Running, role: ServeRole, installation: Installation, system: System, io: CliIo): void {
  const base = `http://localhost:${running.port}`;
  if (installation === 'empty') io.err('数据库为空：请运行 npx tongming init 建立首批管理员');
  if (system.embedded !== null && installation === 'production') io.err('· 使用内置数据库：请定期 npx tongming backup');
  if (system.config.databaseUrl && !system.portalLogin && role !== 'worker') {
    io.err('· 门户与内部共用一个数据库登录，以角色隔离；分区部署请设 TONGMING_PORTAL_DATABASE_URL');
  }
  io.out('');
  if (role === 'worker') {
    io.out(`后台任务已启动；状态 ${base}/healthz`);
    return;
  }
  io.out(installation === 'demo' ? '演示城市已就绪（只在本机可用），请打开：' : '已就绪，请打开：');
  io.out(`  门户    ${base}/`);
  if (role !== 'portal') io.out(`  工作台  ${base}/console/${installation === 'demo' ? '   点一下即可以任一身份登录' : ''}`);
  io.out(`  接口    ${base}/api/v1/records`);
  io.out('按 Ctrl+C 停止');
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const again = () => process.exit(130);
    const stop = () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop).on(signal, again);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  });
}
