import type { Id } from '../../common';
import type { MailContext } from '../context';
import type { Authentication, MessageFacts } from '../messageFacts';
import { providerOf } from '../providers';
import { findAccount } from '../store/accounts/accounts';

/** Trusts only results of the mailbox's own servers: anyone can write the same into a message. */
export async function trustedAuthentication(
  mail: MailContext,
  accountId: Id,
  { authentication }: MessageFacts,
): Promise<Authentication | null> {
  if (!authentication) return null;
  const account = await findAccount(mail, accountId);
  const isOurs =
    account !== null && providerOf(account.provider).authenticationServer === authentication.server;
  return isOurs ? authentication : null;
}
