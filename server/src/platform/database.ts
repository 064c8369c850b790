import { instant } from '@tongming/law';
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB, OpenDB } from './schema.ts';

export type Db = Kysely<DB>;
export type PortalDb = Kysely<OpenDB>;
export type Tx = Transaction<DB>;

/** For queries of what is public, asked from within: the same connection or transaction, with sight of `open` only. */
export function openSide(db: Db | Tx): PortalDb {
  return db.$pickTables<keyof OpenDB>();
}

export type Connection = {
  /** postgres:// address or a socket folder address as libpq takes it. */
  connectionString: string;
  /** Taken by the server at the start of the session; the portal's isolation where it shares a login. */
  role?: string;
  /** Overrides the login of the connection string. */
  user?: string;
  max?: number;
  name: string;
};

const textTypes = new Map<number, (text: string) => unknown>([
  [1082, (text) => text],
  [1184, (text) => instant(`${text.slice(0, 10)}T${text.slice(11, 19)}${millis(text)}Z`)],
  [20, Number],
]);

function millis(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const parser = format === 'binary' ? undefined : textTypes.get(oid);
    return parser ?? pg.types.getTypeParser(oid, format);
  },
};

export function poolOf(connection: Connection): pg.Pool {
  const options = ['-c TimeZone=UTC', ...(connection.role ? [`-c role=${connection.role}`] : [])].join(' ');
  const pool = new pg.Pool({
    connectionString: connection.connectionString,
    ...(connection.user ? { user: connection.user } : {}),
    application_name: connection.name,
    max: connection.max ?? 10,
    options,
    types: types as pg.CustomTypesConfig,
    // A server that went away (restart, kill) must not hang a request for ever.
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next use; without a listener the process would end.
  pool.on('error', () => undefined);
  // So would one that breaks between two statements of a transaction: the next statement fails and tells.
  pool.on('connect', (client) => { client.on('error', () => undefined); });
  return pool;
}

export function kyselyOf<T>(pool: pg.Pool): Kysely<T> {
  return new Kysely<T>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

/**
 * The same on one connection the caller holds: commands beside COPY in one transaction. `close` ends it, with whatever
 * locks and settings it had.
 */
export function holdConnection(client: pg.PoolClient): { db: Db; close(): void } {
  const release = client.release.bind(client);
  // Kysely releases after each transaction; this connection stays ours.
  const held = Object.assign(client, { release: () => undefined });
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: async () => held, end: async () => undefined, options: {} } }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, close: () => release(true) };
}

/** A value for a jsonb column (arrays too: the driver would take them for SQL arrays). */
export function json(value: unknown): RawBuilder<unknown> {
  return value === null || value === undefined ? sql`null` : sql`${JSON.stringify(value)}::jsonb`;
}

/** PostgreSQL's own word on an error: SQLSTATE and the constraint that refused. */
export function databaseFault(error: unknown): { state: string; constraint: string | null } | null {
  if (!(error instanceof pg.DatabaseError) || !error.code) return null;
  return { state: error.code, constraint: error.constraint ?? null };
}
