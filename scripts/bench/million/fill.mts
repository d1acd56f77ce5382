import type { BootedApp } from '../../../__tests__/server/boot.ts';
import { Random } from '../lib/random.mts';
import { ACCOUNTS, FOLDERS, mailOf } from './mails.mts';
import type { Sql } from './sql.mts';
import { writeMails } from './write.mts';

const BATCH = 4000;

/**
 * Writes a million messages of ten accounts, with one user each. Indexes are built after all rows are
 * written.
 */
export async function fill(booted: BootedApp, sql: Sql): Promise<void> {
  const tables = ['mailMessages', 'mailAddresses', 'mailSearch'];
  const indexes = await sql.rows<{ indexname: string; indexdef: string }>(
    `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)
     AND indexname NOT LIKE '%_pkey'`,
    [tables],
  );
  for (const { indexname } of indexes) await sql.run(`DROP INDEX "${indexname}"`);
  await sql.run('SET synchronous_commit = off');
  let nextId = 1_000_000;
  for (const [account, mails] of ACCOUNTS.entries()) {
    const user = await booted.user(`owner${account}`);
    const random = new Random(account + 1);
    const accountId = account + 1;
    await booted.app.db.getCollection('mailAccounts').model.create({
      ...{ id: accountId, userId: user.userId, provider: 'microsoft', identity: `owner${account}` },
      ...{ address: `owner${account}@bench.example`, state: 'connected' },
    });
    const folderIds = FOLDERS.map((_, index) => accountId * 100 + index);
    for (const [index, { role, path, share }] of FOLDERS.entries())
      await booted.app.db.getCollection('mailFolders').model.create({
        ...{ id: folderIds[index], accountId, path, name: path, role, uidValidity: '1', unread: 0 },
        ...{ pathHash: path, total: Math.round(mails * share) },
      });
    for (let at = 0; at < mails; at += BATCH) {
      const count = Math.min(BATCH, mails - at);
      const batch = Array.from({ length: count }, (_, index) => mailOf(random, account, at + index));
      await writeMails(sql, accountId, folderIds, nextId, batch);
      nextId += count;
    }
    console.log(`account ${accountId}: ${mails} mails`);
  }
  await sql.run("SET maintenance_work_mem = '1GB'");
  for (const { indexdef } of indexes) await sql.run(indexdef);
  for (const table of tables) await sql.run(`VACUUM ANALYZE "${table}"`);
  await sql.run('CHECKPOINT');
}
