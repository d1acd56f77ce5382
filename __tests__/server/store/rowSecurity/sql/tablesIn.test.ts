import { describe, expect, it } from 'vitest';
import { tablesIn, type Dialect } from '../../../../../src/server/store/rowSecurity/sql/tablesIn';

const TABLES = new Set(['mailmessages', 'mail_tokens']);
const found = (sql: string, dialect: Dialect = 'sqlite') => [...tablesIn(sql, TABLES, dialect)].sort();

describe('the tables that a statement names', () => {
  it.each([
    ['SELECT * FROM mailMessages', ['mailmessages']],
    ['select "mailMessages"."id" from "public"."mailMessages"', ['mailmessages']],
    ['SELECT * FROM `mailMessages` m, mail_tokens', ['mail_tokens', 'mailmessages']],
    ['DELETE FROM "mailMessages"', ['mailmessages']],
    ['UPDATE "mailMessages" SET "subject"=$1', ['mailmessages']],
    ['INSERT INTO "mailMessages" ("id") VALUES (1)', ['mailmessages']],
    ['WITH x AS (SELECT 1) SELECT * FROM MAILMESSAGES', ['mailmessages']],
    ['SELECT (SELECT count(*) FROM "mailMessages") FROM "a"', ['mailmessages']],
    [
      'SELECT * FROM "a" LEFT OUTER JOIN ( "b" INNER JOIN "mailMessages" AS "m" ON 1=1 ) ON 1=1',
      ['mailmessages'],
    ],
    [
      'select 1 from (`db`.`mailMessages` left join `db`.`mail_tokens` on(1))',
      ['mail_tokens', 'mailmessages'],
    ],
    ['SELECT * FROM "a", "public"."mailMessages"', ['mailmessages']],
    ['SELECT * FROM ONLY "mailMessages"', ['mailmessages']],
    ['SELECT "id" FROM "a" UNION SELECT "id" FROM "mailMessages"', ['mailmessages']],
    ["SELECT 'it''s' FROM mailMessages WHERE a = 'b'", ['mailmessages']],
    ["SELECT E'\\'' , * FROM mailMessages --'", ['mailmessages']],
    ['SELECT 1 /* x */ FROM/**/mailMessages', ['mailmessages']],
    ['CREATE VIEW v AS SELECT * FROM mailMessages', ['mailmessages']],
    ['CREATE TABLE t AS (select * from mailMessages)', ['mailmessages']],
    ['TABLE mailMessages', ['mailmessages']],
    ['LOCK TABLES mailMessages READ', ['mailmessages']],
  ])('%s', (sql, tables) => {
    for (const dialect of ['sqlite', 'postgres', 'mysql'] as const)
      expect(found(sql, dialect)).toEqual(tables);
  });

  it.each([
    "INSERT INTO log VALUES ('SELECT * FROM mailMessages')",
    'SELECT * FROM "fields" WHERE "collectionName" = \'mailMessages\'',
    'SELECT * FROM mailMessagesOld, my_mailMessages, mailMessages2',
    'ALTER TABLE "mailMessages" ADD COLUMN x INT',
    'PRAGMA table_info(`mailMessages`)',
    'CREATE INDEX i ON "mailMessages" (x)',
    // Columns and aliases that are called like a table.
    'SELECT "id", "mailMessages" FROM "contacts" AS "contacts" WHERE "contacts"."mailMessages" = 1',
    'SELECT "mailMessages"."id" AS "mailMessages.id" FROM "contacts" LEFT OUTER JOIN "orders" AS "mailMessages" ON "contacts"."id" = "mailMessages"."contactId"',
    'INSERT INTO "contacts" ("id","mailMessages") VALUES ($1,$2) RETURNING "id","mailMessages"',
    'UPDATE "contacts" SET "mailMessages"=$1 WHERE "id" = $2',
    'INSERT INTO `contacts` (`id`,`mailMessages`) VALUES (1,2) ON DUPLICATE KEY UPDATE `mailMessages`=VALUES(`mailMessages`)',
    'SELECT count(*) FROM "contacts" JOIN "b" ON COALESCE("b"."x", "contacts"."mailMessages") = 1 ORDER BY "mailMessages"',
    'SELECT max("mailMessages") AS "mailMessages" FROM "contacts" GROUP BY "mailMessages" HAVING "mailMessages" > 1',
  ])('none: %s', (sql) => {
    for (const dialect of ['sqlite', 'postgres', 'mysql'] as const) expect(found(sql, dialect)).toEqual([]);
  });

  it('where MariaDB escapes with a backslash', () => {
    expect(found("SELECT '\\'', id FROM mailMessages WHERE a = '\\''", 'mysql')).toEqual(['mailmessages']);
    // The other reading counts too: NO_BACKSLASH_ESCAPES is an operator's to set.
    expect(found("SELECT '\\' FROM mailMessages -- '", 'mysql')).toEqual(['mailmessages']);
  });
});
