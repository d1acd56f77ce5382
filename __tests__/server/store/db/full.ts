import { QueryTypes } from 'sequelize';
import type { CollectionName } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { namesOf } from '../../../../src/server/store/db/names';

interface Connection {
  exec(sql: string, done: (error: Error | null) => void): void;
}
interface Manager {
  getConnection(options?: unknown): Promise<Connection>;
}

/** SQLite's own, which means: no limit. */
const MOST_PAGES = 1_073_741_823;
/** What the file may still grow by, for everything else, and what a row of the full table needs; in bytes. */
const LEFT = 8_000_000;
const NEEDED = 2 * LEFT;

/**
 * Makes the disk of the database full for rows of a table that are inserted, or updated to what `when` says (SQL about
 * OLD and NEW): each database refuses them as it does then. Answers how space is made again.
 */
export async function fill(
  ctx: MailContext,
  collection: CollectionName,
  { event = 'INSERT', when }: { event?: 'INSERT' | 'UPDATE'; when?: string } = {},
): Promise<() => Promise<void>> {
  const { sequelize } = ctx.app.db;
  const { table } = namesOf(ctx, collection);
  const run = async (...statements: string[]): Promise<void> => {
    for (const statement of statements) await sequelize.query(statement);
  };
  const each = `BEFORE ${event} ON ${table} FOR EACH ROW`;
  if (ctx.app.db.inDialect('sqlite')) {
    const condition = when ? `WHEN ${when}` : '';
    const more = `INSERT INTO mail_test_filler VALUES (zeroblob(${NEEDED}))`;
    await run(
      'CREATE TABLE mail_test_filler (data BLOB)',
      `CREATE TRIGGER mail_test_full ${each} ${condition} BEGIN ${more}; END`,
    );
    const [size] = await sequelize.query<{ used: number; page: number }>(
      'SELECT page_count - freelist_count AS used, page_size AS page FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
      { type: QueryTypes.SELECT },
    );
    if (!size) throw new Error('the size of the file is not known');
    const pages = size.used + Math.ceil(LEFT / size.page);
    const unlimited = await limitPages(sequelize.connectionManager as unknown as Manager, pages);
    return async () => {
      await unlimited();
      await run('DROP TRIGGER mail_test_full', 'DROP TABLE mail_test_filler');
    };
  }
  const condition = when ?? 'TRUE';
  if (ctx.app.db.inDialect('postgres')) {
    const act = `IF ${condition} THEN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END IF; RETURN NEW;`;
    await run(
      `CREATE FUNCTION mail_test_full() RETURNS trigger AS $x$ BEGIN ${act} END $x$ LANGUAGE plpgsql`,
      `CREATE TRIGGER mail_test_full ${each} EXECUTE FUNCTION mail_test_full()`,
    );
    return () => run(`DROP TRIGGER mail_test_full ON ${table}`, 'DROP FUNCTION mail_test_full()');
  }
  const act = `SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1021, MESSAGE_TEXT = 'Disk full'`;
  await run(`CREATE TRIGGER mail_test_full ${each} IF ${condition} THEN ${act}; END IF`);
  return () => run('DROP TRIGGER mail_test_full');
}

/** The file must not grow beyond that. SQLite asks each connection for that, and a transaction has one of its own. */
async function limitPages(manager: Manager, most: number): Promise<() => Promise<void>> {
  const plain = manager.getConnection.bind(manager);
  let pages = most;
  const limited: Manager['getConnection'] = async (options) => {
    const connection = await plain(options);
    await new Promise<void>((resolve, reject) => {
      connection.exec(`PRAGMA max_page_count = ${pages}`, (error) => (error ? reject(error) : resolve()));
    });
    return connection;
  };
  manager.getConnection = limited;
  // That which all statements outside of transactions share is there already.
  await limited();
  return async () => {
    pages = MOST_PAGES;
    await limited();
    manager.getConnection = plain;
  };
}
