import type { Id } from '../../common';
import type { MailContext } from '../context';
import { causeText } from '../errors';
import { probeSmtp } from '../smtp/probe';
import type { AccountRow } from '../store/accounts/accounts';
import { saveMessageSize } from '../store/accounts/messageSize';
import { configuredProvider } from './configured';

/** Remembers how large a message the account's mail server accepts. Nothing else depends on it, so it never fails. */
export async function noteMessageSize(ctx: MailContext, accountId: Id, size: number | null): Promise<void> {
  try {
    await saveMessageSize(ctx, accountId, size);
  } catch (error) {
    ctx.log.warn('mail: the server’s size limit could not be stored', { cause: causeText(error) });
  }
}

/**
 * Asks a new account's mail server how large a message it accepts, without signing in, so that this is known before the
 * first message is written. If the server can't be asked now, the first message that is sent will tell.
 */
export async function learnMessageSize(
  ctx: MailContext,
  { id, provider: name }: AccountRow,
  signal: AbortSignal,
): Promise<void> {
  const size = await configuredProvider(ctx, name)
    .then(({ provider, settings }) => probeSmtp(provider.smtp(settings), provider.loginKind))
    .then(({ maxMessageSize }) => maxMessageSize)
    .catch(() => null);
  if (size !== null && !signal.aborted) await noteMessageSize(ctx, id, size);
}
