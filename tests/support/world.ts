// A small city without documents, served in this process on loopback: for journeys, channels and benches.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enterPeople, foundAgencies } from '../../server/src/demo/people.ts';
import { startServer } from '../../server/src/main.ts';
import { loadConfig } from '../../server/src/platform/config.ts';
import { fileStore } from '../../server/src/platform/files.ts';
import { setLogSink } from '../../server/src/platform/log.ts';
import type { System } from '../../server/src/platform/system.ts';
import { testDatabase } from '../../server/src/platform/testing.ts';

export type World = { base: string; system: System; stop(): Promise<void> };

export async function startWorld(): Promise<World> {
  const t = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tongming-world-'));
  const config = loadConfig({ TONGMING_DATA: folder, PORT: '0' });
  const system: System = {
    config, ownerUrl: t.ownerUrl, db: t.db, portalDb: t.portalDb, files: fileStore(join(folder, 'files')),
    embedded: null, portalLogin: false, close: t.drop,
  };
  setLogSink((line) => { if (line.includes('"level":"error"')) process.stderr.write(`${line}\n`); });
  await foundAgencies(t.db, () => undefined);
  await enterPeople(t.db, () => undefined);
  const running = await startServer(system, 'all', 'demo');
  return {
    base: `http://127.0.0.1:${running.port}`, system,
    stop: async () => {
      await running.stop();
      await t.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
