/**
 * Every reason the product can give, by code. The server's `errors.ts` says what to do about each; the
 * locale files hold the sentence a person reads, under the key `error.<code>`.
 */
export const ERROR_CODES = [
  // sign-in and credentials
  'consent-declined',
  'admin-consent-required',
  'redirect-mismatch',
  'client-secret-invalid',
  'client-secret-expired',
  'client-unknown',
  'account-type-not-allowed',
  'conditional-access',
  'reconnect-required',
  'sign-in-failed',
  'no-refresh-token',
  'state-invalid',
  'state-expired',
  'wrong-mailbox',
  'provider-not-configured',
  'provider-disabled',
  // the mail server
  'server-unreachable',
  'server-unavailable',
  'mailbox-unavailable',
  'token-rejected',
  'throttled',
  'folder-gone',
  'message-gone',
  'connection-lost',
  'message-unreadable',
  // sending
  'smtp-disabled',
  'smtp-auth-failed',
  'send-as-denied',
  'recipient-rejected',
  'message-rejected',
  'message-too-large',
  'too-many-recipients',
  'send-unclear',
  // input
  'invalid-input',
  'invalid-client-id',
  'invalid-client-secret',
  'invalid-tenant',
  'invalid-server',
  'not-found',
  'forbidden',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
