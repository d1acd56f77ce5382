import type { ErrorCode } from '../../common';
import { MailError } from '../errors';
import { tooLargeFor } from '../messageSize';
import type { SmtpOffer } from './signIn';

/**
 * The fields that nodemailer adds to its errors. `responseCode` decides, since `code` says too little (454 and 535 are
 * both EAUTH).
 */
interface SmtpFailure {
  message?: string;
  code?: string;
  response?: string;
  responseCode?: number;
  command?: string;
  recipient?: string;
  rejected?: string[];
  rejectedErrors?: SmtpFailure[];
}

/** Node's messages for a certificate with another name, from an unknown authority, or expired. */
const UNTRUSTED = /certificate|altnames/i;

/** How far a submission got before it failed. */
export interface SubmissionProgress {
  /** The server greeted us, so it is reachable. */
  connected: boolean;
  /** The complete message, including its final dot, may have arrived. */
  written: boolean;
  /** What the server offers, once it has said so. */
  offer?: SmtpOffer;
  /** MAIL FROM, for a sentence that names it. */
  from?: string;
}

/**
 * Turns an SMTP failure into a MailError, by reply code (RFC 5321 §4.2) and enhanced status code (RFC 3463). A
 * connection lost after the final dot is `send-unclear`: the server may have accepted the message (RFC 1047).
 */
export function smtpError(error: unknown, progress: SubmissionProgress): MailError {
  if (error instanceof MailError) return error;
  const failure = (error ?? {}) as SmtpFailure;
  const options = { cause: error };
  if (!failure.responseCode) {
    if (failure.code === 'EMESSAGE' && failure.command === 'MAIL FROM')
      return tooLargeFor(progress.offer?.maxMessageSize ?? null, options);
    if (failure.code === 'ESTREAM') return new MailError('internal', options);
    if (progress.written) return new MailError('send-unclear', options);
    // nodemailer keeps only the text of Node's error, not its code.
    if (!progress.connected && UNTRUSTED.test(failure.message ?? ''))
      return new MailError('server-untrusted', options);
    return new MailError(progress.connected ? 'connection-lost' : 'server-unreachable', options);
  }
  const response = failure.response ?? '';
  const status = statusOf(response);
  if (failure.responseCode < 500) return temporary(failure, status, response);
  // Refused before anything was sent: by the greeting, or by a server without TLS.
  if (failure.code === 'ETLS' || failure.command === 'STARTTLS')
    return new MailError('server-unreachable', options);
  if (['CONN', 'EHLO', 'HELO'].includes(failure.command ?? ''))
    return new MailError('server-unavailable', options);
  // The server doesn't support the mechanism (RFC 4954 §4), or the command at all.
  if (failure.command?.startsWith('AUTH') && [500, 502, 503, 504].includes(failure.responseCode))
    return new MailError('xoauth2-missing', options);
  if (failure.command?.startsWith('AUTH')) return refusedLogin(status, response, error);
  return refused(failure, status, response, progress.from);
}

/**
 * Concerns only this message: it has more recipients than the server accepts at a time (RFC 5321 §4.5.3.1.10). The
 * reply's text resembles that of a busy server.
 */
const isFull = ({ responseCode, command }: SmtpFailure, status: string): boolean =>
  responseCode === 452 && (status === '4.5.3' || (status === '' && command === 'RCPT TO'));

function temporary(failure: SmtpFailure, status: string, response: string): MailError {
  const throttled =
    failure.responseCode === 432 ||
    /^4\.7\.5\d\d$/.test(status) ||
    /thrott|too many|rate limit|concurrent/i.test(response);
  const code = throttled && !isFull(failure, status) ? 'throttled' : 'server-unavailable';
  return new MailError(code, { cause: failure });
}

/** Distinguishes SMTP AUTH disabled for the tenant or the mailbox from a bad token. */
function refusedLogin(status: string, response: string, cause: unknown): MailError {
  // 5.7.139 alone doesn't tell: conditional access answers with it too.
  const disabled =
    /SmtpClientAuth\w* is disabled/i.test(response) || (status === '5.7.139' && /disabled/i.test(response));
  return new MailError(disabled ? 'smtp-disabled' : 'smtp-auth-failed', { cause });
}

const MINUTE = 60_000;

/**
 * The daily limit of the mailbox, or of its whole organization, is used up: Exchange refuses permanently what would be
 * accepted again within 24 hours. The word after `STOREDRV.Submission.Exception:` is the cause of a 5.2.0.
 */
