import { InteractionRequiredAuthError } from '@azure/msal-node';
import type { ErrorCode } from '../../../common';
import { MailError } from '../../errors';
import { meaningOf } from './aadsts';

/** RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6: what the number does not already tell. */
const OAUTH: ReadonlyMap<string, ErrorCode> = new Map([
  ['access_denied', 'consent-declined'],
  // The same on the page of admin consent (https://learn.microsoft.com/entra/identity-platform/v2-admin-consent).
  ['permission_denied', 'consent-declined'],
  ['consent_required', 'admin-consent-required'],
  ['invalid_client', 'client-secret-invalid'],
  ['unauthorized_client', 'client-unknown'],
  ['temporarily_unavailable', 'server-unavailable'],
  ['server_error', 'server-unavailable'],
]);

/** Ask for the person, whatever the number. Nothing else ever does. */
const INTERACTION = new Set(['invalid_grant', 'interaction_required', 'login_required', 'bad_token']);

/** The parts of an error answer of Entra that decide. */
export interface OAuthFailure {
  error: string;
  suberror?: string;
  /** AADSTS numbers, first first. */
  codes: number[];
  /** By which Microsoft's logs and support find the attempt. */
  correlationId?: string;
}

/** `redeem`: a sign-in under way, which the person simply tries again. `login`: a stored credential, renewed. */
export type Stage = 'redeem' | 'login';

/** Codes that say no more than that a stored sign-in is over: a sign-in under way is simply begun anew. */
const OVER = new Set<ErrorCode>(['reconnect-required', 'session-expired']);

/** The code for an answer of Entra: by number, else by OAuth's own words. */
export function codeOf(failure: OAuthFailure, stage: Stage): ErrorCode {
  const meanings = failure.codes.map(meaningOf).filter((code) => code !== undefined);
  // Of several numbers the one that says why.
  const code =
    meanings.find((meaning) => meaning !== 'reconnect-required') ??
    meanings[0] ??
    OAUTH.get(failure.suberror ?? '') ??
    OAUTH.get(failure.error) ??
    (INTERACTION.has(failure.error) ? 'reconnect-required' : 'sign-in-failed');
  if (stage === 'redeem') return OVER.has(code) ? 'sign-in-failed' : code;
  // Whose consent is asked for again has to be at a browser; without a number nobody knows what was denied.
  if (code === 'consent-declined') return meanings.length > 0 ? 'reconnect-required' : 'sign-in-failed';
  return code;
}

/** The answer as an error. Its cause names the numbers alone: descriptions contain the person's address. */
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

/** The numbers of an `error_description`: an authorization response carries them nowhere else. */
export const numbersIn = (description: string): number[] =>
  [...description.matchAll(/AADSTS(\d+)/g)].map(([, number]) => Number(number));

/** An exception of MSAL that no answer of the server explains. */
export function fromMsal(error: unknown, stage: Stage): MailError {
  // Also thrown by MSAL itself where the cache holds no refresh token.
  if (error instanceof InteractionRequiredAuthError && stage === 'login') {
    return new MailError('reconnect-required', { cause: error });
  }
  const errorCode = error instanceof Error && 'errorCode' in error ? String(error.errorCode) : '';
  if (errorCode === 'nonce_mismatch' || errorCode === 'state_mismatch') {
    return new MailError('state-invalid', { cause: error });
  }
  // Discovery failed; MSAL keeps the reason to itself.
  const unreachable = ['endpoints_resolution_error', 'openid_config_error', 'network_error'].includes(
    errorCode,
  );
  return new MailError(unreachable ? 'server-unreachable' : 'sign-in-failed', { cause: error });
}
