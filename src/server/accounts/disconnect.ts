import type { Model, Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { findOwnAccount } from '../store/accounts';
import { withoutLimits } from '../store/limits';
import { sweepOrphans, wipeAccount, wipeUser } from '../store/wipe';

/**
 * Removes a user's account: its credential and all its mail here; the mailbox itself is not touched.
 * Microsoft has no endpoint to revoke one refresh token (only Graph's revokeSignInSessions, which would end
 * all sessions of the person), so forgetting it is what can be done.
 */
export async function disconnect(ctx: MailContext, userId: Id, accountId: Id): Promise<void> {
  const account = await findOwnAccount(ctx, userId, accountId);
  if (!account) throw new MailError('not-found');
  await wipeAccount(ctx, accountId);
  pushHint(ctx, account.userId, {
    accountId,
    folderIds: [],
    what: ['account', 'folders', 'messages', 'operations'],
  });
}

/**
 * Takes along everything of a person who is deleted from the host, and clears away at the start what a
 * disconnect left that a crash cut short.
 */
export function registerWiping(ctx: MailContext): void {
  const { app } = ctx;
  app.db.on('users.beforeDestroy', async (user: Model, { transaction }: { transaction?: Transaction }) => {
    await withoutLimits(() => wipeUser(ctx, user.get('id') as Id, transaction));
  });
  app.on('afterStart', () => {
    withoutLimits(() => sweepOrphans(ctx)).catch((error: unknown) => {
      ctx.log.error('email-manager: sweep failed', { error });
    });
  });
}
