import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import type { Endpoint, Login } from '../providers/provider';
import { findAccount } from '../store/accounts';
import { readToken, replaceToken } from '../store/tokens';
import { configuredProvider, type Configured } from './configured';
import { exclusive } from './exclusive';
import { open, seal } from './secrets';

/** Everything it takes to open a mailbox or to submit a mail for an account. */
export interface Session {
  provider: string;
  imap: Endpoint;
  smtp: Endpoint;
  login: Login;
  sentCopy: 'server' | 'append';
}

export interface LoginOptions {
  /** Ignore the cached access token: the mail server has just refused it. */
  force?: boolean;
}

/** How often a renewal starts over because another node stored its own first. */
const ATTEMPTS = 4;

/**
 * A fresh login for an account. Refresh tokens rotate: each new credential is stored, or the account dies
 * with the old one after 90 days. One renewal at a time in this process; of several nodes the first to
 * store wins, and the others go on with what it stored.
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
  return {
    provider: provider.name,
    imap: provider.imap(settings),
    smtp: provider.smtp(settings),
    sentCopy: provider.sentCopy,
    login: await exclusive(ctx.app, accountId, () => renew(ctx, accountId, configured, force)),
  };
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
      // After a lost race the winner's access token is new; forcing again would make the next one lose.
      const result = await provider.login(settings, credential, { force: force && attempt === 1 });
      if (!result.credential) return result.login;
      if (await replaceToken(ctx, accountId, token.version, await seal(ctx, result.credential)))
        return result.login;
    } catch (error) {
      // The refusal may be for a refresh token that another node has used up meanwhile.
      if (attempt === ATTEMPTS || !(await replacedSince(ctx, accountId, token.version)))
        throw asMailError(error);
    }
    if (attempt === ATTEMPTS)
      throw new MailError('server-unavailable', { cause: new Error('renewal keeps losing') });
  }
}

async function replacedSince(ctx: MailContext, accountId: Id, version: number): Promise<boolean> {
  const token = await readToken(ctx, accountId);
  return token !== null && token.version !== version;
}
