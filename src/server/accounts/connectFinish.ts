import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText, MailError } from '../errors';
import { trialLogin } from '../imap/trial';
import { findMailbox, saveConnected, wake, type ProvenMailbox } from '../store/accounts';
import { takeConnect, type ConnectRow } from '../store/connects';
import { sameId } from '../store/rows';
import { wakeShared } from '../store/shared';
import { configuredProvider, type Configured } from './configured';
import { startConnect, type ConnectStart, type Proof } from './connect';
import { finishConsent } from './consent';
import { hashOf } from './proof';
import { open, seal } from './secrets';

/** What the browser brought back (RFC 6749 §4.1.2). */
export interface ConnectReply {
  state: string;
  code: string;
  error: string;
  errorDescription: string;
  /** All of it, for what is no sign-in. */
  query: Readonly<Record<string, string>>;
  /** The cookie. */
  browser: string;
}

export type ConnectOutcome =
  | { kind: 'connected'; returnTo: string; accountId: Id }
  | { kind: 'consented'; returnTo: string }
  | { kind: 'failed'; returnTo: string; code: ErrorCode }
  /** Once more to the sign-in page. */
  | ({ kind: 'again' } & ConnectStart)
  /** Not a sign-in of this browser: there is no place to go back to. */
  | { kind: 'unknown'; code: ErrorCode };

/** Ends a sign-in, or an administrator's consent: checks who comes, redeems the code, tries the mailbox, and only then stores the account. */
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
    ctx.log.warn(`email-manager: ${row.purpose} at ${row.provider} failed: ${failure.code}`, {
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
  const { credential, ...person } = await provider.redeem(settings, {
    code: reply.code,
    state: reply.state,
    nonce,
    codeVerifier,
    redirectUri: row.redirectUri,
  });
  const mailbox: ProvenMailbox = { userId: row.userId, provider: provider.name, ...person };
  await refuseOther(ctx, row, mailbox);
  const kept = await tried(configured, credential);
  const accountId = await saveConnected(ctx, mailbox, await seal(ctx, kept));
  await wake(ctx, accountId);
  await wakeShared(ctx, accountId);
  return accountId;
}

/** Who reconnects an account must come back with that mailbox: else its mail would mix with another's. */
async function refuseOther(ctx: MailContext, row: ConnectRow, mailbox: ProvenMailbox): Promise<void> {
  if (row.accountId == null) return;
  const known = await findMailbox(ctx, mailbox);
  if (!sameId(known?.id, row.accountId)) throw new MailError('wrong-mailbox');
}

/** A login at the mail server, so that no account is stored that cannot work; the credential to keep. */
async function tried({ provider, settings }: Configured, credential: string): Promise<string> {
  const { login, credential: renewed } = await provider.login(settings, credential);
  await trialLogin(provider.imap(settings), login);
  return renewed ?? credential;
}

/** Without a refresh token the account would die within the hour: the consent page grants one. Asked once. */
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
