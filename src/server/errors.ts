import type { ErrorCode } from '../common';
import { rule, SLOW, type ErrorRule } from './errorRule';
import { MICROSOFT_ERRORS } from './providers/microsoft/errorRules';

/**
 * The table of all errors: code → who can fix it, what the worker does, the account's state, the HTTP status.
 *
 * `reconnect` and `blocked` wait for somebody to act, without a single attempt; `retry` always tries again
 * automatically, however long it takes. Unknown errors are a `retry`, so that nobody has to sign in again because of an
 * outage.
 */
export const ERROR_RULES: Record<ErrorCode, ErrorRule> = {
  ...MICROSOFT_ERRORS,
  'consent-declined': rule('user', 'give-up', null, 400),
  'redirect-mismatch': rule('admin', 'blocked', 'blocked', 400),
  'client-secret-invalid': rule('admin', 'blocked', 'blocked', 400),
  'client-unknown': rule('admin', 'blocked', 'blocked', 400),
  'user-disabled': rule('admin', 'blocked', 'blocked', 400),
  'mfa-required': rule('user', 'reconnect', 'reconnect', 400),
  'reconnect-required': rule('user', 'reconnect', 'reconnect', 400),
  'session-expired': rule('user', 'reconnect', 'reconnect', 400),
  'password-changed': rule('user', 'reconnect', 'reconnect', 400),
  'sign-in-failed': rule('user', 'retry', 'unreachable', 400, SLOW),
  'no-refresh-token': rule('user', 'give-up', null, 400),
  'state-invalid': rule('user', 'give-up', null, 400),
  'state-expired': rule('user', 'give-up', null, 400),
  'wrong-mailbox': rule('user', 'give-up', null, 400),
  'provider-not-configured': rule('admin', 'blocked', 'blocked', 400),
  'provider-disabled': rule('admin', 'blocked', 'blocked', 400),
  'server-unreachable': rule('server', 'retry', 'unreachable', 503),
  'server-unavailable': rule('server', 'retry', 'unreachable', 503),
  'mailbox-unavailable': rule('admin', 'retry', 'unavailable', 503, SLOW),
  'token-rejected': rule('server', 'retry', 'unreachable', 503),
  throttled: rule('server', 'retry', 'throttled', 503),
  'folder-gone': rule('nobody', 'reset', null, 404),
  'folder-refused': rule('server', 'retry', null, 503),
  'folder-breaks-connection': rule('server', 'retry', null, 503),
  'inbox-refused': rule('user', 'retry', 'unavailable', 503, SLOW),
  'message-gone': rule('nobody', 'give-up', null, 404),
  'connection-lost': rule('server', 'retry', 'unreachable', 503),
  'server-untrusted': rule('admin', 'retry', 'unreachable', 503, SLOW),
  'xoauth2-missing': rule('admin', 'retry', 'unreachable', 503, SLOW),
  'message-unreadable': rule('nobody', 'give-up', null, 422),
  'message-refused': rule('server', 'give-up', null, 422),
  'message-breaks-connection': rule('server', 'give-up', null, 422),
  'message-not-storable': rule('nobody', 'give-up', null, 422),
  'message-not-convertible': rule('server', 'give-up', null, 422),
  'attachment-unavailable': rule('server', 'retry', null, 503, SLOW),
  'smtp-auth-failed': rule('user', 'give-up', null, 400),
  'send-as-denied': rule('admin', 'give-up', 'receive-only', 400),
  'sending-blocked': rule('admin', 'retry', 'receive-only', 503, SLOW),
  'sender-gone': rule('user', 'give-up', null, 400),
  'sender-rejected': rule('user', 'give-up', null, 400),
  'recipient-rejected': rule('user', 'give-up', null, 400),
  'address-not-supported': rule('user', 'give-up', null, 400),
  'message-rejected': rule('user', 'give-up', null, 400),
  'message-too-large': rule('user', 'give-up', null, 413),
  'too-many-recipients': rule('user', 'give-up', null, 400),
  'send-unclear': rule('user', 'give-up', null, 409),
  'text-too-long': rule('user', 'give-up', null, 413),
  'quote-too-long': rule('user', 'give-up', null, 413),
  'already-sent': rule('user', 'give-up', null, 409),
  'already-accepted': rule('user', 'give-up', null, 409),
  'outbox-full': rule('user', 'give-up', null, 429),
  'drafts-full': rule('user', 'give-up', null, 429),
  'templates-full': rule('user', 'give-up', null, 429),
  'groups-full': rule('user', 'give-up', null, 429),
  'labels-full': rule('user', 'give-up', null, 429),
  'notes-full': rule('user', 'give-up', null, 429),
  'todos-full': rule('user', 'give-up', null, 429),
  'label-exists': rule('user', 'give-up', null, 409),
  'campaigns-full': rule('user', 'give-up', null, 429),
  'campaign-changed': rule('user', 'give-up', null, 409),
  'campaign-empty': rule('user', 'give-up', null, 400),
  'uploads-full': rule('user', 'give-up', null, 413),
  'unsubscribe-failed': rule('server', 'give-up', null, 502),
  'invalid-input': rule('user', 'give-up', null, 400),
  'method-not-allowed': rule('user', 'give-up', null, 405),
  'invalid-address': rule('user', 'give-up', null, 400),
  'address-exists': rule('user', 'give-up', null, 409),
  'invalid-client-id': rule('user', 'give-up', null, 400),
  'invalid-client-secret': rule('user', 'give-up', null, 400),
  'invalid-server': rule('admin', 'blocked', 'blocked', 400),
  'invalid-expiry': rule('user', 'give-up', null, 400),
  'unknown-variable': rule('admin', 'blocked', 'blocked', 400),
  'redirect-insecure': rule('admin', 'give-up', null, 400),
  'redirect-unreachable': rule('admin', 'give-up', null, 400),
  'origin-differs': rule('admin', 'give-up', null, 400),
  'not-checkable': rule('nobody', 'give-up', null, 400),
  'confirm-permanent': rule('user', 'give-up', null, 409),
  'not-found': rule('user', 'give-up', null, 404),
  forbidden: rule('user', 'give-up', null, 403),
  'sql-refused': rule('admin', 'give-up', null, 400),
  'host-unsupported': rule('admin', 'give-up', null, 503),
  'upgrade-needed': rule('admin', 'give-up', null, 503),
  internal: rule('nobody', 'retry', 'unreachable', 500),
};

