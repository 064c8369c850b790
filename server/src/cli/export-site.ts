import { parseArgs } from 'node:util';
import { ExportRuns, NotAnExport, UnknownSite, writeSite } from '../site-export.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';
import { words } from './export-site-text.ts';

const LINES = 50;

export const exportSiteCommand: CliCommand = {
  name: 'export-site',
  summary: words.summary,
  help: words.help,
  async run(args, io) {
    const { site, folder, live } = readArguments(args);
    return withSystem(io, async (system) => {
      try {
        const done = await writeSite(system, { site, folder, live, onProgress: (n, total) => io.progress(words.exporting, n, total) });
        io.endProgress();
        io.out(words.done(folder, done));
        io.out(done.broken.length === 0 ? words.links : words.broken(done.broken.length));
        for (const one of done.broken.slice(0, LINES)) io.out(words.brokenLine(one));
        return done.broken.length === 0 ? 0 : 1;
      } catch (error) {
        if (error instanceof UnknownSite) throw new UsageFault(words.unknownSite(error.message));
        if (error instanceof NotAnExport) throw new UsageFault(words.notAnExport(error.message));
        if (error instanceof ExportRuns) throw new Error(words.runs(error.message));
        throw error;
      }
    });
  },
};

function readArguments(args: string[]): { site: string; folder: string; live: string | null } {
  let read;
  try {
    read = parseArgs({ args, allowPositionals: true, options: { live: { type: 'string' } } });
  } catch {
    throw new UsageFault(words.usage);
  }
  const [site, folder, ...more] = read.positionals;
  if (site === undefined || folder === undefined || more.length > 0) throw new UsageFault(words.usage);
  const { live } = read.values;
  if (live !== undefined && (!URL.canParse(live) || !/^https?:$/.test(new URL(live).protocol))) throw new UsageFault(words.badLive(live));
  return { site, folder, live: live?.replace(/\/+$/, '') ?? null };
}
