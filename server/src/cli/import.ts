import { statSync } from 'node:fs';
import type { ImportFault, ImportResult } from '../domains/library/importing/import-file.ts';
import { startWorker } from '../domains/library/importing/start-worker.ts';
import { UsageFault, withSystem, type CliCommand, type CliIo } from './command.ts';

/** Faults named one by one; the rest are counted, and all of them stand in the database. */
const FAULTS_SHOWN = 50;

export const importCommand: CliCommand = {
  name: 'import',
  summary: '导入公开文件（JSON 行，可用 gzip 压缩）',
  help: [
    '用法：npx tongming import 文件.jsonl[.gz] … --agency 机关编码', '',
    '每行一个 JSON 对象：id、title、body 必填；issuer、doc_no、date（YYYY-MM-DD）、theme、status 可为 null。',
    '文件作为全文公开、主动公开的政府信息入库并立即公开。按 id 识别：内容未变的跳过，变了的成为新版本。',
    '中断后再次运行同一命令，从中断处继续。有问题的行按行号说明原因，其余照常导入；有问题行时退出码为 1。', '',
    '  --agency CODE   所属机关编码，如 150500（本级人民政府）',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。服务运行时也可以导入。',
  ].join('\n'),
  async run(args, io) {
    const { files, agency } = readArguments(args);
    const worker = startWorker();
    try {
      const { importFile } = await import('../domains/library/importing/import-file.ts');
      return await withSystem(io, async (system) => {
        let faulty = false;
        for (const file of files) faulty = await importOne(io, file, (size, seen) => importFile(system, worker, file, agency,
          ({ lines, bytes }) => io.progress(`导入 ${lines} 行，已读千字节`, Math.ceil(bytes / 1024), size), seen)) || faulty;
        return faulty ? 1 : 0;
      });
    } finally {
      await worker.terminate();
    }
  },
};

/** True when some of its lines had faults. */
async function importOne(
  io: CliIo, file: string, run: (size: number, onFault: (fault: ImportFault) => void) => Promise<ImportResult>,
): Promise<boolean> {
  const started = performance.now();
  let faults = 0;
  const result = await run(Math.ceil(statSync(file).size / 1024), ({ line, reason }) => {
    faults += 1;
    if (faults > FAULTS_SHOWN) return;
    io.endProgress();
    io.err(`第 ${line} 行：${reason}`);
  });
  io.endProgress();
  if (faults > FAULTS_SHOWN) io.err(`另有 ${faults - FAULTS_SHOWN} 行有问题，全部记在 core.import_fault`);
  const seconds = (performance.now() - started) / 1000;
  if (result.resumedAt > 0) io.out(`从上次中断处（第 ${result.resumedAt} 行之后）继续`);
  io.out(`${file}：新增 ${result.imported}，更新 ${result.revised}，未变 ${result.unchanged}，有问题 ${result.faults}；`
    + `用时 ${seconds.toFixed(2)} 秒，每秒 ${Math.round((result.lines - result.resumedAt) / seconds)} 条`);
  return result.faults > 0;
}

function readArguments(args: string[]): { files: string[]; agency: string } {
  const files: string[] = [];
  let agency: string | null = null;
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--agency') {
      agency = args[i + 1] ?? null;
      i += 1;
    } else if (arg.startsWith('--agency=')) agency = arg.slice('--agency='.length);
    else if (arg.startsWith('-')) throw new UsageFault(`不认识的选项 ${arg}`);
    else files.push(arg);
  }
  if (files.length === 0) throw new UsageFault('没有说明要导入的文件');
  if (!agency) throw new UsageFault('没有说明所属机关（--agency）');
  for (const file of files) if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageFault(`没有文件 ${file}`);
  return { files, agency };
}
