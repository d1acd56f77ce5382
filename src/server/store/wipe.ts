import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { CollectionName, Id } from '../../common';
import type { MailContext } from '../context';
import { withoutLimits } from './limits';
import { table } from './rows';
import { inTransaction } from './transaction';

/** Rows with an `accountId`, children before what they belong to. */
const CHILDREN = [
  'mailAddresses',
  'mailAttachments',
  'mailBodies',
  'mailSearch',
  'mailThreads',
  'mailReferences',
  'mailMessages',
  'mailFolders',
  'mailIdentities',
  'mailEvents',
] as const;
/** Rows a statement: no lock is held for long while a large mailbox goes. */
const BATCH = 1000;

/**
 * Removes an account and everything of it. What can log in or be seen goes first, in one transaction: the
 * credential, the lease (a node in the middle of a turn is refused its next write) and the account itself.
 * The mail follows in batches; should the process die in between, {@link sweepOrphans} goes on.
 */
export async function wipeAccount(ctx: MailContext, accountId: Id): Promise<void> {
  await inTransaction(ctx, (transaction) => wipeAccess(ctx, accountId, transaction));
  await wipeFiles(ctx, accountId);
  for (const name of [...CHILDREN, 'mailOperations'] as const) await destroyAll(ctx, name, { accountId });
}

/**
 * Removes everything of a user, inside the transaction that removes the user. Only the mail, which nobody can
 * see without its account, goes after the commit: others would wait for as long as that takes.
 */
export async function wipeUser(ctx: MailContext, userId: Id, transaction?: Transaction): Promise<void> {
  const accounts = await table(ctx, 'mailAccounts').findAll({
    where: { userId },
    attributes: ['id'],
    transaction,
  });
  const accountIds = accounts.map((account) => account.get('id') as Id);
  for (const accountId of accountIds) {
    await wipeFiles(ctx, accountId, transaction);
    await destroyAll(ctx, 'mailOperations', { accountId }, transaction);
    await wipeAccess(ctx, accountId, transaction);
  }
  await destroyBlobs(ctx, await column(ctx, 'mailUploads', 'blobId', { userId }, transaction), transaction);
  for (const name of ['mailUploads', 'mailConnects', 'mailOperations'] as const) {
    await destroyAll(ctx, name, { userId }, transaction);
  }
  const wipeMail = async () => {
    for (const accountId of accountIds)
      for (const name of CHILDREN) await destroyAll(ctx, name, { accountId });
  };
  if (!transaction) return wipeMail();
  transaction.afterCommit(() =>
    // What is left is for the next start (sweepOrphans): the user is gone all the same.
    withoutLimits(wipeMail).catch((error: unknown) => {
      ctx.log.error('mail: the mail of a deleted user is still there', { cause: String(error) });
    }),
  );
}

/** Removes rows whose account is gone: what a disconnect left that was cut short. */
export async function sweepOrphans(ctx: MailContext): Promise<void> {
  await sweepShared(ctx);
  for (const name of ['mailOperations', 'mailTokens', 'mailLeases', ...CHILDREN] as const) {
    const rows = await table(ctx, name).findAll({
      attributes: ['accountId'],
      group: ['accountId'],
      where: { accountId: { [Op.notIn]: await column(ctx, 'mailAccounts', 'id', {}) } },
    });
    for (const accountId of rows.map((row) => row.get('accountId') as Id)) {
      // It may have been connected since the list was read.
      if (await table(ctx, 'mailAccounts').findByPk(accountId)) continue;
      if (name === 'mailOperations') await wipeFiles(ctx, accountId);
      await destroyAll(ctx, name, { accountId });
    }
  }
}

/** Shared mailboxes whose sign-in is gone. */
async function sweepShared(ctx: MailContext): Promise<void> {
  const parentId = { [Op.ne]: null, [Op.notIn]: await column(ctx, 'mailAccounts', 'id', {}) };
  for (const id of await column(ctx, 'mailAccounts', 'id', { parentId })) await wipeAccount(ctx, id as Id);
}

async function wipeAccess(ctx: MailContext, accountId: Id, transaction?: Transaction): Promise<void> {
  await table(ctx, 'mailTokens').destroy({ where: { accountId }, transaction });
  await table(ctx, 'mailLeases').destroy({ where: { accountId }, transaction });
  await table(ctx, 'mailConnects').destroy({ where: { accountId }, transaction });
  await table(ctx, 'mailAccounts').destroy({ where: { id: accountId }, transaction });
}

/** Composed mails and the uploads that wait to go with them. */
async function wipeFiles(ctx: MailContext, accountId: Id, transaction?: Transaction): Promise<void> {
  const operations = await table(ctx, 'mailOperations').findAll({
    where: { accountId, kind: 'send' },
    attributes: ['blobId', 'payload', 'userId'],
    transaction,
  });
  for (const operation of operations) {
    const { uploadIds = [] } = (operation.get('payload') ?? {}) as { uploadIds?: Id[] };
    const uploads = { id: { [Op.in]: uploadIds }, userId: operation.get('userId') };
    const blobIds = await column(ctx, 'mailUploads', 'blobId', uploads, transaction);
    await destroyBlobs(ctx, [operation.get('blobId'), ...blobIds], transaction);
    await destroyAll(ctx, 'mailUploads', uploads, transaction);
  }
}

async function destroyBlobs(ctx: MailContext, blobIds: unknown[], transaction?: Transaction): Promise<void> {
  for (const blobId of blobIds) if (blobId) await destroyAll(ctx, 'mailBlobs', { blobId }, transaction);
}

async function column(
  ctx: MailContext,
  name: CollectionName,
  field: string,
  where: WhereOptions,
  transaction?: Transaction,
): Promise<unknown[]> {
  const rows = await table(ctx, name).findAll({ where, attributes: [field], transaction });
  return rows.map((row) => row.get(field));
}

async function destroyAll(
  ctx: MailContext,
  name: CollectionName,
  where: WhereOptions,
  transaction?: Transaction,
): Promise<void> {
  const destroy = (within: Transaction) =>
    table(ctx, name).destroy({ where, limit: BATCH, transaction: within });
  // Each in its turn with the other writers of this process, where the database has but one at a time.
  const once = () => (transaction ? destroy(transaction) : inTransaction(ctx, destroy));
  while ((await once()) === BATCH);
}
