import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../boot';
import { testDialect } from '../databases';
import { startAccessWorld, type AccessWorld } from './accessWorld';
import { charts } from '../store/rowSecurity/sql/charts';
import { expectErrors } from '../../quiet/watch';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

interface Refused {
  errors: Array<{ code: string; message: string }>;
}

describe('SQL of a person’s', () => {
  let world: AccessWorld;
  const dialect = testDialect();
  const quote = (name: string) => world.app.db.sequelize.getQueryInterface().quoteIdentifier(name);
  const run = (sql: string) => world.app.db.sequelize.query(sql);

  beforeAll(async () => {
    world = await startAccessWorld();
    // Somebody with access to the database has made these.
    await run(
      `CREATE VIEW peeking AS SELECT ${quote('id')}, ${quote('subject')} FROM ${quote('mailMessages')}`,
    );
    await run('CREATE VIEW peeking_twice AS SELECT * FROM peeking');
    await run(`CREATE VIEW harmless AS SELECT ${quote('id')}, ${quote('name')} FROM ${quote('customers')}`);
    const fields = [
      { name: 'id', type: 'bigInt', primaryKey: true },
      { name: 'subject', type: 'string' },
      { name: 'name', type: 'string' },
    ];
    for (const [name, kept] of [
      ['peeking', ['id', 'subject']],
      ['peeking_twice', ['id', 'subject']],
      ['harmless', ['id', 'name']],
    ] as const) {
      const { status, body } = await world.root.post('collections:create', {
        body: {
          name,
          view: true,
          viewName: name,
          fields: fields.filter((field) => kept.some((one) => one === field.name)),
        },
      });
      expect(status, JSON.stringify(body)).toBe(200);
    }
  });
  afterEach(() => {
    delete process.env.MAIL_RAW_SQL;
  });
  afterAll(() => world.stop());

  /** Everything that reads mail or a token in this dialect. */
  const statements = () => [
    `SELECT * FROM ${quote('mailMessages')}`,
    `SELECT max(subject) FROM ${quote('mailMessages')}`,
    "SELECT * FROM 'mailMessages'",
    `SELECT * FROM ${quote('customers')} c, ${quote('mailTokens')} t`,
    'TABLE "mailMessages"',
    'SELECT * FROM U&"mail\\004dessages"',
    `SELECT query_to_xml('SELECT * FROM "mail' || 'Messages"', true, true, '')`,
    `SELECT table_to_xml(('"mail' || 'Messages"')::regclass, true, true, '')`,
    "SELECT schema_to_xml('public', true, true, '')",
    'SELECT most_common_vals FROM pg_stats',
    `SELECT * FROM peeking`,
    `SELECT * FROM peeking_twice`,
    'CREATE TABLE copied AS TABLE "mailMessages"',
    `CREATE TABLE copied AS SELECT * FROM ${quote('mailMessages')}`,
    `CREATE VIEW copied AS SELECT * FROM ${quote('mailMessages')}`,
    `ALTER TABLE ${quote('mailMessages')} RENAME TO ${quote('moved')}`,
    `DO $$ BEGIN EXECUTE 'CREATE TABLE copied AS SELECT * FROM "mail' || 'Messages"'; END $$`,
    "EXECUTE IMMEDIATE CONCAT('CREATE TABLE copied AS SELECT * FROM mail', 'Messages')",
    `SELECT * FROM ${quote('customers')} /*!50000 UNION SELECT * FROM mailMessages */`,
    'CREATE VIRTUAL TABLE copied USING fts5vocab(mailSearch_words, row)',
    "VACUUM INTO '/tmp/copied.sqlite'",
    'SELECT 1; SELECT * FROM "mailMessages"',
  ];

  it('is refused where it reads mail, saved or not, to everybody', async () => {
    const before = await world.snapshot();
    for (const [at, sql] of statements().entries()) {
      const uid = `statement-${String(at)}`;
      expect((await world.root.post('flowSql:save', { body: { uid, sql } })).status).toBe(200);
      for (const caller of [world.bert, world.root, world.anna]) {
        const { status, body } = await caller.post<Refused>('flowSql:runById', {
          body: { uid, type: 'selectRows' },
        });
        expect(status, sql).toBe(400);
        expect(body.errors[0].code, `${sql} ${JSON.stringify(body)}`).toBe('sql-refused');
        expect(body.errors[0].message, sql).toMatch(/^This SQL can’t run here: /);
      }
      await world.refusedTo(world.root, 'flowSql:run', { body: { sql, type: 'selectRows' } });
      await world.refusedTo(world.root, 'sqlCollection:execute', { body: { sql } });
      for (const filter of [{}, { id: { $gt: 0 } }]) {
        await world.refusedTo(world.bert, 'flowSql:runById', { body: { uid, type: 'selectRows', filter } });
      }
    }
    expect(await world.snapshot()).toBe(before);
  });

  it('is refused in collections made of it, of all actions and to everybody', async () => {
    const create = (name: string, sql: string) =>
      world.app.db.collection({ name, sql, fields: [{ name: 'subject', type: 'string' }] });
    const names = statements()
      .filter((sql) => /^(SELECT|TABLE)/.test(sql))
      .map((sql, at) => {
        create(`saved${String(at)}`, sql);
        return `saved${String(at)}`;
      });
    for (const name of names) {
      for (const caller of [world.bert, world.root]) {
        for (const action of ['list', 'get', 'query']) {
          const { status, text } = await world.refusedTo(caller, `${name}:${action}`, {
            query: { filterByTk: 1, filter: {} },
            ...(action === 'query' ? { body: { dimensions: [{ field: 'subject' }] } } : {}),
          });
          expect(status, `${name} ${action} ${text}`).toBeGreaterThanOrEqual(400);
        }
      }
    }
    // The host's own list, by whom it is made through the API.
    const made = await world.root.post('collections:create', {
      body: { name: 'made', template: 'sql', sql: `SELECT * FROM ${quote('mailMessages')}`, fields: [] },
    });
    if (made.status === 200) await world.refusedTo(world.bert, 'made:list');
  });

  it('is refused through views that read mail, and theirs', async () => {
    for (const caller of [world.bert, world.root]) {
      for (const name of ['peeking', 'peeking_twice']) {
        expect((await world.refusedTo(caller, `${name}:list`)).status).toBe(403);
        await world.refusedTo(caller, 'dbViews:query', { query: { filterByTk: name, schema: 'public' } });
      }
      const { status, data } = await caller.get<unknown[]>('harmless:list');
      expect(status).toBe(200);
      expect(data.length).toBeGreaterThan(0);
    }
  });

  it('runs where it reads something else', async () => {
    const text = {
      sqlite: `SELECT c."name", count(*) AS n, strftime('%Y', '2026-01-01') AS y FROM "customers" c GROUP BY c."name"`,
      postgres: `SELECT c."name", count(*) AS n, to_char(now(), 'YYYY') AS y FROM "customers" c GROUP BY c."name"`,
      mariadb:
        "SELECT c.`name`, count(*) AS n, date_format(now(), '%Y') AS y FROM `customers` c GROUP BY c.`name`",
    }[dialect];
    await world.root.post('flowSql:save', { body: { uid: 'plain', sql: text } });
    for (const [caller, body] of [
      [world.bert, { uid: 'plain', type: 'selectRows' }],
      [world.root, { uid: 'plain', type: 'selectRows', filter: { n: { $gt: 0 } } }],
    ] as Array<[Caller, object]>) {
      const { status, data, body: answer } = await caller.post<unknown[]>('flowSql:runById', { body });
      expect(status, JSON.stringify(answer)).toBe(200);
      expect(data).toHaveLength(2);
    }
    await world.root.post('flowSql:save', { body: { uid: 'view', sql: 'SELECT * FROM harmless' } });
    expect(
      (await world.bert.post('flowSql:runById', { body: { uid: 'view', type: 'selectRows' } })).status,
    ).toBe(200);
    const preview = await world.root.post('sqlCollection:execute', { body: { sql: text } });
    expect(preview.status, JSON.stringify(preview.body)).toBe(200);
    world.app.db.collection({
      name: 'plain',
      sql: text,
      fields: [{ name: 'name', type: 'string' }],
    });
    const listed = await world.root.get<unknown[]>('plain:list');
    expect(listed.status, JSON.stringify(listed.body)).toBe(200);
    expect(listed.data).toHaveLength(2);
  });

  it.each(charts(dialect))('runs as people write it into charts: %s', async (sql) => {
    const { status, data, body } = await world.root.post<unknown[]>('flowSql:run', {
      body: { sql, type: 'selectRows' },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(data.length).toBeGreaterThan(0);
  });

  it('runs unproven where the operator says so', async () => {
    const body = { sql: 'SELECT 1 AS one -- a comment', type: 'selectVar' };
    expect((await world.root.post('flowSql:run', { body })).status).toBe(400);
    process.env.MAIL_RAW_SQL = 'allow';
    expect((await world.root.post('flowSql:run', { body })).status).toBe(200);
    process.env.MAIL_RAW_SQL = 'maybe';
    expect((await world.root.post('flowSql:run', { body })).status).toBe(400);
  });
});
