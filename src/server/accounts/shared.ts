import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { trialLogin } from '../imap/trial';
import { addrSpec } from '../mime/recipients';
import { pushHint } from '../push';
import { checkSender } from '../smtp/checkSender';
import { accountIdsOf, findAccount, wake, type AccountRow } from '../store/accounts/accounts';
import { saveShared } from '../store/accounts/shared';
import { withLogin, type Session } from './session';
import { sharedDenial } from './sharedDenial';

/**
 * Adds a shared mailbox that a user's sign-in opens, after logging in to it the same way as it will be done from then
 * on. If nothing may be sent as it, it is added as receive-only. Returns its id.
 */
export async function addShared(ctx: MailContext, parent: AccountRow, typed: string): Promise<Id> {
  if (parent.parentId != null) throw new MailError('invalid-input', { params: { field: 'accountId' } });
  // What an administrator has paused must not continue under another name.
  if (parent.state === 'paused') throw new MailError('forbidden');
  const address = addrSpec(typed.trim())?.toLowerCase();
  if (!address) throw new MailError('invalid-address');
  await refuseKnown(ctx, parent, address);
  const session = await opened(ctx, parent.id, address);
  const reason = await whyNotSendable(session, address);
  const state = reason ? 'receive-only' : 'connecting';
  const id = await saveShared(ctx, { parent, address, state, reason });
  pushHint(ctx, parent.userId, { accountId: id, folderIds: [], what: ['account', 'folders'] });
  await wake(ctx, id);
  return id;
}

/** Throws `address-exists` for the user's own mailbox, or one that already exists here. */
async function refuseKnown(ctx: MailContext, parent: AccountRow, address: string): Promise<void> {
  for (const id of await accountIdsOf(ctx, parent.userId)) {
    const account = await findAccount(ctx, id);
    if (account?.provider === parent.provider && account.address === address)
      throw new MailError('address-exists');
  }
}

/** Logs in to the mailbox. */
async function opened(ctx: MailContext, parentId: Id, address: string): Promise<Session> {
  try {
    return await withLogin(ctx, parentId, 'token-rejected', async (session) => {
      await trialLogin(session.imap, { ...session.imapLogin, user: address });
      return session;
    });
  } catch (error) {
    throw sharedDenial(error, address);
  }
}

/** What an administrator would have to change; null if mail can be sent, or if that can't be determined right now. */
async function whyNotSendable({ smtp, smtpLogin }: Session, address: string): Promise<ErrorCode | null> {
  try {
    await checkSender({ endpoint: smtp, login: smtpLogin, from: address, to: address });
    return null;
  } catch (error) {
    const { code, rule } = asMailError(error);
    return rule.reaction === 'retry' ? null : code;
  }
}
