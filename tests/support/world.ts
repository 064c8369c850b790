// A small city without documents, or a real installation fresh from `init`, served in this process: for journeys, channels and benches.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { enterPeople, foundAgencies } from '../../server/src/demo/people.ts';
import { followCitations } from '../../server/src/domains/library/index.ts';
import { startServer } from '../../server/src/main.ts';
import { lastChange } from '../../server/src/platform/change.ts';
import { loadConfig } from '../../server/src/platform/config.ts';
import { fileStore } from '../../server/src/platform/files.ts';
import type { Installation } from '../../server/src/platform/installation.ts';
import { setLogSink } from '../../server/src/platform/log.ts';
import type { System } from '../../server/src/platform/system.ts';
import { testDatabase, type TestDatabase } from '../../server/src/platform/testing.ts';
import { runProgram } from './server.ts';

export type World = { base: string; system: System; stop(): Promise<void> };

/** `env`: settings of the environment beside those of a test. */
export function startWorld(env: Record<string, string> = {}): Promise<World> {
  return serveWorld('demo', async (t) => {
    await foundAgencies(t.db, () => undefined);
    await enterPeople(t.db, () => undefined);
  }, env);
}

/** What `npx tongming init` makes of an empty database: a government, three administrators and the passwords they start from. */
export async function startInstallation(init: readonly string[]): Promise<{ world: World; said: string; again: () => ReturnType<typeof runProgram> }> {
  let said = '';
  let again = (): ReturnType<typeof runProgram> => Promise.reject(new Error('not yet founded'));
  const world = await serveWorld('production', async (t, folder) => {
    again = () => runProgram(folder, ['init', ...init], { DATABASE_URL: t.ownerUrl, TONGMING_DEMO: 'off' });
    const { code, output } = await again();
    if (code !== 0) throw new Error(output);
    said = output;
  });
  return { world, said, again };
}

async function serveWorld(installation: Installation, found: (t: TestDatabase, folder: string) => Promise<void>, env: Record<string, string> = {}): Promise<World> {
  const t = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tongming-world-'));
  const config = loadConfig({ TONGMING_DATA: folder, PORT: '0', HOST: '127.0.0.1', ...env });
  const system: System = {
    config, ownerUrl: t.ownerUrl, db: t.db, portalDb: t.portalDb, files: fileStore(join(folder, 'files')),
    embedded: null, portalLogin: false, close: t.drop,
  };
  setLogSink((line) => { if (line.includes('"level":"error"')) process.stderr.write(`${line}\n`); });
  await found(t, folder);
  const running = await startServer(system, 'all', installation);
  return {
    base: `http://127.0.0.1:${running.port}`, system,
    stop: async () => {
      await running.stop();
      await t.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads on until all that was published has been read for what it cites; the server's own reader may be at it. */
export async function citationsRead({ system: { db, portalDb } }: World): Promise<void> {
  for (;;) {
    await followCitations(db);
    const { seq } = await db.selectFrom('core.citationReader').select('seq').executeTakeFirstOrThrow();
    if (await lastChange(portalDb) === seq) return;
    await sleep(20);
  }
}
