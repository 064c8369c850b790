import { parseArgs } from 'node:util';
import pg from 'pg';
import { sql } from 'kysely';
import { portalConnection } from '../platform/system.ts';
import { compareEngines } from '../platform/search-engine/compare.ts';
import { buildIndex } from '../platform/search-engine/live-index.ts';
import { withSystem, type CliCommand } from './command.ts';

const MEGABYTE = 1024 * 1024;

export const searchIndexCommand: CliCommand = {
  name: 'search-index',
  summary: '核对或重建内存检索索引',
  help: [
    '用法：npx tongming search-index [--rebuild] [--questions 数目]', '',
    '文件较多时，服务在内存里另建一份检索索引以加快检索；索引随时可由公开区重建，没有建好或出错时由 PostgreSQL 检索。',
    '  不带选项        在本进程内建一份索引，随机提问，与 PostgreSQL 的结果逐条核对；有不同则退出码为 1',
    '  --rebuild       通知运行中的服务重建索引，重建期间旧索引照常使用',
    '  --questions 200 核对时提问的数目', '',
    '环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA、TONGMING_SEARCH_INDEX=off（服务不建内存索引）。',
  ].join('\n'),
  async run(args, io) {
    const { values } = parseArgs({ args, options: { rebuild: { type: 'boolean', default: false }, questions: { type: 'string', default: '200' } } });
    return withSystem(io, async (system) => {
      if (values.rebuild) {
        await sql`notify open_search`.execute(system.portalDb);
        io.out('已通知运行中的服务重建检索索引；进度见服务日志 search.index-ready');
        return 0;
      }
      const connection = portalConnection(system.config, system.ownerUrl);
      const client = new pg.Client({ connectionString: connection.connectionString, ...(connection.role ? { options: `-c role=${connection.role}` } : {}) });
      await client.connect();
      try {
        const from = performance.now();
        const live = await buildIndex(client, system.config.dataFolder);
        live.discard();
        const { records, terms, postings, bytes } = live.figures();
        io.out(`索引已建：${records} 件，${terms} 个词项，${postings} 条记录，${Math.round(bytes / MEGABYTE)} MB，用时 ${((performance.now() - from) / 1000).toFixed(1)} 秒`);
        const { asked, faults } = await compareEngines(system.portalDb, client, live, Number(values.questions));
        live.close();
        io.out(`${faults.length === 0 ? '✓' : '✗'} 与 PostgreSQL 核对 ${asked} 次提问，${faults.length === 0 ? '结果一致' : `${faults.length} 次不同`}`);
        for (const fault of faults) io.err(`    ${fault}`);
        return faults.length === 0 ? 0 : 1;
      } finally {
        await client.end();
      }
    });
  },
};
