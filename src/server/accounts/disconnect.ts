import type { Model, Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext, Service } from '../context';
import { causeText, MailError } from '../errors';
import { pushHint } from '../push';
import { findOwnAccount } from '../store/accounts/accounts';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { sharedOf } from '../store/accounts/shared';
import { sweepOrphans, wipeAccount, wipeUser } from '../store/accounts/wipe';
import { closeMailbox } from './mailbox';

/**
 * Removes a user's account with its credential and all its messages here; the mailbox itself isn't touched. The shared
 * mailboxes opened by its sign-in are removed too, and first, so that none is ever left without a sign-in. Microsoft
 * has no endpoint to revoke a single refresh token (only Graph's revokeSignInSessions, which would end all the user's
 * sessions), so all we can do is forget it.
 */
export async function disconnect(ctx: MailContext, userId: Id, accountId: Id): Promise<void> {
  const account = await findOwnAccount(ctx, userId, accountId);
  if (!account) throw new MailError('not-found');
  for (const { id } of [...(await sharedOf(ctx, accountId)), account]) await remove(ctx, userId, id);
}

async function remove(ctx: MailContext, userId: Id, accountId: Id): Promise<void> {
  await wipeAccount(ctx, accountId);
  // Not awaited: nobody should have to wait for the server's answer to LOGOUT.
  void closeMailbox(ctx, accountId);
  pushHint(ctx, userId, {
    accountId,
    folderIds: [],
    what: ['account', 'folders', 'messages', 'operations'],
  });
}

/**
 * Deletes everything of a user who is deleted from the host, and cleans up at startup after disconnects that a crash
 * interrupted.
 */
export function registerWiping(ctx: MailContext): Service {
  const { app } = ctx;
  app.db.on('users.beforeDestroy', async (user: Model, { transaction }: { transaction?: Transaction }) => {
    await unrestricted(() => wipeUser(ctx, user.get('id') as Id, transaction));
  });
  let sweeping: Promise<void> | undefined;
  const start = () => {
    sweeping = unrestricted(() => sweepOrphans(ctx)).catch((error: unknown) => {
      ctx.log.error('mail: cleaning up after disconnected accounts failed', { cause: causeText(error) });
    });
  };
  return { start, stop: () => sweeping };
}
