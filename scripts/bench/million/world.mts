import { bootApp, Caller, type BootedApp } from '../../../__tests__/server/boot.ts';
import { lockBuiltIns } from '../lib/locked.mts';
import type { TestDatabase } from '../../../__tests__/server/databases.ts';
import { fill } from './fill.mts';
import { Sql } from './sql.mts';

const NAME = 'mail_bench_million';
const SERVER = new URL(process.env.MAIL_TEST_POSTGRES ?? 'postgres://root@127.0.0.1:5432/postgres');

export interface MillionWorld {
  booted: BootedApp;
  sql: Sql;
  /** The owner of the largest mailbox. */
  owner: Caller;
  accountId: number;
  folderId: number;
  stop(): Promise<void>;
}

/**
 * Starts the real app on PostgreSQL with a million messages. With `--keep` the database stays and the next
 * run uses it; otherwise it is dropped at the end.
 */
export async function startMillion(keep = process.argv.includes('--keep')): Promise<MillionWorld> {
  const server = new Sql(SERVER);
  const drop = () => server.run(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  const options = {
    dialect: 'postgres',
    host: SERVER.hostname,
    port: Number(SERVER.port),
    username: decodeURIComponent(SERVER.username),
    password: decodeURIComponent(SERVER.password),
    database: NAME,
    logging: false,
  };
  const database: TestDatabase = { options, drop };
  // The comment is written last, so a run that was interrupted starts over.
  const [known] = await server.rows<{ done: string | null }>(
    "SELECT shobj_description(oid, 'pg_database') AS done FROM pg_database WHERE datname = $1",
    [NAME],
  );
  const installed = known?.done === 'filled';
  if (!installed) {
    await drop();
    await server.run(`CREATE DATABASE ${NAME}`);
  }
  const booted = await bootApp({ dialect: 'postgres', database, installed });
  lockBuiltIns();
  const sql = new Sql(new URL(`/${NAME}`, SERVER));
  if (!installed) {
    const started = performance.now();
    await fill(booted, sql);
    await server.run(`COMMENT ON DATABASE ${NAME} IS 'filled'`);
    console.log(`a million mails written in ${Math.round((performance.now() - started) / 1000)} s`);
  }
  const owner = await Caller.signIn(booted.url, 'owner0@example.com', 'owner0-password');
  return {
    ...{ booted, sql, owner, accountId: 1, folderId: 100 },
    async stop() {
      await sql.close();
      await booted.stop({ keepDatabase: keep });
      await server.close();
    },
  };
}
