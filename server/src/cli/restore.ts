import { statSync } from 'node:fs';
import { restoreBackup } from '../platform/backup/restore-backup.ts';
import { verifyJournal } from '../platform/journal.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';

export const restoreCommand: CliCommand = {
  name: 'restore',
  summary: '从备份恢复全部数据和文件',
  help: [
    '用法：npx tongming restore 文件.tar.zst [--replace]', '',
    '先校验整个备份，有任何损坏就拒绝，不改动数据；再在一个事务里恢复，逐表核对后才生效。',
    '可以恢复到另一版本的 PostgreSQL（15 或更新）。请先停止服务。',
    '  --replace   数据库里已有数据时，用备份替换全部数据和文件',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。',
  ].join('\n'),
  async run(args, io) {
    const replace = args.includes('--replace');
    const [path, ...rest] = args.filter((arg) => arg !== '--replace');
    if (!path || path.startsWith('-') || rest.length > 0) throw new UsageFault('请给出一个备份文件名');
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageFault(`没有文件 ${path}`);
    return withSystem(io, async (system) => {
      const manifest = await restoreBackup(system, path, { replace }, io.progress);
      io.endProgress();
      const journal = await verifyJournal(system.db);
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      io.out(`已恢复 ${manifest.madeAt} 的备份：${manifest.tables.length} 个数据表 ${rows} 行，逐表核对一致；操作日志 ${journal.blocks} 块，${journal.ok ? '校验通过' : '校验不通过'}`);
      for (const fault of journal.faults) io.err(fault.message);
      return journal.ok ? 0 : 1;
    }, { migrate: false });
  },
};
