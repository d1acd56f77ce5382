import { InteractionRequiredAuthError } from '@azure/msal-node';
import type { ErrorCode } from '../../../common';
import { MailError } from '../../errors';
import { meaningOf } from './aadsts';

/** RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6. Used if the AADSTS number doesn't say more. */
const OAUTH: ReadonlyMap<string, ErrorCode> = new Map([
  ['access_denied', 'consent-declined'],
  // The same on the admin consent page (https://learn.microsoft.com/entra/identity-platform/v2-admin-consent).
  ['permission_denied', 'consent-declined'],
  ['consent_required', 'admin-consent-required'],
  ['invalid_client', 'client-secret-invalid'],
  ['unauthorized_client', 'client-unknown'],
  ['temporarily_unavailable', 'server-unavailable'],
  ['server_error', 'server-unavailable'],
]);

/** These always require the user, whatever the number; no other errors do. */
const INTERACTION = new Set(['invalid_grant', 'interaction_required', 'login_required', 'bad_token']);

/** The relevant parts of an Entra error answer. */
export interface OAuthFailure {
  error: string;
  suberror?: string;
  /** AADSTS numbers, in Entra's order. */
  codes: number[];
  /** Identifies the attempt for Microsoft's logs and support. */
  correlationId?: string;
}

/** `redeem`: a sign-in in progress, which the user simply tries again. `login`: renewing a stored credential. */
export type Stage = 'redeem' | 'login';

/** These only say that a stored sign-in has ended; a sign-in in progress is simply started over. */
const OVER = new Set<ErrorCode>(['reconnect-required', 'session-expired']);

/** The code for an Entra answer: by AADSTS number, otherwise by the OAuth error. */
export function codeOf(failure: OAuthFailure, stage: Stage): ErrorCode {
  const meanings = failure.codes.map(meaningOf).filter((code) => code !== undefined);
  // If there are several numbers, prefer the one that gives a reason.
  const code =
    meanings.find((meaning) => meaning !== 'reconnect-required') ??
    meanings[0] ??
    OAUTH.get(failure.suberror ?? '') ??
    OAUTH.get(failure.error) ??
    (INTERACTION.has(failure.error) ? 'reconnect-required' : 'sign-in-failed');
  if (stage === 'redeem') return OVER.has(code) ? 'sign-in-failed' : code;
  // A user asked for consent again has to sign in at a browser; without a number, it's unknown what was denied.
  if (code === 'consent-declined') return meanings.length > 0 ? 'reconnect-required' : 'sign-in-failed';
  return code;
}

/** The answer as an error. Its cause contains only the numbers, since descriptions contain the user's address. */
export function refused(failure: OAuthFailure, stage: Stage): MailError {
  const { error, suberror, codes, correlationId } = failure;
  const parts = [
    error,
    suberror,
    ...codes.map((code) => `AADSTS${code}`),
    correlationId && `correlation ${correlationId}`,
  ];
  return new MailError(codeOf(failure, stage), { cause: new Error(parts.filter(Boolean).join(', ')) });
}

/** The AADSTS numbers in an `error_description`; an authorization response has them nowhere else. */
export const numbersIn = (description: string): number[] =>
  [...description.matchAll(/AADSTS(\d+)/g)].map(([, number]) => Number(number));

/** Converts an MSAL exception that no server answer explains. */
export function fromMsal(error: unknown, stage: Stage): MailError {
  // MSAL itself also throws this when the cache contains no refresh token.
  if (error instanceof InteractionRequiredAuthError && stage === 'login') {
    return new MailError('reconnect-required', { cause: error });
  }
  const errorCode = error instanceof Error && 'errorCode' in error ? String(error.errorCode) : '';
  if (errorCode === 'nonce_mismatch' || errorCode === 'state_mismatch') {
    return new MailError('state-invalid', { cause: error });
  }
  // Discovery failed; MSAL doesn't expose the reason.
  const unreachable = ['endpoints_resolution_error', 'openid_config_error', 'network_error'].includes(
    errorCode,
  );
  return new MailError(unreachable ? 'server-unreachable' : 'sign-in-failed', { cause: error });
}