const LIMIT_REACHED =
  /\b5\.1\.90\b|daily limit for message recipients|recipient rate limit|SubmissionQuotaExceeded|RefuseQuota/i;
/** A limit of the whole organization (Exchange: TERRL). */
const GROUP_LIMIT = /^5\.7\.23[23]$/;
/**
 * The sender may not send to anyone until an administrator acts: it is on Microsoft's list of restricted entities, or
 * its organization or network is blocked.
 */
const SENDER_BLOCKED = /bad outbound sender|OutboundSpamException/i;
const BLOCKED_STATUS = /^5\.(?:1\.8|7\.50[1-3]|7\.70[58])$/;

/** Milliseconds before trying again. Each attempt may prolong a block. */
const ASK_AGAIN = { limit: 30 * MINUTE, blocked: 60 * MINUTE };

function refused(failure: SmtpFailure, status: string, response: string, from = ''): MailError {
  const options = { cause: failure, params: { status: status || String(failure.responseCode) } };
  if (status === '5.7.60' || /SendAsDenied/i.test(response)) return new MailError('send-as-denied', options);
  if (LIMIT_REACHED.test(response) || GROUP_LIMIT.test(status))
    return new MailError('throttled', { ...options, retryAfter: ASK_AGAIN.limit });
  if (BLOCKED_STATUS.test(status) || SENDER_BLOCKED.test(response))
    return new MailError('sending-blocked', { ...options, retryAfter: ASK_AGAIN.blocked });
  if (failure.responseCode === 552 || status === '5.3.4' || status === '5.2.3')
    return new MailError('message-too-large', options);
  // RFC 3463 §3.2 assigns X.1.7 to the sender, and a reply to MAIL FROM can't be about a recipient.
  if (status === '5.1.7' || (failure.command === 'MAIL FROM' && status.startsWith('5.1.')))
    return new MailError('sender-rejected', { cause: failure, params: { ...options.params, address: from } });
  if (failure.command === 'RCPT TO' || status.startsWith('5.1.')) {
    const addresses = (failure.rejected ?? [failure.recipient]).filter(Boolean).join(', ');
    return new MailError('recipient-rejected', { cause: failure, params: { ...options.params, addresses } });
  }
  return new MailError('message-rejected', options);
}

/** Recipients that were refused while the message was accepted for others. */
export interface Refusals {
  /** Refused permanently. */
  rejected: string[];
  /** Refused for now: they get the message in another transaction. */
  deferred: string[];
  /** The server merely accepts no more recipients at a time: the next transaction may begin immediately. */
  full: boolean;
}

/** The refusals that nodemailer reports for an accepted message. */
export function refusalsOf({ rejected = [], rejectedErrors = [] }: Partial<SmtpFailure>): Refusals {
  const later = rejectedErrors.filter(({ responseCode = 0 }) => responseCode >= 400 && responseCode < 500);
  const deferred = later.flatMap(({ recipient }) => recipient ?? []);
  return {
    rejected: rejected.map(String).filter((address) => !deferred.includes(address)),
    deferred,
    full: later.every((failure) => isFull(failure, statusOf(failure.response))),
  };
}

/** The enhanced status code (RFC 3463) of a reply; '' if there is none. */
const statusOf = (response = ''): string => /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '';

/** Reasons that can make a whole outbox wait. */
export const SERVER_WIDE: ErrorCode[] = [
  'throttled',
  'sending-blocked',
  'server-unavailable',
  'server-unreachable',
  'server-untrusted',
  'xoauth2-missing',
];

/**
 * Whether every other message would fail too: the problem is the server, the connection or the sign-in, not the
 * message.
 */
export function isServerWide({ code, cause }: MailError): boolean {
  if (!SERVER_WIDE.includes(code)) return false;
  if (code !== 'server-unavailable') return true;
  // For a single recipient or message, `server-unavailable` says nothing about the others.
  const { responseCode, command = '' } = (cause ?? {}) as SmtpFailure;
  return responseCode === 421 || /^(CONN|EHLO|HELO|STARTTLS|AUTH)\b/.test(command);
}

/** Whether the failure affects the whole organization and not just this mailbox. */
export const isGroupWide = ({ code, cause }: MailError): boolean =>
  code === 'throttled' && GROUP_LIMIT.test(statusOf((cause as SmtpFailure | undefined)?.response));
