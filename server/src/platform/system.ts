// Everything a process needs of the outside: the databases under their roles and the two file places.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { kyselyOf, poolOf, type Connection, type Db, type PortalDb } from './database.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import { fileStore, type FileStore } from './files.ts';
import { migrate } from './migrate.ts';
import type { DB, OpenDB } from './schema.ts';

export type System = {
  config: Config;
  /** Owner of the schemas: migrations, backup, restore. Nothing else uses it. A portal node has none of its own. */
  ownerUrl: string;
  /** Acts as tongming_app; on a portal node PostgreSQL refuses it everything but the portal's rights. */
  db: Db;
  portalDb: PortalDb;
  files: FileStore;
  embedded: Embedded | null;
  /** True when the portal has a login of its own instead of a role taken with SET ROLE. */
  portalLogin: boolean;
  close(): Promise<void>;
};

/**
 * Connects to DATABASE_URL, or starts or joins the embedded PostgreSQL, and migrates. Works beside a running server.
 * `migrate: false` leaves the schema alone (restore, portal nodes). A portal node needs TONGMING_PORTAL_DATABASE_URL only.
 */
export async function openSystem(
  config: Config, options: { onStep?: (message: string) => void; migrate?: boolean } = {},
): Promise<System> {
  const say = options.onStep ?? (() => undefined);
  mkdirSync(config.dataFolder, { recursive: true });
  const given = config.databaseUrl ?? config.portalDatabaseUrl;
  const embedded = given ? null
    : await startEmbedded({ folder: join(config.dataFolder, 'postgresql'), onStep: say });
  const ownerUrl = given ?? embedded?.ownerUrl ?? '';
  try {
    if (options.migrate ?? true) {
      await migrate(ownerUrl, { onStep: (name) => say(`更新数据结构 ${name}`) });
    }
    return connect(config, ownerUrl, embedded);
  } catch (error) {
    await embedded?.leave();
    throw error;
  }
}

/** What may read `open` and append to `inbox`. */
export function portalConnection(config: Config, ownerUrl: string): Connection {
  return config.portalDatabaseUrl
    ? { connectionString: config.portalDatabaseUrl, name: 'tongming portal' } : { connectionString: ownerUrl, role: 'tongming_portal', name: 'tongming portal' };
}

/** The folder of stored files. */
export const filesIn = (config: Config): string => join(config.dataFolder, 'files');

function connect(config: Config, ownerUrl: string, embedded: Embedded | null): System {
  const portalNode = config.databaseUrl === null && config.portalDatabaseUrl !== null;
  const app = poolOf({ connectionString: ownerUrl, ...(portalNode ? {} : { role: 'tongming_app' }), name: 'tongming app', max: 30 });
  const portal = poolOf({ ...portalConnection(config, ownerUrl), max: 20 });
  const db = kyselyOf<DB>(app);
  const portalDb = kyselyOf<OpenDB>(portal);
  return {
    config, ownerUrl, db, portalDb, embedded,
    files: fileStore(filesIn(config)),
    portalLogin: config.portalDatabaseUrl !== null,
    close: async () => {
      await Promise.all([db.destroy(), portalDb.destroy()]);
      await embedded?.leave();
    },
  };
}
