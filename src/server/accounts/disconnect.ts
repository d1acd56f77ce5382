import type { Model, Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { causeText, MailError } from '../errors';
import { pushHint } from '../push';
import { findOwnAccount } from '../store/accounts';
import { withoutLimits } from '../store/limits';
import { sharedOf } from '../store/shared';
import { sweepOrphans, wipeAccount, wipeUser } from '../store/wipe';
import { closeMailbox } from './mailbox';

/**
 * Removes a user's account: its credential and all its mail here; the mailbox itself is not touched. The
 * shared mailboxes that its sign-in opens go with it, and first: none is ever left without a sign-in.
 * Microsoft has no endpoint to revoke one refresh token (only Graph's revokeSignInSessions, which would end
 * all sessions of the person), so forgetting it is what can be done.
 */
export async function disconnect(ctx: MailContext, userId: Id, accountId: Id): Promise<void> {
  const account = await findOwnAccount(ctx, userId, accountId);
  if (!account) throw new MailError('not-found');
  for (const { id } of [...(await sharedOf(ctx, accountId)), account]) await remove(ctx, userId, id);
}

async function remove(ctx: MailContext, userId: Id, accountId: Id): Promise<void> {
  await wipeAccount(ctx, accountId);
  // Nobody waits for the server's goodbye.
  void closeMailbox(ctx, accountId);
  pushHint(ctx, userId, {
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
      ctx.log.error('email-manager: sweep failed', { cause: causeText(error) });
    });
  });
}
