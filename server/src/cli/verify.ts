import { checks } from '../domains/library/verifying/checks.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';

const FAULTS_SHOWN = 20;

export const verifyCommand: CliCommand = {
  name: 'verify',
  summary: '核对操作日志、编号、公开内容、检索索引和文件',
  help: [
    '用法：npx tongming verify', '',
    '逐项核对：操作日志的封存块；发文字号、索引号连续；公开区只有库中现行、依法公开、没有撤下的内容；',
    '变更记录和检索索引完整，索引里没有旧文字；每个文件重新读出、与校验值比较。只读，服务运行时也可以核对。',
    '发现问题时退出码为 1。环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。',
  ].join('\n'),
  async run(args, io) {
    if (args.length > 0) throw new UsageFault('verify 没有参数');
    return withSystem(io, async (system) => {
      let wrong = 0;
      for (const check of checks) {
        // One snapshot a check: what is written meanwhile is not half seen.
        const result = await system.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(
          (tx) => check.run(tx, system.files, (done, total) => io.progress(check.name, done, total)));
        io.endProgress();
        io.out(`${result.faults.length === 0 ? '✓' : '✗'} ${check.name}：核对 ${result.checked} 项，${result.faults.length === 0 ? '没有问题' : `${result.faults.length} 个问题`}`);
        for (const fault of result.faults.slice(0, FAULTS_SHOWN)) io.err(`    ${fault}`);
        if (result.faults.length > FAULTS_SHOWN) io.err(`    另有 ${result.faults.length - FAULTS_SHOWN} 个`);
        wrong += result.faults.length;
      }
      return wrong === 0 ? 0 : 1;
    });
  },
};
