import { MAIL_PATH, type Id } from '../common';
import type { MailContext, Service } from './context';
import { notify } from './inAppMessage';
import { doesMailWork } from './mailWork';
import { enqueueReturn } from './outbox';
import { periodic } from './periodic';
import { findAccount } from './store/accounts/accounts';
import { accountsWithReturning } from './store/messages/returning';

const TICK = 30_000;

/** Brings back snoozed messages. Each node looks, but only one brings a message back and tells its owner. */
export const registerSnoozes = (ctx: MailContext): Service =>
  doesMailWork(ctx)
    ? periodic(ctx, TICK, () => bringBackDue(ctx), 'mail: no snoozed messages could be brought back')
    : {};

/** Brings back everything whose time has come by now, even if no node was running at that time. */
export async function bringBackDue(ctx: MailContext): Promise<void> {
  for (const { id, userId } of await accountsWithReturning(ctx)) {
    for (let more = true; more;) {
      const messages = await enqueueReturn(ctx, userId, id);
      more = messages.length > 0;
      if (more) await tell(ctx, userId, id, messages);
    }
  }
}

/**
 * Sends an in-app message with a link. It names the mailbox and nothing else, because administrators can read the
 * host's in-app messages.
 */
async function tell(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
  messages: ReadonlyArray<{ id: Id; folderId: Id }>,
): Promise<void> {
  const account = await findAccount(ctx, accountId);
  if (!account) return;
  const [{ id, folderId }] = messages as [{ id: Id; folderId: Id }];
  const query = new URLSearchParams({
    folder: String(folderId),
    ...(messages.length === 1 ? { message: String(id) } : {}),
  });
  await notify(ctx, [userId], {
    title: 'notice.snoozed.title',
    content: 'notice.snoozed',
    params: { count: messages.length, address: account.address },
    path: `${MAIL_PATH}?${query.toString()}`,
  });
}
