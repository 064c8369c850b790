import { parseArgs } from 'node:util';
import type { System } from '../platform/system.ts';
import { ExportRuns, NotABucketOfExports, NotAnExport, sendSite, StoreFault, UnknownSite, writeSite, type BucketAddress, type ExportDone } from '../site-export.ts';
import { UsageFault, withSystem, type CliCommand, type CliIo } from './command.ts';
import { bucketAt } from './export-bucket.ts';
import { bucketWords, words } from './export-site-text.ts';

const LINES = 50;

export const exportSiteCommand: CliCommand = {
  name: 'export-site',
  summary: words.summary,
  help: words.help,
  async run(args, io) {
    const asked = readArguments(args);
    const bucket = bucketAt(asked.target, io.env);
    if (asked.again && bucket === null) throw new UsageFault(words.usage);
    return withSystem(io, async (system) => {
      try {
        const done = bucket === null ? await toFolder(system, asked, io) : await toBucket(system, asked, bucket, io);
        io.out(done.broken.length === 0 ? words.links : words.broken(done.broken.length));
        for (const one of done.broken.slice(0, LINES)) io.out(words.brokenLine(one));
        return done.broken.length === 0 ? 0 : 1;
      } catch (error) {
        if (error instanceof UnknownSite) throw new UsageFault(words.unknownSite(error.message));
        if (error instanceof NotAnExport) throw new UsageFault(words.notAnExport(error.message));
        if (error instanceof NotABucketOfExports) throw new UsageFault(bucketWords.notOurs(asked.target));
        if (error instanceof ExportRuns) throw new Error(words.runs(error.message));
        if (error instanceof StoreFault) throw new Error(bucketWords.fault(error.why, error.message));
        throw error;
      }
    });
  },
};

type Asked = { site: string; target: string; live: string | null; again: boolean };

async function toFolder(system: System, { site, target: folder, live }: Asked, io: CliIo): Promise<ExportDone> {
  const done = await writeSite(system, { site, folder, live, onProgress: (n, total) => io.progress(words.exporting, n, total) });
  io.endProgress();
  io.out(words.done(`${folder}/current`, done));
  return done;
}

async function toBucket(system: System, { site, target, live, again }: Asked, bucket: BucketAddress, io: CliIo): Promise<ExportDone> {
  const { written, sent } = await sendSite(system, {
    site, live, bucket, again, onProgress: (n, total) => io.progress(words.exporting, n, total), onSent: (n, total) => io.progress(bucketWords.sending, n, total),
    onWritten: (done) => {
      io.endProgress();
      io.out(words.done(words.workFolder, done));
    },
  });
  io.endProgress();
  io.out(bucketWords.done(target, sent));
  return written;
}

function readArguments(args: string[]): Asked {
  let read;
  try {
    read = parseArgs({ args, allowPositionals: true, options: { live: { type: 'string' }, again: { type: 'boolean', default: false } } });
  } catch {
    throw new UsageFault(words.usage);
  }
  const [site, target, ...more] = read.positionals;
  if (site === undefined || target === undefined || more.length > 0) throw new UsageFault(words.usage);
  const { live, again } = read.values;
  if (live !== undefined && (!URL.canParse(live) || !/^https?:$/.test(new URL(live).protocol))) throw new UsageFault(words.badLive(live));
  return { site, target, live: live?.replace(/\/+$/, '') ?? null, again };
}
