import type { AccountState, ErrorCode } from '../common';

/** What a worker does after an error: try again later, ask the user, reseed the folder, or stop for good. */
export type Reaction = 'retry' | 'reconnect' | 'blocked' | 'reset' | 'give-up';

interface ErrorRule {
  /** Who can mend it. */
  whose: 'user' | 'admin' | 'server' | 'nobody';
  reaction: Reaction;
  /** Account state while this is the reason; null where the error does not concern the whole account. */
  state: AccountState | null;
  /** HTTP status where the error answers a request. */
  status: number;
  /** Seldom mended within seconds: tried again after minutes, not seconds. */
  slow?: boolean;
}

const rule = (
  whose: ErrorRule['whose'],
  reaction: Reaction,
  state: AccountState | null,
  status: number,
  options: Pick<ErrorRule, 'slow'> = {},
): ErrorRule => ({ whose, reaction, state, status, ...options });

const SLOW = { slow: true };

/**
 * The one table: code → whose problem it is, what the worker does, the account's state, the HTTP status.
 *
 * `reconnect` and `blocked` wait for somebody to act, without one attempt; `retry` always comes back by
 * itself, however long it takes. What is not known is a `retry`: nobody signs in again for an outage.
 */
export const ERROR_RULES: Record<ErrorCode, ErrorRule> = {
  'consent-declined': rule('user', 'give-up', null, 400),
  'admin-consent-required': rule('admin', 'blocked', 'blocked', 400),
  'redirect-mismatch': rule('admin', 'blocked', 'blocked', 400),
  'client-secret-invalid': rule('admin', 'blocked', 'blocked', 400),
  'client-secret-expired': rule('admin', 'blocked', 'blocked', 400),
  'client-unknown': rule('admin', 'blocked', 'blocked', 400),
  'account-type-not-allowed': rule('admin', 'blocked', 'blocked', 400),
  'conditional-access': rule('admin', 'blocked', 'blocked', 400),
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
  'wrong-tenant': rule('admin', 'blocked', 'blocked', 400),
  'wrong-cloud': rule('admin', 'blocked', 'blocked', 400),
  'provider-not-configured': rule('admin', 'blocked', 'blocked', 400),
  'provider-disabled': rule('admin', 'blocked', 'blocked', 400),
  'server-unreachable': rule('server', 'retry', 'unreachable', 503),
  'server-unavailable': rule('server', 'retry', 'unreachable', 503),
  'mailbox-unavailable': rule('admin', 'retry', 'unavailable', 503, SLOW),
  'token-rejected': rule('server', 'retry', 'unreachable', 503),
  throttled: rule('server', 'retry', 'throttled', 503),
  'folder-gone': rule('nobody', 'reset', null, 404),
  'message-gone': rule('nobody', 'give-up', null, 404),
  'connection-lost': rule('server', 'retry', 'unreachable', 503),
  'server-untrusted': rule('admin', 'retry', 'unreachable', 503, SLOW),
  'xoauth2-missing': rule('admin', 'retry', 'unreachable', 503, SLOW),
  'shared-mailbox-denied': rule('admin', 'retry', 'unavailable', 400, SLOW),
  'message-unreadable': rule('nobody', 'give-up', null, 422),
  'message-refused': rule('server', 'give-up', null, 422),
  'message-breaks-connection': rule('server', 'give-up', null, 422),
  'message-not-storable': rule('nobody', 'give-up', null, 422),
  'smtp-disabled': rule('admin', 'give-up', 'receive-only', 400),
  'smtp-auth-failed': rule('user', 'give-up', null, 400),
  'send-as-denied': rule('admin', 'give-up', 'receive-only', 400),
  'sender-gone': rule('user', 'give-up', null, 400),
  'recipient-rejected': rule('user', 'give-up', null, 400),
  'message-rejected': rule('user', 'give-up', null, 400),
  'message-too-large': rule('user', 'give-up', null, 413),
  'too-many-recipients': rule('user', 'give-up', null, 400),
  'send-unclear': rule('user', 'give-up', null, 409),
  'invalid-input': rule('user', 'give-up', null, 400),
  'invalid-address': rule('user', 'give-up', null, 400),
  'address-exists': rule('user', 'give-up', null, 409),
  'invalid-client-id': rule('user', 'give-up', null, 400),
  'invalid-client-secret': rule('user', 'give-up', null, 400),
  'invalid-tenant': rule('admin', 'blocked', 'blocked', 400),
  'invalid-server': rule('admin', 'blocked', 'blocked', 400),
  'invalid-expiry': rule('user', 'give-up', null, 400),
  'unknown-variable': rule('admin', 'blocked', 'blocked', 400),
  'redirect-insecure': rule('admin', 'give-up', null, 400),
  'redirect-unreachable': rule('admin', 'give-up', null, 400),
  'origin-differs': rule('admin', 'give-up', null, 400),
  'not-checkable': rule('nobody', 'give-up', null, 400),
  'not-found': rule('user', 'give-up', null, 404),
  forbidden: rule('user', 'give-up', null, 403),
  internal: rule('nobody', 'retry', 'unreachable', 500),
};

export interface MailErrorOptions {
  /** What lies behind it: for the log only, never for an answer. */
  cause?: unknown;
  /** Milliseconds the server asked us to wait. */
  retryAfter?: number;
  /** Values for the sentence in the locale files, safe to show. */
  params?: Record<string, string | number>;
}

/** The plugin's own error: a code from {@link ERROR_RULES}, what to fill into its sentence, and the cause for the log. */
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

  /** Read by the host's error handler: what a person can mend is no fault of the app. */
  get logLevel(): 'info' | 'warn' | 'error' {
    if (this.code === 'internal') return 'error';
    return this.rule.status >= 500 ? 'warn' : 'info';
  }
}

/** Whether a code of Node's says that a certificate is of another name, of an unknown authority, or out of its time. */
export const isUntrusted = (code: string): boolean =>
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET_ISSUER))/.test(code);

/** Any thrown value as a {@link MailError}; what is not ours becomes `internal` with the original as its cause. */
export function asMailError(error: unknown): MailError {
  return error instanceof MailError ? error : new MailError('internal', { cause: error });
}

/**
 * For the log: what lies behind an error, as a text. Never the error itself: one of the database's holds the whole
 * statement, and with it a mail or a token, one of imapflow's the command.
 */
export function causeText(error: unknown): string {
  const { cause, code } = asMailError(error);
  if (cause === undefined || typeof cause === 'string') return cause ?? '';
  const { message = '', responseText, stack } = cause as Partial<Error> & { responseText?: string };
  const trace = code === 'internal' ? stack : undefined;
  // Sequelize's stacks are of where it was asked, without what the database said.
  return [responseText, trace?.includes(message) ? '' : message, trace].filter(Boolean).join(' ');
}
