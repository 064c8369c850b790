import { facetNames, type RecordFilter } from '../domains/library/open/filter.ts';
import { writePackage } from '../offline-package.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';
import { words } from './package-text.ts';

export const packageCommand: CliCommand = {
  name: 'package',
  summary: words.summary,
  help: words.help,
  async run(args, io) {
    const { path, q, filter, since } = readArguments(args);
    return withSystem(io, async (system) => {
      const started = performance.now();
      const made = await writePackage(system, path, { q, filter, since, onRecords: (done) => io.progress(words.packing, done, null) });
      io.endProgress();
      if (made === null) throw new UsageFault(words.badSince(since ?? ''));
      io.out(words.done(path, { ...made, megabytes: (made.bytes / 1024 / 1024).toFixed(1), seconds: ((performance.now() - started) / 1000).toFixed(1) }));
      return 0;
    });
  },
};

function readArguments(args: readonly string[]): { path: string; q: string; filter: RecordFilter; since: string | null } {
  const values = new Map<string, string>();
  const files: string[] = [];
  const known = new Set<string>(['query', 'since', ...facetNames]);
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('-')) {
      files.push(arg);
      continue;
    }
    const [, name = '', joined] = /^--([a-z]+)(?:=(.*))?$/su.exec(arg) ?? [];
    if (!known.has(name)) throw new UsageFault(words.badOption(arg));
    const value = joined ?? args[i += 1];
    if (value === undefined || value === '') throw new UsageFault(words.noValue(arg));
    values.set(name, value);
  }
  const [path] = files;
  if (path === undefined) throw new UsageFault(words.noFile);
  if (files.length > 1) throw new UsageFault(words.oneFile);
  const filter: RecordFilter = Object.fromEntries(facetNames.flatMap((name) => (values.has(name) ? [[name, values.get(name)]] : [])));
  return { path, q: values.get('query') ?? '', filter, since: values.get('since') ?? null };
}
