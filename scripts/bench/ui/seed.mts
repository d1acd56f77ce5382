import { Random } from '../lib/random.mts';
import { ACCOUNTS, FOLDERS, mailOf, type MillionMail } from '../million/mails.mts';
import type { Sql } from '../million/sql.mts';
import { writeMails } from '../million/write.mts';

/** The seeded account's place among those of the million; it has 100,000 messages. */
const PLACE = 3;
export const MAILS = ACCOUNTS[PLACE] ?? 0;
const BATCH = 4000;
const ACCOUNT = 700_001;
export const INBOX = ACCOUNT * 10;

/** What every seeded text ends with, so that it can be seen on screen. */
export const endOf = (id: number): string => `end-of-${id}`;

/**
 * Writes an account for this user, with all messages and their texts, straight into the database. It is paused, because
 * a synchronization would find none of the messages on the server.
 */
export async function seedAccount(sql: Sql, userId: number): Promise<void> {
  const now = new Date().toISOString();
  await sql.insert('mailAccounts', {
    id: ['bigint', [ACCOUNT]],
    userId: ['bigint', [userId]],
    provider: ['text', ['microsoft']],
    identity: ['text', ['bench']],
    address: ['text', ['large@bench.example']],
    displayName: ['text', ['Large']],
    state: ['text', ['paused']],
    threadsBuilt: ['boolean', [true]],
    createdAt: ['timestamptz', [now]],
    updatedAt: ['timestamptz', [now]],
  });
  const folderIds = FOLDERS.map((_, index) => INBOX + index);
  await sql.insert('mailFolders', {
    id: ['bigint', folderIds],
    accountId: ['bigint', FOLDERS.map(() => ACCOUNT)],
    path: ['text', FOLDERS.map(({ path }) => path)],
    pathHash: ['text', FOLDERS.map(({ path }) => path)],
    name: ['text', FOLDERS.map(({ path }) => path)],
    role: ['text', FOLDERS.map(({ role }) => role)],
    uidValidity: ['text', FOLDERS.map(() => '1')],
    selectable: ['boolean', FOLDERS.map(() => true)],
    leftOut: ['boolean', FOLDERS.map(() => false)],
    total: ['bigint', FOLDERS.map(({ share }) => Math.round(MAILS * share))],
    unread: ['bigint', FOLDERS.map(() => 0)],
    createdAt: ['timestamptz', FOLDERS.map(() => now)],
    updatedAt: ['timestamptz', FOLDERS.map(() => now)],
  });
  const random = new Random(PLACE + 1);
  for (let at = 0; at < MAILS; at += BATCH) {
    const mails = Array.from({ length: Math.min(BATCH, MAILS - at) }, (_, index) =>
      mailOf(random, PLACE, at + index),
    );
    await writeMails(sql, ACCOUNT, folderIds, FIRST + at, mails);
    await writeTexts(sql, FIRST + at, mails);
  }
  await sql.run(CONVERSATIONS);
  for (const table of ['mailMessages', 'mailBodies', 'mailAddresses', 'mailSearch', 'mailThreads'])
    await sql.run(`VACUUM ANALYZE "${table}"`);
}

const FIRST = 10_000_000;

/** Every other message has HTML too, as in real mailboxes. */
async function writeTexts(sql: Sql, first: number, mails: MillionMail[]): Promise<void> {
  const texts = mails.map(({ text }, index) => ({
    id: first + index,
    text: `${text}\n\n${endOf(first + index)}`,
  }));
  const html = texts.map(({ id, text }) =>
    id % 2
      ? null
      : text
          .split('\n\n')
          .map((part) => `<p>${part}</p>`)
          .join(''),
  );
  await sql.insert('mailBodies', {
    mailMessageId: ['bigint', texts.map(({ id }) => id)],
    accountId: ['bigint', texts.map(() => ACCOUNT)],
    size: ['integer', texts.map(({ text }, index) => text.length + (html[index]?.length ?? 0))],
    text: ['text', texts.map(({ text }) => text)],
    html: ['text', html],
    notices: ['json', texts.map(() => '[]')],
    facts: ['json', texts.map(() => '{}')],
  });
}

/** The rows of conversation lists, as the plugin keeps them. */
const CONVERSATIONS = `
  INSERT INTO "mailThreads" ("id", "accountId", "folderId", "threadKey", "total", "unread", "flagged",
    "hasAttachments", "subject", "participants", "latestAt", "latestMessageId")
  SELECT 20000000 + row_number() OVER (), "accountId", "folderId", "threadKey", count(*),
    count(*) FILTER (WHERE NOT "seen"), count(*) FILTER (WHERE "flagged"), bool_or("hasAttachments"),
    (array_agg("subject" ORDER BY "receivedAt", "id"))[1], (array_agg("from" ORDER BY "receivedAt", "id"))[1],
    max("receivedAt"), (array_agg("id" ORDER BY "receivedAt" DESC, "id" DESC))[1]
  FROM "mailMessages" WHERE "accountId" = ${ACCOUNT}
  GROUP BY "accountId", "folderId", "threadKey"`;
