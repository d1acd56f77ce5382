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
}

const rule = (
  whose: ErrorRule['whose'],
  reaction: Reaction,
  state: AccountState | null,
  status: number,
): ErrorRule => ({ whose, reaction, state, status });

/** The one table: code → whose problem it is, what the worker does, the account's state, the HTTP status. */
export const ERROR_RULES: Record<ErrorCode, ErrorRule> = {
  'consent-declined': rule('user', 'give-up', null, 400),
  'admin-consent-required': rule('admin', 'blocked', 'blocked', 400),
  'redirect-mismatch': rule('admin', 'give-up', null, 400),
  'client-secret-invalid': rule('admin', 'blocked', 'blocked', 400),
  'client-secret-expired': rule('admin', 'blocked', 'blocked', 400),
  'client-unknown': rule('admin', 'blocked', 'blocked', 400),
  'account-type-not-allowed': rule('admin', 'give-up', 'blocked', 400),
  'conditional-access': rule('user', 'reconnect', 'reconnect', 400),
  'reconnect-required': rule('user', 'reconnect', 'reconnect', 400),
  'sign-in-failed': rule('user', 'retry', 'unreachable', 400),
  'no-refresh-token': rule('user', 'give-up', null, 400),
  'state-invalid': rule('user', 'give-up', null, 400),
  'state-expired': rule('user', 'give-up', null, 400),
  'wrong-mailbox': rule('user', 'give-up', null, 400),
  'provider-not-configured': rule('admin', 'blocked', 'blocked', 400),
  'provider-disabled': rule('admin', 'blocked', 'blocked', 400),
  'server-unreachable': rule('server', 'retry', 'unreachable', 503),
  'server-unavailable': rule('server', 'retry', 'unreachable', 503),
  'mailbox-unavailable': rule('admin', 'retry', 'unavailable', 503),
  'token-rejected': rule('server', 'retry', 'unreachable', 503),
  throttled: rule('server', 'retry', 'throttled', 503),
  'folder-gone': rule('nobody', 'reset', null, 404),
  'message-gone': rule('nobody', 'give-up', null, 404),
  'connection-lost': rule('server', 'retry', 'unreachable', 503),
  'message-unreadable': rule('nobody', 'give-up', null, 422),
  'smtp-disabled': rule('admin', 'give-up', 'receive-only', 400),
  'smtp-auth-failed': rule('user', 'give-up', null, 400),
  'send-as-denied': rule('admin', 'give-up', null, 400),
  'recipient-rejected': rule('user', 'give-up', null, 400),
  'message-rejected': rule('user', 'give-up', null, 400),
  'message-too-large': rule('user', 'give-up', null, 413),
  'too-many-recipients': rule('user', 'give-up', null, 400),
  'send-unclear': rule('user', 'give-up', null, 409),
  'invalid-input': rule('user', 'give-up', null, 400),
  'invalid-client-id': rule('user', 'give-up', null, 400),
  'invalid-client-secret': rule('user', 'give-up', null, 400),
  'invalid-tenant': rule('admin', 'blocked', 'blocked', 400),
  'invalid-server': rule('admin', 'blocked', 'blocked', 400),
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

/** Any thrown value as a {@link MailError}; what is not ours becomes `internal` with the original as its cause. */
export function asMailError(error: unknown): MailError {
  return error instanceof MailError ? error : new MailError('internal', { cause: error });
}
