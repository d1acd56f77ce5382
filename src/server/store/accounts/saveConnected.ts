import { Op, UniqueConstraintError, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { presentDate } from '../db/clock';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import type { AccountRow } from './accounts';
import { addEvent } from './events';
import { keepOwnIdentity } from './identities';

/** A mailbox whose ownership a user has just proved. */
export interface ProvenMailbox {
  userId: Id;
  provider: string;
  identity: string;
  signInName: string;
  address: string;
  displayName: string;
}

/** A person who has signed in, before their mailbox's address is known. */
export type SignedIn = Pick<ProvenMailbox, 'userId' | 'provider' | 'identity' | 'signInName'>;

/**
 * The user's account for that mailbox: found by the person, or else by the sign-in name, which is the address of
 * accounts from before sign-in names were stored. Never by any other address, because that's something an administrator
 * once wrote about somebody.
 */
export async function findMailbox(
  ctx: MailContext,
  { userId, provider, signInName, identity }: SignedIn,
  transaction?: Transaction,
): Promise<AccountRow | null> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    // Leaves out shared mailboxes: they bear their parent's identity, and nobody signs in with their address.
    where: {
      userId,
      provider,
      parentId: null,
      [Op.or]: [{ identity }, { signInName }, { address: signInName }],
    },
    transaction,
  });
  const accounts = rowsAs<AccountRow>(rows);
  return accounts.find((account) => account.identity === identity) ?? accounts[0] ?? null;
}

/** Another account of the user has this address: that of a different sign-in. */
function addressExists(error: unknown): never {
  throw error instanceof UniqueConstraintError ? new MailError('address-exists', { cause: error }) : error;
}

/**
 * Gives an account, and its own identity, the address that the owner entered. Throws `address-exists` if another
 * account of the owner, or another identity of this one, has that address.
 */
export async function renameAccount(ctx: MailContext, account: AccountRow, address: string): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    const where = { accountId: account.id, address };
    if (await table(ctx, 'mailIdentities').findOne({ where, transaction }))
      throw new MailError('address-exists');
    await table(ctx, 'mailAccounts').update({ address }, { where: { id: account.id }, transaction });
    await keepOwnIdentity(ctx, { ...account, address }, account.address, transaction);
  }).catch(addressExists);
}

/**
 * Stores the account with its sealed credentials, both or neither. A mailbox that the user connected before keeps its
 * row and its messages.
 */
export async function saveConnected(
  ctx: MailContext,
  mailbox: ProvenMailbox,
  credential: string,
): Promise<Id> {
  const save = () =>
    inTransaction(ctx, async (transaction) => {
      const stateSince = await presentDate(ctx, transaction);
      const begun = { state: 'connecting', reason: null, retryAt: null, failures: 0, stateSince };
      const known = await findMailbox(ctx, mailbox, transaction);
      const accounts = table(ctx, 'mailAccounts');
      if (!known) await refuseShared(ctx, mailbox, transaction);
      // Somebody whom an administrator has paused can't resume by signing in.
      const state = { ...(known?.state === 'paused' ? {} : begun), notifiedReason: null };
      if (known) await accounts.update({ ...mailbox, ...state }, { where: { id: known.id }, transaction });
      const accountId =
        known?.id ?? ((await accounts.create({ ...mailbox, ...state }, { transaction })).get('id') as Id);
      await keepOwnIdentity(ctx, { ...mailbox, id: accountId }, known?.address ?? null, transaction);
      const [token, created] = await table(ctx, 'mailTokens').findOrCreate({
        where: { accountId },
        defaults: { accountId, credential, version: 1 },
        transaction,
      });
      // A node that is renewing the old credentials right now loses its compare-and-set.
      if (!created)
        await token.update({ credential, version: Number(token.get('version')) + 1 }, { transaction });
      return { accountId, kind: known ? ('reconnected' as const) : ('connected' as const) };
    });
  const { accountId, kind } = await save().catch((error: unknown) => {
    // Two sign-ins to the same mailbox ended at once, and the other one has created the row.
    if (error instanceof UniqueConstraintError) return save().catch(addressExists);
    throw error;
  });
  await addEvent(ctx, accountId, kind);
  return accountId;
}

/** A mailbox that was added as a shared one stays that until it's disconnected. */
async function refuseShared(
  ctx: MailContext,
  { userId, provider, address }: ProvenMailbox,
  transaction: Transaction,
): Promise<void> {
  const where = { userId, provider, address, parentId: { [Op.ne]: null } };
  if (await table(ctx, 'mailAccounts').findOne({ where, transaction })) throw new MailError('address-exists');
}
