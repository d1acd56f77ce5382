import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import type { Endpoint, Login, MailProvider } from '../providers/provider';
import { findAccount } from '../store/accounts/accounts';
import { readToken, replaceToken } from '../store/accounts/tokens';
import { configuredProvider, type Configured } from './configured';
import { exclusive } from './exclusive';
import { open, seal } from './secrets';

/** Everything needed to open an account's mailbox or to submit a message for it. */
export interface Session {
  provider: string;
  imap: Endpoint;
  imapLogin: Login;
  smtp: Endpoint;
  /** The token's owner, even for a shared mailbox: its own address can't sign in. */
  smtpLogin: Login;
  sentCopy: 'server' | 'append';
  /** The account that signs in to SMTP, by which the server counts. */
  senderId: Id;
  sendLimits: ReturnType<MailProvider['sendLimits']>;
}

export interface LoginOptions {
  /** Ignores the cached access token, because the mail server has just refused it. */
  force?: boolean;
}

/** How often a renewal starts over because another node had used up the credential first. */
const ATTEMPTS = 4;

/**
 * A fresh login for an account. Refresh tokens rotate: each new credential is stored, or the account dies with the old
 * one after 90 days. Only one renewal at a time runs in this process. Of several nodes, the first to store wins, and
 * the others use its credential from their next renewal on.
 *
 * A shared mailbox has no credential of its own: its parent's is used and renewed.
 */
export async function login(
  ctx: MailContext,
  accountId: Id,
  { force = false }: LoginOptions = {},
): Promise<Session> {
  const account = await findAccount(ctx, accountId);
  if (!account) throw new MailError('not-found');
  const configured = await configuredProvider(ctx, account.provider);
  const { provider, settings } = configured;
  const ownerId = account.parentId ?? accountId;
  const owner = await exclusive(ctx, ownerId, () => renew(ctx, ownerId, configured, force));
  return {
    provider: provider.name,
    imap: provider.imap(settings),
    imapLogin: account.parentId == null ? owner : { ...owner, user: account.address },
    smtp: provider.smtp(settings),
    smtpLogin: owner,
    sentCopy: provider.sentCopy,
    senderId: ownerId,
    sendLimits: provider.sendLimits(settings),
  };
}

/**
 * Runs `work` with a login. A refused access token (`refused`: the code for that) counts only after a new one was
 * refused too: Microsoft's tokens expire after about an hour and are revoked for many harmless reasons.
 */
export async function withLogin<T>(
  ctx: MailContext,
  accountId: Id,
  refused: ErrorCode,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await login(ctx, accountId);
  try {
    return await work(session);
  } catch (error) {
    if (asMailError(error).code !== refused) throw error;
  }
  return work(await login(ctx, accountId, { force: true }));
}

async function renew(
  ctx: MailContext,
  accountId: Id,
  configured: Configured,
  force: boolean,
): Promise<Login> {
  const { provider, settings } = configured;
  for (let attempt = 1; ; attempt++) {
    const token = await readToken(ctx, accountId);
    const credential = token && (await open(ctx, token.credential));
    if (!token || !credential) throw new MailError('reconnect-required');
    try {
      // Only the first attempt: later ones use what another node has just renewed, so its access token is new.
      const result = await provider.login(settings, credential, { force: force && attempt === 1 });
      // If another node was first, its credential is kept; this login remains valid until it expires.
      if (result.credential)
        await replaceToken(ctx, accountId, token.version, await seal(ctx, result.credential));
      return result.login;
    } catch (error) {
      // The refusal may be for a refresh token that another node has used up in the meantime.
      if (attempt === ATTEMPTS || !(await replacedSince(ctx, accountId, token.version)))
        throw asMailError(error);
    }
  }
}

async function replacedSince(ctx: MailContext, accountId: Id, version: number): Promise<boolean> {
  const token = await readToken(ctx, accountId);
  return token !== null && token.version !== version;
}
