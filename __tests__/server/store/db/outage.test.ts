import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Sequelize, type Dialect, type Options, type Transaction } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isOutage } from '../../../../src/server/store/db/outage';
import { transact } from '../../../../src/server/store/db/transaction';
import { testDialect } from '../../databases';
import { OwnServer } from './ownServer';
import { Wire } from './wire';

/** The dialects of the host that speak to the server at hand: `mysql` is another driver for the same. */
const DRIVERS: Record<ReturnType<typeof testDialect>, Dialect[]> = {
  sqlite: [],
  postgres: ['postgres'],
  mariadb: ['mariadb', 'mysql'],
};
const dialect = testDialect();

/** What an error says, for the report of a test; without the statement. */
async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    if (isOutage(error)) return 'outage';
    const { name, message, original } = error as Error & { original?: { code?: string; errno?: number } };
    return `${name} ${message} ${original?.code ?? ''} ${original?.errno ?? ''}`;
  }
}

// Of SQLite there is no server: the list is empty, and a file has tests of its own.
for (const driver of DRIVERS[dialect])
  describe(`a database that ${driver} loses`, () => {
    let server: OwnServer;
    let wire: Wire;
    const opened: Sequelize[] = [];
    const postgres = dialect === 'postgres';
    const open = (port: number, options: Options = {}): Sequelize => {
      const database = postgres ? 'postgres' : 'mysql';
      const pool = { max: 3, acquire: 3000 };
      const sequelize = new Sequelize(database, 'root', '', {
        ...{ dialect: driver, host: '127.0.0.1', port, logging: false, pool },
        ...options,
      });
      opened.push(sequelize);
      return sequelize;
    };
    const up = async (): Promise<string[]> => {
      const seen: string[] = [];
      for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
        const said = await outcome(open(server.port).query('SELECT 1'));
        if (said === 'no error') return seen;
        seen.push(said);
      }
      throw new Error(`the server does not come up: ${seen.at(-1)}`);
    };

    beforeAll(async () => {
      // Sequelize says of each transaction whose connection is gone that it could not be rolled back.
      vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      server = await OwnServer.create(dialect as 'postgres' | 'mariadb');
      server.start();
      await up();
      wire = await Wire.to(server.port);
      await open(server.port).query('CREATE TABLE stored (id INT PRIMARY KEY)');
    });
    afterAll(async () => {
      vi.restoreAllMocks();
      await Promise.all(opened.map((sequelize) => sequelize.close().catch(() => undefined)));
      await wire?.close();
      await server?.remove();
    });

    const LONG = postgres ? 'SELECT pg_sleep(20)' : 'SELECT SLEEP(20)';
    /** By an administrator, who is not thrown out. */
    async function throwOut(): Promise<void> {
      const admin = open(server.port);
      if (postgres) {
        await admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
        );
      } else {
        const [rows] = await admin.query(
          `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER = 'root' AND ID <> CONNECTION_ID()`,
        );
        for (const { id } of rows as Array<{ id: number }>)
          await admin.query(`KILL ${id}`).catch(() => undefined);
      }
      await admin.close();
    }

    describe.each([
      ['thrown out by an administrator', throwOut],
      ['cut', async () => wire.cut(false)],
      ['reset', async () => wire.cut(true)],
    ] as const)('%s', (_name, lose) => {
      it('during a query, at the next statement of a transaction, and at its commit', async () => {
        const database = open(wire.port);
        const inTransaction = (work: (transaction: Transaction) => Promise<unknown>) =>
          outcome(transact(database, {}, work));
        const running = async (work: Promise<unknown>): Promise<unknown> => {
          work.catch(() => undefined);
          await sleep(200);
          await lose();
          return work;
        };
        await database.query('SELECT 1');
        const said = {
          during: await outcome(running(database.query(LONG))),
          duringInTransaction: await inTransaction((transaction) =>
            running(database.query(LONG, { transaction })),
          ),
          nextStatement: await inTransaction(async (transaction) => {
            await database.query('SELECT 1', { transaction });
            await lose();
            await sleep(200);
            await database.query('SELECT 2', { transaction });
          }),
          nextStatementAtOnce: await inTransaction(async (transaction) => {
            await database.query('SELECT 1', { transaction });
            await lose();
            await database.query('SELECT 2', { transaction });
          }),
          commit: await inTransaction(async (transaction) => {
            await database.query('INSERT INTO stored VALUES (1)', { transaction });
            await lose();
            await sleep(200);
          }),
          commitAtOnce: await inTransaction(async (transaction) => {
            await database.query('INSERT INTO stored VALUES (1)', { transaction });
            await lose();
          }),
        };
        expect(said).toEqual(Object.fromEntries(Object.keys(said).map((key) => [key, 'outage'])));
        // Found in the pool dead: the driver may notice, or not.
        await database.query('SELECT 1').catch(() => undefined);
        await lose();
        expect(['outage', 'no error']).toContain(await outcome(database.query('SELECT 3')));
        await sleep(200);
        await database.query('SELECT 4').catch(() => undefined);
        expect(await outcome(database.query('SELECT 5'))).toBe('no error');
      });
    });

    it('before it has connected, when the pool is used up, and after the pool was closed', async () => {
      wire.refuses = true;
      const refused = await outcome(open(wire.port).query('SELECT 1'));
      wire.refuses = false;
      expect(refused).toBe('outage');
      expect(await outcome(open(1).query('SELECT 1'))).toBe('outage');
      expect(await outcome(open(server.port, { host: 'nowhere.invalid' }).query('SELECT 1'))).toBe('outage');
      const busy = open(server.port, { pool: { max: 1, acquire: 300 } });
      const long = busy.query(postgres ? 'SELECT pg_sleep(1)' : 'SELECT SLEEP(1)');
      expect(await outcome(busy.query('SELECT 1'))).toBe('outage');
      await long;
      await busy.close();
      expect(await outcome(busy.query('SELECT 1'))).toBe('outage');
    });

    it('while queries are cancelled, and where it has become read only', async () => {
      const database = open(server.port);
      const admin = open(server.port);
      const long = outcome(database.query(LONG));
      await sleep(200);
      if (postgres) {
        await admin.query(
          `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()`,
        );
        expect(await long).toBe('outage');
        const readOnly = { dialectOptions: { options: '-c default_transaction_read_only=on' } };
        const standby = open(server.port, readOnly);
        expect(await outcome(standby.query('INSERT INTO stored VALUES (2)'))).toBe('outage');
      } else {
        const [rows] = await admin.query(
          `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(20)%'`,
        );
        for (const { id } of rows as Array<{ id: number }>) await admin.query(`KILL QUERY ${id}`);
        expect(await long).toBe('outage');
        await admin.query(`CREATE USER plain IDENTIFIED BY 'x'`);
        await admin.query(`GRANT INSERT ON mysql.stored TO plain`);
        await admin.query('SET GLOBAL read_only = 1');
        const plain = open(server.port, { username: 'plain', password: 'x' });
        expect(await outcome(plain.query('INSERT INTO stored VALUES (2)'))).toBe('outage');
        await admin.query('SET GLOBAL read_only = 0');
        await admin.query('SET GLOBAL wait_timeout = 1');
        const idle = open(server.port);
        const slept = idle.transaction(async (transaction) => {
          await idle.query('SELECT 1', { transaction });
          await sleep(2500);
          await idle.query('SELECT 2', { transaction });
        });
        expect(await outcome(slept)).toBe('outage');
        await admin.query('SET GLOBAL wait_timeout = 28800');
      }
    });

    it('while it shuts down, is killed, and comes up again', async () => {
      const seen: string[] = [];
      for (const end of [() => server.shutDown(), () => server.kill()]) {
        const database = open(server.port);
        const long = outcome(
          database.transaction(async (transaction) => database.query(LONG, { transaction })),
        );
        await sleep(300);
        end();
        seen.push(await long);
        for (let query = 0; query < 10; query++) seen.push(await outcome(database.query('SELECT 1')));
        await server.ended();
        server.start();
        seen.push(...(await up()));
      }
      expect(new Set(seen.filter((said) => said !== 'no error'))).toEqual(new Set(['outage']));
    });
  });

