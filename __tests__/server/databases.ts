import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sequelize } from 'sequelize';

export type Dialect = 'sqlite' | 'postgres' | 'mariadb';

export interface TestDatabase {
  /** Options for the host's `Database`. */
  options: Record<string, unknown>;
  drop(): Promise<void>;
}

/**
 * Names of the databases that a run's apps are copied from begin like this; the run's processes are children of one.
 */
const originalsOf = (run: number): string => `mail_test_original_${run}_`;

/** Which database this run is for: `MAIL_TEST_DIALECT`. */
export function testDialect(): Dialect {
  const dialect = process.env.MAIL_TEST_DIALECT ?? 'sqlite';
  if (dialect === 'sqlite' || dialect === 'postgres' || dialect === 'mariadb') return dialect;
  throw new Error(`MAIL_TEST_DIALECT must be sqlite, postgres or mariadb, not ${dialect}`);
}

/**
 * A new database: empty, or a copy of one that nobody is connected to, which MariaDB can't make. Servers:
 * `MAIL_TEST_POSTGRES` and `MAIL_TEST_MARIADB` (URLs with a user who may create databases).
 */
export async function createDatabase(
  dialect: Dialect,
  { original, prefix = 'mail_test_' }: { original?: TestDatabase; prefix?: string } = {},
): Promise<TestDatabase> {
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  if (dialect === 'sqlite') {
    const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
    const storage = path.join(folder, 'db.sqlite');
    if (original) await copyFile(String(original.options.storage), storage);
    return {
      options: { dialect: 'sqlite', storage, logging: false },
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  if (original && dialect === 'mariadb') throw new Error('MariaDB has no copies of databases');
  const server = serverOf(dialect);
  const run = (sql: string) => runSql(server, sql);
  await run(
    dialect === 'postgres'
      ? `CREATE DATABASE ${name} ${original ? `TEMPLATE ${String(original.options.database)}` : ''}`
      : `CREATE DATABASE ${name} CHARACTER SET utf8mb4`,
  );
  return {
    options: {
      dialect,
      host: server.hostname,
      port: Number(server.port),
      username: decodeURIComponent(server.username),
      password: decodeURIComponent(server.password),
      database: name,
      logging: false,
      // No test cuts the power, so no commit has to wait for the disk.
      ...(dialect === 'postgres' && { dialectOptions: { options: '-c synchronous_commit=off' } }),
    },
    drop: async () => {
      await run(`DROP DATABASE ${name}${dialect === 'postgres' ? ' WITH (FORCE)' : ''}`);
    },
  };
}

/** An empty database that apps of this run are copied from. It stays until {@link dropOriginals}. */
export const createOriginal = (dialect: Dialect): Promise<TestDatabase> =>
  createDatabase(dialect, { prefix: originalsOf(process.ppid) });

/** Drops what {@link createOriginal} made in the processes that this one has started. */
export async function dropOriginals(): Promise<void> {
  const prefix = originalsOf(process.pid);
  for (const folder of await readdir(tmpdir()))
    if (folder.startsWith(prefix)) await rm(path.join(tmpdir(), folder), { recursive: true, force: true });
  if (testDialect() !== 'postgres') return;
  const server = serverOf('postgres');
  const found = await runSql(server, 'SELECT datname FROM pg_database');
  for (const { datname } of found as Array<{ datname: string }>)
    if (datname.startsWith(prefix)) await runSql(server, `DROP DATABASE ${datname} WITH (FORCE)`);
}

const serverOf = (dialect: 'postgres' | 'mariadb'): URL =>
  new URL(
    dialect === 'postgres'
      ? (process.env.MAIL_TEST_POSTGRES ?? 'postgres://root@127.0.0.1:5432/postgres')
      : (process.env.MAIL_TEST_MARIADB ?? 'mariadb://root@127.0.0.1:3306'),
  );

/** Returns the rows. */
async function runSql(server: URL, sql: string): Promise<unknown[]> {
  const sequelize = new Sequelize(server.href, { logging: false });
  const [rows] = await sequelize.query(sql).finally(() => sequelize.close());
  return rows;
}
