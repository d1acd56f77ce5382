import type { ErrorCode } from '../../common';
import { MailError } from '../errors';

/** What nodemailer puts on its errors. Its `code` says too little (454 and 535 are both EAUTH): `responseCode` decides. */
interface SmtpFailure {
  message?: string;
  code?: string;
  response?: string;
  responseCode?: number;
  command?: string;
  recipient?: string;
  rejected?: string[];
}

/** Node's texts for a certificate of another name, of an unknown authority, or too old. */
const UNTRUSTED = /certificate|altnames/i;

/** How far a submission had come when it failed. */
export interface SubmissionProgress {
  /** The server greeted us: it can be reached. */
  connected: boolean;
  /** All of the mail, its final dot included, may have arrived. */
  written: boolean;
}

/**
 * An SMTP failure as a MailError, by reply code (RFC 5321 §4.2) and enhanced status code (RFC 3463). A
 * connection lost after the final dot is `send-unclear`: the server may have taken the mail (RFC 1047).
 */
export function smtpError(error: unknown, progress: SubmissionProgress): MailError {
  if (error instanceof MailError) return error;
  const failure = (error ?? {}) as SmtpFailure;
  const options = { cause: error };
  if (!failure.responseCode) {
    if (failure.code === 'EMESSAGE' && failure.command === 'MAIL FROM')
      return new MailError('message-too-large', options);
    if (failure.code === 'ESTREAM') return new MailError('internal', options);
    if (progress.written) return new MailError('send-unclear', options);
    // Of node's own codes for it nodemailer keeps the text alone.
    if (!progress.connected && UNTRUSTED.test(failure.message ?? ''))
      return new MailError('server-untrusted', options);
    return new MailError(progress.connected ? 'connection-lost' : 'server-unreachable', options);
  }
  const response = failure.response ?? '';
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '';
  if (failure.responseCode < 500) return temporary(failure.responseCode, status, response, error);
  // Refused before anything was said: by the greeting, or a server without TLS.
  if (failure.code === 'ETLS' || failure.command === 'STARTTLS')
    return new MailError('server-unreachable', options);
  if (['CONN', 'EHLO', 'HELO'].includes(failure.command ?? ''))
    return new MailError('server-unavailable', options);
  // The mechanism is not there (RFC 4954 §4), or the whole command.
  if (failure.command?.startsWith('AUTH') && [500, 502, 503, 504].includes(failure.responseCode))
    return new MailError('xoauth2-missing', options);
  if (failure.command?.startsWith('AUTH')) return refusedLogin(status, response, error);
  return refused(failure, status, response);
}

function temporary(code: number, status: string, response: string, cause: unknown): MailError {
  const throttled =
    code === 432 || /^4\.7\.5\d\d$/.test(status) || /thrott|too many|rate limit|concurrent/i.test(response);
  return new MailError(throttled ? 'throttled' : 'server-unavailable', { cause });
}

/** SMTP AUTH switched off for the tenant or the mailbox is another matter than a bad token. */
function refusedLogin(status: string, response: string, cause: unknown): MailError {
  // 5.7.139 alone says no more than that: conditional access answers with it as well.
  const disabled =
    /SmtpClientAuth\w* is disabled/i.test(response) || (status === '5.7.139' && /disabled/i.test(response));
  return new MailError(disabled ? 'smtp-disabled' : 'smtp-auth-failed', { cause });
}

/**
 * Exchange Online's recipient rate limit: "550 5.1.90 Your message can't be sent because you've reached your daily
 * limit for message recipients". It refuses for good what goes again a day later.
 */
const LIMIT_REACHED = /\b5\.1\.90\b|daily limit for message recipients|recipient rate limit/i;

function refused(failure: SmtpFailure, status: string, response: string): MailError {
  const options = { cause: failure, params: { status: status || String(failure.responseCode) } };
  if (status === '5.7.60' || /SendAsDenied/i.test(response)) return new MailError('send-as-denied', options);
  if (LIMIT_REACHED.test(response)) return new MailError('throttled', options);
  if (failure.responseCode === 552 || status === '5.3.4' || status === '5.2.3')
    return new MailError('message-too-large', options);
  if (failure.command === 'RCPT TO' || status.startsWith('5.1.')) {
    const addresses = (failure.rejected ?? [failure.recipient]).filter(Boolean).join(', ');
    return new MailError('recipient-rejected', { cause: failure, params: { ...options.params, addresses } });
  }
  return new MailError('message-rejected', options);
}

/** Reasons for which a whole outbox can wait. */
export const SERVER_WIDE: ErrorCode[] = [
  'throttled',
  'server-unavailable',
  'server-unreachable',
  'server-untrusted',
  'xoauth2-missing',
];

/** Whether what failed would fail for every other mail too: the server, the connection or the sign-in, not the mail. */
export function isServerWide({ code, cause }: MailError): boolean {
  if (!SERVER_WIDE.includes(code)) return false;
  if (code !== 'server-unavailable') return true;
  // Of a recipient or a mail it says nothing of the others.
  const { responseCode, command = '' } = (cause ?? {}) as SmtpFailure;
  return responseCode === 421 || /^(CONN|EHLO|HELO|STARTTLS|AUTH)\b/.test(command);
}