for (const kind of dialect === 'sqlite' ? ['file'] : [])
  describe(`a database ${kind}`, () => {
    let folder: string;
    let file: string;
    const open = (options: Options = {}) =>
      new Sequelize({ dialect: 'sqlite', storage: file, logging: false, retry: { max: 1 }, ...options });
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'mail-outage-'));
      file = path.join(folder, 'db.sqlite');
      const database = open();
      await database.query('CREATE TABLE stored (id INT PRIMARY KEY)');
      await database.close();
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('that is locked, read only, away, or closed', async () => {
      const holder = open();
      const database = open();
      await holder.transaction(async (transaction) => {
        await holder.query('INSERT INTO stored VALUES (1)', { transaction });
        expect(await outcome(database.query('INSERT INTO stored VALUES (2)'))).toBe('outage');
      });
      await holder.close();
      await database.close();
      expect(await outcome(database.query('SELECT 1'))).toBe('outage');
      await chmod(file, 0o444);
      // Root may write what is read only: SQLite is told so itself.
      const reader = open({ dialectOptions: { mode: 1 } });
      expect(await outcome(reader.query('INSERT INTO stored VALUES (3)'))).toBe('outage');
      await reader.close();
      file = path.join(folder, 'nowhere', 'db.sqlite');
      const away = open({ dialectOptions: { mode: 2 } });
      expect(await outcome(away.query('SELECT 1'))).toBe('outage');
    });
  });

it('is not blamed for a mail server, or for what is wrong with a statement', async () => {
  const cut = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', syscall: 'write' });
  expect(isOutage(cut)).toBe(false);
  // Thrown out while the connection was set up: nothing has wrapped that yet.
  const fatal = { severity: 'FATAL', code: '57P01' };
  expect(isOutage(Object.assign(new Error('terminating connection'), fatal))).toBe(true);
  // Nothing but the database is used in a transaction.
  const broken = { transaction: () => Promise.reject(cut) } as unknown as Sequelize;
  expect(await outcome(transact(broken, {}, async () => undefined))).toBe('outage');
  expect(isOutage(Object.assign(new Error('x'), { original: { code: '23505', errno: 1062 } }))).toBe(false);
  expect(isOutage(undefined)).toBe(false);
});
