import { loadConfig } from '../platform/config.ts';
import { migrate } from '../platform/migrate.ts';
import { withSystem, type CliCommand } from './command.ts';

export const migrateCommand: CliCommand = {
  name: 'migrate',
  summary: '把数据库结构更新到本程序的版本',
  help: [
    '用法：npx tongming migrate', '',
    '把数据库结构更新到本程序的版本；已是最新则什么也不做。serve 启动时会自动执行。',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。',
  ].join('\n'),
  async run(_args, io) {
    return withSystem(io, async (system) => {
      const applied = await migrate(system.ownerUrl, { onStep: (name) => io.out(`已执行 ${name}`) });
      io.out(applied.length === 0 ? '数据结构已是最新' : `共执行 ${applied.length} 项`);
      return 0;
    }, { migrate: false, config: loadConfig(io.env) });
  },
};
