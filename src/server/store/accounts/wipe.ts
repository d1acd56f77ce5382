import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { CollectionName, Id } from '../../../common';
import type { MailContext } from '../../context';
import { unrestricted } from '../rowSecurity/rowSecurity';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { abandonJobs } from '../workflows/jobs';

/** Tables whose rows have an `accountId`, children before their parents. */
const CHILDREN = [
  'mailAddresses',
  'mailAttachments',
  'mailMessageLabels',
  'mailLinks',
  'mailBodies',
  'mailSearch',
  'mailThreads',
  'mailReferences',
  'mailMessages',
  'mailFolders',
  'mailIdentities',
  'mailBlindCopies',
  'mailCorrespondents',
  'mailCorrespondentWords',
  'mailDrafts',
  'mailTodos',
  'mailNotes',
  'mailGrants',
  'mailTriggers',
  'mailJobs',
  'mailCampaignRecipients',
  'mailCampaigns',
  'mailEvents',
  'mailBackfills',
] as const;
/** Tables whose rows have a `userId` and belong to no account. */
const OF_USERS = [
  'mailUploads',
  'mailConnects',
  'mailOperations',
  'mailPreferences',
  'mailTemplates',
  'mailGroups',
  'mailLabels',
] as const;
/** Rows per statement: no lock is held for long while a large mailbox is deleted. */
const BATCH = 1000;

/**
 * Removes an account and everything that belongs to it. Whatever can sign in or be seen goes first, in one transaction:
 * the credentials, the lease (a node in the middle of a turn is refused its next write) and the account itself. The
 * messages follow in batches; if the process dies in between, {@link sweepOrphans} continues.
 */
export async function wipeAccount(ctx: MailContext, accountId: Id): Promise<void> {
  await inTransaction(ctx, (transaction) => wipeAccess(ctx, accountId, transaction));
  await wipeSends(ctx, accountId);
  for (const name of CHILDREN) await wipeRows(ctx, name, accountId);
  await destroyAll(ctx, 'mailOperations', { accountId });
}

/**
 * Removes everything that belongs to a user, inside the transaction that removes the user. Only the messages, which
 * nobody can see without their account, are removed after the commit: otherwise others would wait for as long as that
 * takes.
 */
export async function wipeUser(ctx: MailContext, userId: Id, transaction?: Transaction): Promise<void> {
  const accounts = await table(ctx, 'mailAccounts').findAll({
    where: { userId },
    attributes: ['id'],
    transaction,
  });
  const accountIds = accounts.map((account) => account.get('id') as Id);
  for (const accountId of accountIds) {
    await wipeSends(ctx, accountId, transaction);
    await destroyAll(ctx, 'mailOperations', { accountId }, transaction);
    await wipeAccess(ctx, accountId, transaction);
  }
  await destroyBlobs(ctx, await column(ctx, 'mailUploads', 'blobId', { userId }, transaction), transaction);
  for (const name of OF_USERS) await destroyAll(ctx, name, { userId }, transaction);
  const wipeMail = async () => {
    for (const accountId of accountIds) for (const name of CHILDREN) await wipeRows(ctx, name, accountId);
  };
  if (!transaction) return wipeMail();
  transaction.afterCommit(() =>
    // The next start removes what is left (sweepOrphans): the user is gone all the same.
    unrestricted(wipeMail).catch((error: unknown) => {
      ctx.log.error('mail: the mail of a deleted user could not be removed', { cause: String(error) });
    }),
  );
}

/** Removes rows whose account is gone, as left by a disconnect that was interrupted. */
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
      if (name === 'mailOperations') await wipeSends(ctx, accountId);
      await wipeRows(ctx, name, accountId);
    }
  }
}

/** Removes shared mailboxes whose sign-in is gone. */
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

/**
 * Removes sends with everything kept for them. What they refer to is read as they're deleted: a process that is
 * composing one of them right now has either recorded its blob already, or finds that its claim is gone and removes the
 * blob itself.
 */
async function wipeSends(ctx: MailContext, accountId: Id, transaction?: Transaction): Promise<void> {
  const take = async (within: Transaction) => {
    const where = { accountId, kind: 'send' };
    const lock = within.LOCK.UPDATE;
    const rows = await table(ctx, 'mailOperations').findAll({
      ...{
        where,
        lock,
        attributes: ['id', 'blobId', 'payload', 'userId'],
        limit: BATCH,
        transaction: within,
      },
    });
    const id = { [Op.in]: rows.map((row) => row.get('id') as Id) };
    await table(ctx, 'mailOperations').destroy({ where: { id }, transaction: within });
    return rows;
  };
  for (let more = true; more;) {
    const taken = await (transaction ? take(transaction) : inTransaction(ctx, take));
    for (const operation of taken) {
      const { uploadIds = [] } = (operation.get('payload') ?? {}) as { uploadIds?: Id[] };
      const uploads = { id: { [Op.in]: uploadIds }, userId: operation.get('userId') };
      const blobIds = await column(ctx, 'mailUploads', 'blobId', uploads, transaction);
      await destroyBlobs(ctx, [operation.get('blobId'), ...blobIds], transaction);
      await destroyAll(ctx, 'mailUploads', uploads, transaction);
    }
    more = taken.length === BATCH;
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

/** A run of a workflow that waits for a message of the account must not wait forever. */
const wipeRows = (ctx: MailContext, name: CollectionName, accountId: Id): Promise<void> =>
  name === 'mailJobs' ? abandonJobs(ctx, accountId) : destroyAll(ctx, name, { accountId });

async function destroyAll(
  ctx: MailContext,
  name: CollectionName,
  where: WhereOptions,
  transaction?: Transaction,
): Promise<void> {
  const destroy = (within: Transaction) =>
    table(ctx, name).destroy({ where, limit: BATCH, transaction: within });
  // Each takes its turn with the other writers of this process, if the database allows only one at a time.
  const once = () => (transaction ? destroy(transaction) : inTransaction(ctx, destroy));
  while ((await once()) === BATCH);
}
