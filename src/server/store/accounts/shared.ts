import { UniqueConstraintError } from 'sequelize';
import type { AccountState, ErrorCode, Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { wake, type AccountRow } from './accounts';
import { presentDate } from '../db/clock';
import { addEvent } from './events';
import { keepOwnIdentity } from './identities';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** A shared mailbox that its parent's sign-in has just opened. */
export interface ProvenShared {
  parent: AccountRow;
  address: string;
  state: AccountState;
  /** Why nothing can be sent from it. */
  reason: ErrorCode | null;
}

/** The shared mailboxes that an account's sign-in opens. */
export async function sharedOf(ctx: MailContext, parentId: Id): Promise<AccountRow[]> {
  const rows = await table(ctx, 'mailAccounts').findAll({ where: { parentId }, order: [['id', 'ASC']] });
  return rowsAs<AccountRow>(rows);
}

/** Stores a shared mailbox as a separate account, without credentials. */
export async function saveShared(ctx: MailContext, shared: ProvenShared): Promise<Id> {
  const { parent, address, state, reason } = shared;
  const save = () =>
    inTransaction(ctx, async (transaction) => {
      const accounts = table(ctx, 'mailAccounts');
      // Locked until the commit: if the parent were disconnected in between, this account would be left without a
      // sign-in.
      const lock = transaction.LOCK.UPDATE;
      if (!(await accounts.findByPk(parent.id, { lock, transaction }))) throw new MailError('not-found');
      const { userId, provider, identity } = parent;
      const account = { userId, provider, identity, address, displayName: '', parentId: parent.id };
      const row = await accounts.create(
        { ...account, state, reason, stateSince: await presentDate(ctx, transaction) },
        { transaction },
      );
      const id = row.get('id') as Id;
      await keepOwnIdentity(ctx, { id, address, displayName: '' }, null, transaction);
      return id;
    });
  const id = await save().catch((error: unknown) => {
    throw error instanceof UniqueConstraintError ? new MailError('address-exists', { cause: error }) : error;
  });
  await addEvent(ctx, id, 'connected');
  if (reason) await addEvent(ctx, id, 'failed', reason);
  return id;
}

/** The parent has been signed in again, so its shared mailboxes resume. */
export async function wakeShared(ctx: MailContext, parentId: Id): Promise<void> {
  for (const { id } of await sharedOf(ctx, parentId)) await wake(ctx, id);
}
