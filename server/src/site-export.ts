// A site as files on disk or in a bucket: what the command line asks for and the portal gives.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { version } from './main.ts';
import { installationOf } from './platform/installation.ts';
import { filesIn, portalConnection, type System } from './platform/system.ts';
import { readBucket, syncBucket, type BucketDone, type BucketOrder } from './portal/export/bucket.ts';
import { lock } from './portal/export/release.ts';
import { exportSite, type ExportDone, type ExportOrder } from './portal/export/site.ts';
import { openStore, type BucketAddress } from './portal/export/store.ts';

export type SiteExport = Pick<ExportOrder, 'site' | 'folder' | 'live' | 'onProgress'>;

/** Records. A second reader takes a second to come. */
const worthASecondReader = 1000;

export async function writeSite(system: System, order: SiteExport): Promise<ExportDone> {
  const { config, ownerUrl, portalDb, files } = system;
  const helper = { connection: portalConnection(config, ownerUrl), files: filesIn(config), from: worthASecondReader };
  return exportSite({ db: portalDb, files, config, demo: await installationOf(system.db) === 'demo', port: config.port, build: version, helper, ...order });
}

export type BucketExport = Omit<SiteExport, 'folder'> & Pick<BucketOrder, 'again'> & { bucket: BucketAddress; onSent: BucketOrder['onProgress']; onWritten: (done: ExportDone) => void };

/** By way of a folder beside the other data, which makes the next run a short one. */
export async function sendSite(system: System, { bucket, again, onSent, onWritten, ...order }: BucketExport): Promise<{ written: ExportDone; sent: BucketDone }> {
  const name = createHash('sha256').update([order.site, bucket.url, bucket.prefix].join(' ')).digest('hex').slice(0, 16);
  const work = join(system.config.dataFolder, 'exports', name);
  mkdirSync(work, { recursive: true });
  const end = lock(work);
  try {
    const store = openStore(bucket);
    const state = await readBucket(store);
    const folder = join(work, 'site');
    const written = await writeSite(system, { ...order, folder });
    onWritten(written);
    return { written, sent: await syncBucket({ store, state, folder, again, onProgress: onSent }) };
  } finally {
    end();
  }
}
export { NotABucketOfExports, type BucketDone } from './portal/export/bucket.ts';
export { ExportRuns, NotAnExport, type Broken } from './portal/export/release.ts';
export { UnknownSite, type ExportDone } from './portal/export/site.ts';
export { StoreFault, type BucketAddress, type Why } from './portal/export/store.ts';