export interface MailErrorOptions {
  /** The underlying error: for the log only, never for an answer. */
  cause?: unknown;
  /** Milliseconds the server asked us to wait. */
  retryAfter?: number;
  /** Values to fill into the sentence in the locale files, safe to show. */
  params?: Record<string, string | number>;
}

/** The plugin's own error: a code from {@link ERROR_RULES}, values for its sentence, and the cause for the log. */
export class MailError extends Error {
  readonly code: ErrorCode;
  readonly retryAfter?: number;
  readonly params: Record<string, string | number>;

  constructor(code: ErrorCode, options: MailErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'MailError';
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.params = options.params ?? {};
  }

  get rule(): ErrorRule {
    return ERROR_RULES[this.code];
  }

  /** Read by the host's error handler. An error that people can fix isn't the app's fault. */
  get logLevel(): 'info' | 'warn' | 'error' {
    if (this.code === 'internal') return 'error';
    return this.rule.status >= 500 ? 'warn' : 'info';
  }
}

/**
 * Whether a Node error code says that a certificate is for another name, from an unknown authority, or outside its
 * validity period.
 */
export const isUntrusted = (code: string): boolean =>
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET_ISSUER))/.test(code);

/** Any thrown value as a {@link MailError}; other errors become `internal` with the original as their cause. */
export function asMailError(error: unknown): MailError {
  return error instanceof MailError ? error : new MailError('internal', { cause: error });
}

/**
 * Describes the cause of an error for the log. The error itself must never be logged: a database error contains the
 * whole statement, and with it a message or a token; one from imapflow contains the command.
 */
export function causeText(error: unknown): string {
  const { cause, code } = asMailError(error);
  if (cause === undefined || typeof cause === 'string') return cause ?? '';
  const { message = '', responseText, stack } = cause as Partial<Error> & { responseText?: string };
  const trace = code === 'internal' ? stack : undefined;
  // Sequelize's stacks show where the query was made, without the database's own message.
  return [responseText, trace?.includes(message) ? '' : message, trace].filter(Boolean).join(' ');
}
