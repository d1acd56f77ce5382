import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText, MailError } from '../errors';
import { trialLogin } from '../imap/trial';
import type { Login } from '../providers/provider';
import { wake, type AccountRow } from '../store/accounts/accounts';
import { findMailbox, saveConnected, type ProvenMailbox } from '../store/accounts/saveConnected';
import { takeConnect, type ConnectRow } from '../store/accounts/connects';
import { sameId } from '../store/db/rows';
import { wakeShared } from '../store/accounts/shared';
import { configuredProvider, type Configured } from './configured';
import { startConnect, type ConnectStart, type Proof } from './connect';
import { finishConsent } from './consent';
import { findOwnAddress } from './ownAddress';
import { hashOf } from './pkce';
import { open, seal } from './secrets';

/** What the browser brought back (RFC 6749 §4.1.2). */
export interface ConnectReply {
  state: string;
  code: string;
  error: string;
  errorDescription: string;
  /** The whole query, for replies that aren't sign-ins. */
  query: Readonly<Record<string, string>>;
  /** The cookie's value. */
  browser: string;
}

export type ConnectOutcome =
  | { kind: 'connected'; returnTo: string; accountId: Id }
  | { kind: 'consented'; returnTo: string }
  | { kind: 'failed'; returnTo: string; code: ErrorCode }
  /** Return to the sign-in page once more. */
  | ({ kind: 'again' } & ConnectStart)
  /** Not a sign-in of this browser, so there is no page to return to. */
  | { kind: 'unknown'; code: ErrorCode };

/**
 * Completes a sign-in or an administrator's consent: verifies the browser, redeems the code, tests the mailbox, and
 * only then stores the account.
 */
export async function finishConnect(ctx: MailContext, reply: ConnectReply): Promise<ConnectOutcome> {
  const row = await takeConnect(ctx, hashOf(reply.state));
  if (!row || row.browserHash !== hashOf(reply.browser)) return { kind: 'unknown', code: 'state-invalid' };
  const { returnTo } = row;
  try {
    if (new Date(row.expiresAt).getTime() < Date.now()) throw new MailError('state-expired');
    if (row.purpose === 'connect')
      return { kind: 'connected', returnTo, accountId: await connect(ctx, row, reply) };
    await finishConsent(ctx, row, reply);
    return { kind: 'consented', returnTo };
  } catch (error) {
    const failure = asMailError(error);
    ctx.log.warn(`mail: ${row.purpose} with ${row.provider} failed: ${failure.code}`, {
      cause: causeText(failure),
    });
    return (await retryWithConsent(ctx, row, failure)) ?? { kind: 'failed', returnTo, code: failure.code };
  }
}

async function connect(ctx: MailContext, row: ConnectRow, reply: ConnectReply): Promise<Id> {
  const configured = await configuredProvider(ctx, row.provider);
  const { provider, settings } = configured;
  if (reply.error) throw provider.authorizeError(reply.error, reply.errorDescription);
  if (!reply.code)
    throw new MailError('sign-in-failed', { cause: new Error('the reply has neither code nor error') });
  const { codeVerifier, nonce } = await proofOf(ctx, row);
  const { credential, addresses, ...person } = await provider.redeem(settings, {
    code: reply.code,
    state: reply.state,
    nonce,
    codeVerifier,
    redirectUri: row.redirectUri,
  });
  const known = await findMailbox(ctx, { userId: row.userId, provider: provider.name, ...person });
  refuseOther(row, known);
  const { login, kept } = await tried(configured, credential);
  const address = await findOwnAddress(provider.smtp(settings), login, known?.address ?? null, addresses);
  const mailbox: ProvenMailbox = { userId: row.userId, provider: provider.name, address, ...person };
  const accountId = await saveConnected(ctx, mailbox, await seal(ctx, kept));
  await wake(ctx, accountId);
  await wakeShared(ctx, accountId);
  return accountId;
}

/**
 * A user who reconnects an account must return with the same mailbox: otherwise, the messages of two mailboxes would
 * mix.
 */
function refuseOther(row: ConnectRow, known: AccountRow | null): void {
  if (row.accountId != null && !sameId(known?.id, row.accountId)) throw new MailError('wrong-mailbox');
}

/** Logs in at the mail server, so that no account is stored that can't work. Returns the credential to keep. */
async function tried(
  { provider, settings }: Configured,
  credential: string,
): Promise<{ login: Login; kept: string }> {
  const { login, credential: renewed } = await provider.login(settings, credential);
  await trialLogin(provider.imap(settings), login);
  return { login, kept: renewed ?? credential };
}

/**
 * Without a refresh token, the account would stop working within the hour. The consent page grants one; it is shown
 * only once.
 */
async function retryWithConsent(
  ctx: MailContext,
  row: ConnectRow,
  failure: MailError,
): Promise<ConnectOutcome | null> {
  if (failure.code !== 'no-refresh-token' || (await proofOf(ctx, row)).forceConsent) return null;
  const { userId, provider, accountId, returnTo, redirectUri } = row;
  const start = await startConnect(ctx, {
    userId,
    provider,
    accountId,
    returnTo,
    redirectUri,
    forceConsent: true,
  });
  return { kind: 'again', ...start };
}

async function proofOf(ctx: MailContext, row: ConnectRow): Promise<Proof> {
  const plain = await open(ctx, row.proof);
  if (!plain) throw new MailError('state-invalid');
  return JSON.parse(plain) as Proof;
}
