// npx tongming <command>
import { constants, enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runCli, terminalIo, type CliCommand } from './command.ts';

const loaders: Record<string, () => Promise<CliCommand>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  init: async () => (await import('./init.ts')).initCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  import: async () => (await import('./import.ts')).importCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  'search-index': async () => (await import('./search-index.ts')).searchIndexCommand,
  'evaluate-search': async () => (await import('./evaluate-search.ts')).evaluateSearchCommand,
  package: async () => (await import('./package.ts')).packageCommand,
  'export-site': async () => (await import('./export-site.ts')).exportSiteCommand,
  law: async () => (await import('./law.ts')).lawCommand,
  'mail-test': async () => (await import('./mail-test.ts')).mailTestCommand,
  'annual-report': async () => (await import('./annual-report.ts')).annualReportCommand,
};

/** Half of a command's start is stripping types and compiling. Kept beside the packages, where they may be written; threads follow the variable. */
function keepCompiled(): void {
  const folder = process.env.NODE_COMPILE_CACHE ?? fileURLToPath(new URL('../../../node_modules/.cache/tongming', import.meta.url));
  if (enableCompileCache(folder).status === constants.compileCacheStatus.ENABLED) process.env.NODE_COMPILE_CACHE = folder;
}

async function main(argv: string[]): Promise<number> {
  const io = terminalIo();
  const [name, ...args] = argv;
  const load = name === undefined ? undefined : loaders[name];
  if (load) return runCli(await load(), args, io);
  const commands = await Promise.all(Object.values(loaders).map((each) => each()));
  const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
  if (!asked) io.err(`没有命令「${name}」\n`);
  (asked ? io.out : io.err)([
    '通明 Tongming：政务公开平台', '', '用法：npx tongming <命令> [选项]', '',
    ...commands.map((c) => `  ${c.name.padEnd(16)}${c.summary}`), '', '每个命令的说明：npx tongming <命令> --help',
  ].join('\n'));
  return asked ? 0 : 2;
}

// A reader that closes early (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

keepCompiled();
const code = await main(process.argv.slice(2));
// Not process.exit(): output still in the pipe would be lost.
process.exitCode = code;
