// A site as files on disk: what the command line asks for and the portal gives.
import { version } from './main.ts';
import { installationOf } from './platform/installation.ts';
import type { System } from './platform/system.ts';
import { exportSite, type ExportDone, type ExportOrder } from './portal/export/site.ts';

export type SiteExport = Pick<ExportOrder, 'site' | 'folder' | 'live' | 'onProgress'>;

export async function writeSite(system: System, order: SiteExport): Promise<ExportDone> {
  const { config, portalDb, files } = system;
  return exportSite({ db: portalDb, files, config, demo: await installationOf(system.db) === 'demo', port: config.port, build: version, ...order });
}
export { ExportRuns, NotAnExport, type Broken } from './portal/export/release.ts';
export { UnknownSite, type ExportDone } from './portal/export/site.ts';
