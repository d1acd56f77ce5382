import { describe, expect, it } from 'vitest';
import { tablePattern, tablesIn } from '../../../src/server/store/sqlText';

const pattern = tablePattern(['mailMessages', 'mail_tokens']);
const found = (sql: string, backslashes = false) => [...tablesIn(sql, pattern, backslashes)].sort();

describe('the tables that a statement names', () => {
  it.each([
    ['SELECT * FROM mailMessages', ['mailmessages']],
    ['select "mailMessages"."id" from "public"."mailMessages"', ['mailmessages']],
    ['SELECT * FROM `mailMessages` m, mail_tokens', ['mail_tokens', 'mailmessages']],
    ['DELETE FROM "mailMessages"', ['mailmessages']],
    ['WITH x AS (SELECT 1) SELECT * FROM MAILMESSAGES', ['mailmessages']],
    ["SELECT 'it''s' FROM mailMessages WHERE a = 'b'", ['mailmessages']],
    ["SELECT E'\\'' , * FROM mailMessages --'", ['mailmessages']],
    ['CREATE VIEW v AS SELECT * FROM mailMessages', ['mailmessages']],
    ['CREATE TABLE t AS (select * from mailMessages)', ['mailmessages']],
  ])('%s', (sql, tables) => {
    expect(found(sql)).toEqual(tables);
    expect(found(sql, true)).toEqual(tables);
  });

  it.each([
    "INSERT INTO log VALUES ('SELECT * FROM mailMessages')",
    'SELECT * FROM "fields" WHERE "collectionName" = \'mailMessages\'',
    'SELECT * FROM mailMessagesOld, my_mailMessages, mailMessages2',
    'ALTER TABLE "mailMessages" ADD COLUMN x INT',
    'PRAGMA table_info(`mailMessages`)',
    'CREATE INDEX i ON "mailMessages" (x)',
  ])('none: %s', (sql) => expect(found(sql)).toEqual([]));

  it('where MariaDB escapes with a backslash', () => {
    expect(found("INSERT INTO log VALUES ('it\\'s mailMessages')", true)).toContain('mailmessages');
    expect(found("SELECT '\\'', id FROM mailMessages WHERE a = '\\''", true)).toEqual(['mailmessages']);
  });
});
