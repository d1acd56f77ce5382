import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sequelize } from 'sequelize';

export type Dialect = 'sqlite' | 'postgres' | 'mariadb';

export interface TestDatabase {
  /** Options for the host's `Database`. */
  options: Record<string, unknown>;
  drop(): Promise<void>;
}

/** Which database this run is for: `MAIL_TEST_DIALECT`. */
export function testDialect(): Dialect {
  const dialect = process.env.MAIL_TEST_DIALECT ?? 'sqlite';
  if (dialect === 'sqlite' || dialect === 'postgres' || dialect === 'mariadb') return dialect;
  throw new Error(`MAIL_TEST_DIALECT must be sqlite, postgres or mariadb, not ${dialect}`);
}

/** A new, empty database. Servers: `MAIL_TEST_POSTGRES` and `MAIL_TEST_MARIADB` (URLs with a user who may create databases). */
export async function createDatabase(dialect: Dialect): Promise<TestDatabase> {
  const name = `mail_test_${randomBytes(6).toString('hex')}`;
  if (dialect === 'sqlite') {
    const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
    return {
      options: { dialect: 'sqlite', storage: path.join(folder, 'db.sqlite'), logging: false },
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const server = new URL(
    dialect === 'postgres'
      ? (process.env.MAIL_TEST_POSTGRES ?? 'postgres://root@127.0.0.1:5432/postgres')
      : (process.env.MAIL_TEST_MARIADB ?? 'mariadb://root@127.0.0.1:3306'),
  );
  const run = (sql: string) => runSql(server, sql);
  await run(
    dialect === 'postgres' ? `CREATE DATABASE ${name}` : `CREATE DATABASE ${name} CHARACTER SET utf8mb4`,
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
    },
    drop: () => run(`DROP DATABASE ${name}${dialect === 'postgres' ? ' WITH (FORCE)' : ''}`),
  };
}

async function runSql(server: URL, sql: string): Promise<void> {
  const sequelize = new Sequelize(server.href, { logging: false });
  await sequelize.query(sql).finally(() => sequelize.close());
}
