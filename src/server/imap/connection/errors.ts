import { isUntrusted, MailError } from '../../errors';
import type { ErrorCode } from '../../../common';

/** The properties with which imapflow and Node's sockets describe a fault; any of them may be missing. */
interface ImapFault {
  code?: string;
  message?: string;
  /** Text of a tagged NO or BAD. */
  responseText?: string;
  responseStatus?: string;
  /** Response code of a failed AUTHENTICATE (RFC 3501 §7.1), e.g. `UNAVAILABLE`. */
  serverResponseCode?: string;
  response?: unknown;
  /** Text of the untagged BYE before the connection closed. */
  reason?: string;
  authenticationFailed?: boolean;
  mailboxMissing?: boolean;
}

/** What is known about the connection at the time of a fault. */
export interface FaultContext {
  /** The connection failed before a login. */
  connecting?: boolean;
  /** Text of the last untagged BYE. */
  byeReason?: string;
  /** A folder was being opened, so a refusal is about that folder. */
  opening?: boolean;
}

/** Name resolution, TCP or TLS failed: we never got to talk to the server. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
]);

/** The connection existed and was lost. */
const LOST = new Set([
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
  'ETIMEOUT',
  'ETIMEDOUT',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'LockTimeout',
  'DownloadIncomplete',
]);

/**
 * Server texts that say more than their status; the first match decides. From Exchange Online unless noted otherwise.
 */
const TEXTS: Array<[RegExp, ErrorCode]> = [
  [/authenticated but not connected/i, 'mailbox-unavailable'],
  // imapflow's own: the server offers no SASL mechanism for tokens.
  [/Unsupported authentication mechanism/i, 'xoauth2-missing'],
  [/AccessTokenExpired|Session invalidated|token (has )?expired/i, 'token-rejected'],
  [/\[?\bUNAVAILABLE\b\]?|Server (is )?(busy|unavailable)|try again later/i, 'server-unavailable'],
  // RFC 5530: another client has locked the mailbox, or we have too many connections.
  [/\[?\b(INUSE|LIMIT|SERVERBUG)\b\]?|too many .*connections|connection limit/i, 'server-unavailable'],
];

const THROTTLED = /throttled/i;
const BACKOFF = /Backoff Time[:=\s]+(\d+)\s*(milliseconds|ms|seconds|s)?/i;
/** RFC 5530 NONEXISTENT, RFC 3501 TRYCREATE, and what servers write instead. */
const NO_SUCH_FOLDER = /\b(NONEXISTENT|TRYCREATE)\b|(mailbox|folder) (doesn't|does not|not) exist/i;

/** All texts of the fault in one line. */
function textOf(fault: ImapFault, context: FaultContext): string {
  const response = typeof fault.response === 'string' ? fault.response : '';
  return [
    fault.serverResponseCode,
    fault.responseText,
    response,
    fault.reason,
    context.byeReason,
    fault.message,
  ]
    .filter((part): part is string => typeof part === 'string')
    .join(' ');
}

/**
 * Turns any fault of imapflow, the socket or Exchange into a {@link MailError}.
 *
 * The text is checked before the flags, because imapflow marks everything that fails during AUTHENTICATE as
 * `authenticationFailed`, including a server that is briefly down (`NO [UNAVAILABLE]`).
 */
export function toMailError(error: unknown, context: FaultContext = {}): MailError {
  if (error instanceof MailError) return error;
  const fault: ImapFault = typeof error === 'object' && error !== null ? error : {};
  const text = textOf(fault, context);
  const as = (code: ErrorCode, retryAfter?: number) => new MailError(code, { cause: error, retryAfter });

  if (THROTTLED.test(text)) return as('throttled', backoffOf(text));
  for (const [pattern, code] of TEXTS) if (pattern.test(text)) return as(code);
  if (fault.mailboxMissing || NO_SUCH_FOLDER.test(text)) return as('folder-gone');
  const code = fault.code ?? '';
  if (isUntrusted(code)) return as('server-untrusted');
  if (UNREACHABLE.has(code) || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS'))
    return as('server-unreachable');
  if (LOST.has(code)) return as(context.connecting ? 'server-unreachable' : 'connection-lost');
  if (fault.authenticationFailed) return as('token-rejected');
  // The server refused a command without a known reason: nothing is wrong on our side, so try again later.
  if (fault.responseStatus) return as(context.opening ? 'folder-refused' : 'server-unavailable');
  return as(context.connecting ? 'server-unreachable' : 'internal');
}

/** "Suggested Backoff Time: 92415 milliseconds" in milliseconds. */
function backoffOf(text: string): number | undefined {
  const match = BACKOFF.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * (/^s/i.test(match[2] ?? '') ? 1000 : 1);
}
