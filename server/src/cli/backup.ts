import { statSync } from 'node:fs';
import { makeBackup } from '../platform/backup/make-backup.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';

export const backupCommand: CliCommand = {
  name: 'backup',
  summary: '把全部数据和文件备份成一个文件',
  help: [
    '用法：npx tongming backup 文件.tar.zst', '',
    '把全部数据表（同一时刻的状态）和全部文件写入一个压缩、带校验值的文件。服务运行时也可以备份，不影响使用。',
    '已有的文件不会被覆盖；备份没有完成时不会留下同名文件。备份含有未公开的内容，请妥善保管。',
    '数据文件夹里的 secret.key 不在备份中，请另行保管：没有它，用户须重新绑定第二验证因素。',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。',
  ].join('\n'),
  async run(args, io) {
    const [path, ...rest] = args;
    if (!path || path.startsWith('-') || rest.length > 0) throw new UsageFault('请给出一个备份文件名');
    return withSystem(io, async (system) => {
      const started = performance.now();
      const manifest = await makeBackup(system, path, io.progress);
      io.endProgress();
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const files = manifest.entries.filter((entry) => entry.name.startsWith('files/')).length;
      io.out(`${path}：${manifest.tables.length} 个数据表 ${rows} 行，${files} 个文件，${statSync(path).size} 字节，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`);
      return 0;
    });
  },
};
