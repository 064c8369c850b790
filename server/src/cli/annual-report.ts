import { writeFile } from 'node:fs/promises';
import { loadConfig } from '../platform/config.ts';
import { annualReportMessages, assessReport, renderReport, reportFormats, type ReportFormat } from '../domains/annual-report/index.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';

const t = annualReportMessages.cli;

export const annualReportCommand: CliCommand = {
  name: 'annual-report',
  summary: t.summary,
  help: [
    '用法：npx tongming annual-report --agency 机关代码 --year 年度 [--format json|html|docx|pdf] [--output 文件]', '',
    '按台账和信息库编制机关一个年度的政府信息公开工作年度报告（2019、2020年度用〔2019〕60号格式，2021年度起用〔2021〕30号格式）。',
    '政府的报告汇总所属部门和下级机关；已报送的报告按报送时的数据。只读，不改变报告的状态。',
    'json、html 输出到标准输出，docx、pdf 写入文件（不写 --output 时为 annual-report-机关代码-年度.格式）。',
    '勾稽关系不成立、空白和需要核对的地方写在标准错误输出。json 可以交给 npx tongming law check-annual-report 核对。',
    '参数不正确时退出码为 2，没有这个机关等为 1。环境变量：DATABASE_URL（不设则用内置数据库）、TONGMING_DATA。',
  ].join('\n'),
  async run(args, io) {
    const { agency, year, format, output } = parse(args);
    const config = loadConfig(io.env);
    return withSystem(io, async (system) => {
      const assessed = await assessReport(system.db, agency, year);
      const bytes = await renderReport(assessed, format, config.fontFolder);
      for (const problem of assessed.problems) io.err(t.problem(problem.message));
      for (const warning of assessed.warnings) io.err(t.warning(warning.message));
      const path = output ?? (format === 'pdf' || format === 'docx' ? `annual-report-${agency}-${year}.${format}` : null);
      if (path === null) {
        io.out(new TextDecoder().decode(bytes).trimEnd());
        return 0;
      }
      await writeFile(path, bytes);
      io.err(t.written(path));
      return 0;
    }, { config });
  },
};

type Asked = { agency: string; year: number; format: ReportFormat; output: string | null };

function parse(args: readonly string[]): Asked {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const flag = args[i] ?? '';
    const value = args[i + 1];
    if (!['--agency', '--year', '--format', '--output'].includes(flag)) throw new UsageFault(t.unknown(flag));
    if (value === undefined || value.startsWith('--')) throw new UsageFault(t.noValue(flag));
    given.set(flag, value);
  }
  const agency = given.get('--agency') ?? '';
  const year = given.get('--year') ?? '';
  const format = reportFormats.find((f) => f === (given.get('--format') ?? 'json'));
  if (agency === '') throw new UsageFault(t.noAgency);
  if (!/^\d{4}$/.test(year) || Number(year) < 2019) throw new UsageFault(t.badYear);
  if (format === undefined) throw new UsageFault(t.badFormat);
  return { agency, year: Number(year), format, output: given.get('--output') ?? null };
}
