import { InteractionRequiredAuthError } from '@azure/msal-node';
import type { ErrorCode } from '../../../common';
import { MailError } from '../../errors';

/**
 * Entra's own error numbers, the only stable part of its answers
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
 */
export const AADSTS: ReadonlyMap<number, ErrorCode> = new Map([
  // The redirect URI is not registered, or registered for a single-page app instead of "Web".
  [50011, 'redirect-mismatch'],
  [9002325, 'redirect-mismatch'],
  [9002326, 'redirect-mismatch'],
  [9002327, 'redirect-mismatch'],
  // Nobody, or no admin, has consented; or the registration asks for other permissions now.
  [65001, 'admin-consent-required'],
  [65006, 'admin-consent-required'],
  [90093, 'admin-consent-required'],
  [90094, 'admin-consent-required'],
  [90095, 'admin-consent-required'],
  [65004, 'consent-declined'],
  [7000215, 'client-secret-invalid'],
  [7000218, 'client-secret-invalid'],
  [7000222, 'client-secret-expired'],
  // Unknown in this tenant or cloud, or switched off.
  [700016, 'client-unknown'],
  [7000112, 'client-unknown'],
  [90002, 'invalid-tenant'],
  [900021, 'invalid-tenant'],
  [900023, 'invalid-tenant'],
  // A personal account at an organization's tenant or the other way round, or a guest.
  [50020, 'account-type-not-allowed'],
  [50194, 'account-type-not-allowed'],
  [90072, 'account-type-not-allowed'],
  // The tenant has no Exchange Online.
  [500011, 'mailbox-unavailable'],
  [650052, 'mailbox-unavailable'],
  // Refresh token expired, unused for too long, or revoked (password changed, sessions ended).
  [70008, 'reconnect-required'],
  [700082, 'reconnect-required'],
  [50173, 'reconnect-required'],
  // Multi-factor sign-in or a conditional access policy wants the person.
  [50072, 'conditional-access'],
  [50074, 'conditional-access'],
  [50076, 'conditional-access'],
  [50078, 'conditional-access'],
  [50079, 'conditional-access'],
  [50158, 'conditional-access'],
  [53000, 'conditional-access'],
  [53001, 'conditional-access'],
  [53002, 'conditional-access'],
  [53003, 'conditional-access'],
  [53004, 'conditional-access'],
  [50196, 'throttled'],
  [90055, 'throttled'],
  [90033, 'server-unavailable'],
]);

/** RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6: what the number does not already tell. */
const OAUTH: ReadonlyMap<string, ErrorCode> = new Map([
  ['access_denied', 'consent-declined'],
  ['consent_required', 'admin-consent-required'],
  ['invalid_client', 'client-secret-invalid'],
  ['unauthorized_client', 'client-unknown'],
  ['temporarily_unavailable', 'server-unavailable'],
  ['server_error', 'server-unavailable'],
]);

/** Ask for the person, whatever the number. */
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

/** The code for an answer of Entra: by number, else by OAuth's own words. */
export function codeOf(failure: OAuthFailure, stage: Stage): ErrorCode {
  for (const number of failure.codes) {
    const code = AADSTS.get(number);
    if (code) return code;
  }
  const code = OAUTH.get(failure.suberror ?? '') ?? OAUTH.get(failure.error);
  if (code) return code;
  return stage === 'login' && INTERACTION.has(failure.error) ? 'reconnect-required' : 'sign-in-failed';
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
