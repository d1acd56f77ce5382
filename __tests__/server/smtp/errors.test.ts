import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/common';
import { MailError } from '../../../src/server/errors';
import {
  isGroupWide,
  isServerWide,
  refusalsOf,
  SERVER_WIDE,
  smtpError,
} from '../../../src/server/smtp/errors';

const before = { connected: true, written: false };
const after = { connected: true, written: true };
const reply = (responseCode: number, text: string, command = 'MAIL FROM') => ({
  responseCode,
  response: `${responseCode} ${text}`,
  command,
});

describe('smtpError', () => {
  it.each<[ErrorCode, Record<string, unknown>]>([
    [
      'smtp-disabled',
      reply(
        535,
        '5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
        'AUTH X',
      ),
    ],
    ['smtp-auth-failed', reply(535, '5.7.3 Authentication unsuccessful', 'AUTH X')],
    [
      'smtp-auth-failed',
      reply(
        535,
        '5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.',
        'AUTH X',
      ),
    ],
    ['xoauth2-missing', reply(504, '5.7.4 Unrecognized authentication type', 'AUTH X')],
    ['server-unavailable', reply(454, '4.7.0 Temporary authentication failure', 'AUTH X')],
    ['throttled', reply(432, '4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded')],
    ['throttled', reply(451, '4.7.500 Server busy. Please try again later')],
    [
      'throttled',
      reply(
        550,
        "5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
        'DATA',
      ),
    ],
    ['throttled', reply(550, '5.1.90 Recipient rate limit exceeded', 'RCPT TO')],
    ['server-unavailable', reply(451, '4.3.0 Mail server temporarily rejected message')],
    ['server-unavailable', reply(421, '4.3.2 Service not available', 'CONN')],
    [
      'send-as-denied',
      reply(550, '5.7.60 SMTP; Client does not have permissions to send as this sender', 'DATA'),
    ],
    ['send-as-denied', reply(554, '5.2.252 SendAsDenied; a@x not allowed to send as b@x', 'DATA')],
    ['recipient-rejected', reply(550, '5.1.10 RESOLVER.ADR.RecipientNotFound', 'RCPT TO')],
    ['recipient-rejected', reply(501, '5.1.3 Invalid address', 'RCPT TO')],
    ['recipient-rejected', reply(550, '5.4.1 Recipient address rejected: Access denied', 'RCPT TO')],
    ['message-too-large', reply(552, '5.3.4 Message size exceeds fixed maximum message size')],
    ['message-too-large', reply(550, '5.2.3 RESOLVER.RST.RecipSizeLimit', 'DATA')],
    // Case 30.
    ['sending-blocked', reply(550, '5.1.8 Access denied, bad outbound sender. For more', 'DATA')],
    ['sending-blocked', reply(550, '5.1.8 Access denied, bad outbound sender', 'MAIL FROM')],
    ['sending-blocked', reply(550, '5.1.8 Access denied', 'RCPT TO')],
    ['sender-rejected', reply(501, '5.1.7 Invalid address', 'MAIL FROM')],
    ['sender-rejected', reply(550, '5.1.0 Address rejected', 'MAIL FROM')],
    [
      'sending-blocked',
      reply(
        554,
        '5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is Suspend, ShowTierUpgrade.',
        'DATA',
      ),
    ],
    [
      'throttled',
      reply(
        554,
        '5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Actual verdict is RefuseQuota, ShowTierUpgrade.',
        'DATA',
      ),
    ],
    [
      'throttled',
      reply(
        554,
        "5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; the sender's submission quota was exceeded.",
        'DATA',
      ),
    ],
    ['throttled', reply(550, '5.7.233 Your tenant exceeded its daily limit', 'DATA')],
    ['throttled', reply(550, '5.7.232 Your trial tenant exceeded its daily limit', 'DATA')],
    ['sending-blocked', reply(550, '5.7.501 Access denied, spam abuse detected', 'DATA')],
    ['sending-blocked', reply(550, '5.7.708 Access denied, traffic not accepted from this IP', 'DATA')],
    ['server-unavailable', reply(452, '4.5.3 Too many recipients', 'RCPT TO')],
    ['server-unavailable', reply(452, 'Too many recipients', 'RCPT TO')],
    ['throttled', reply(452, '4.3.1 Too many connections from your host', 'MAIL FROM')],
    [
      'smtp-auth-failed',
      reply(550, '5.7.30 Basic authentication is not supported for Client Submission.', 'AUTH X'),
    ],
    [
      'send-as-denied',
      reply(
        554,
        '5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed',
        'DATA',
      ),
    ],
    ['message-rejected', reply(554, '5.2.0 STOREDRV.Submission.Exception:SomethingElse; Failed', 'DATA')],
    ['message-rejected', reply(554, '5.6.0 Corrupt message content', 'DATA')],
    ['message-rejected', reply(550, '5.7.1 refused as spam', 'DATA')],
  ])('%s: %o', (code, failure) => {
    const error = smtpError(failure, before);
    expect(error.code).toBe(code);
    // An answer to the final dot says what became of the mail, too.
    expect(smtpError(failure, after).code).toBe(code);
  });

  it.each<[ErrorCode, Record<string, unknown>, typeof before]>([
    ['send-unclear', { code: 'ECONNECTION' }, after],
    ['send-unclear', { code: 'ETIMEDOUT' }, after],
    ['connection-lost', { code: 'ESOCKET' }, before],
    ['server-unreachable', { code: 'ESOCKET' }, { connected: false, written: false }],
    ['server-unreachable', { code: 'ETLS' }, { connected: false, written: false }],
    [
      'server-untrusted',
      { code: 'ETLS', message: 'Error initiating TLS - self-signed certificate' },
      { connected: false, written: false },
    ],
    ['internal', { code: 'ESTREAM' }, before],
    ['message-too-large', { code: 'EMESSAGE', command: 'MAIL FROM' }, before],
  ])('%s without an answer: %o', (code, failure, progress) =>
    expect(smtpError(failure, progress).code).toBe(code),
  );

  it.each<[ErrorCode, number, string, string]>([
    // Temporary: the server is too busy with us, or with everybody.
    ['throttled', 432, 'later', 'MAIL FROM'],
    ['throttled', 451, '4.7.599 later', 'MAIL FROM'],
    ['throttled', 451, '4.3.0 Request is throttled', 'DATA'],
    ['throttled', 451, '4.3.0 Rate limit exceeded', 'DATA'],
    ['throttled', 451, '4.3.0 Concurrent connections', 'DATA'],
    ['throttled', 499, 'Too many messages', 'DATA'],
    ['server-unavailable', 451, '4.7.1 Greylisted', 'RCPT TO'],
    ['server-unavailable', 451, '4.5.500 later', 'RCPT TO'],
    // Full is one message; what only sounds like it is not.
    ['server-unavailable', 452, '4.5.3 Too many recipients', 'DATA'],
    ['throttled', 452, '4.3.1 Too many messages', 'RCPT TO'],
    ['throttled', 452, 'Too many messages', 'DATA'],
    ['throttled', 451, '4.5.3 Too many recipients', 'RCPT TO'],
    ['throttled', 451, 'Too many recipients', 'RCPT TO'],
    // Before anything was said.
    ['server-unreachable', 502, 'no TLS', 'STARTTLS'],
    ['server-unavailable', 554, '5.7.1 go away', 'CONN'],
    ['server-unavailable', 554, '5.7.1 go away', 'EHLO'],
    ['server-unavailable', 554, '5.7.1 go away', 'HELO'],
    // The sign-in.
    ['xoauth2-missing', 500, 'what?', 'AUTH X'],
    ['xoauth2-missing', 502, 'no', 'AUTH X'],
    ['xoauth2-missing', 503, 'no', 'AUTH X'],
    ['smtp-auth-failed', 501, 'bad base64', 'AUTH X'],
    ['smtp-auth-failed', 534, '5.7.9 no', 'AUTH X'],
    ['smtp-disabled', 535, '5.7.3 SmtpClientAuth is disabled for the Mailbox', 'AUTH X'],
    ['smtp-disabled', 535, '5.7.139 Authentication unsuccessful, disabled by policy', 'AUTH X'],
    ['smtp-auth-failed', 535, '5.7.3 the account is disabled', 'AUTH X'],
    // Of the outbox.
    ['sending-blocked', 550, '5.7.503 Access denied', 'DATA'],
    ['sending-blocked', 550, '5.7.705 Access denied', 'DATA'],
    ['sending-blocked', 550, 'Bad outbound sender', 'DATA'],
    ['message-rejected', 550, '5.7.504 Access denied', 'DATA'],
    ['message-rejected', 550, '5.7.706 Access denied', 'DATA'],
    ['message-rejected', 550, '5.7.231 no', 'DATA'],
    ['message-rejected', 550, '5.7.234 no', 'DATA'],
    // Of the message, of its sender, of a recipient.
    ['message-too-large', 552, 'no', 'DATA'],
    ['message-too-large', 554, '5.3.4 no', 'DATA'],
    ['sender-rejected', 550, '5.1.7 no', 'DATA'],
    ['message-rejected', 550, '5.7.1 no', 'MAIL FROM'],
    ['recipient-rejected', 550, '5.1.1 no', 'DATA'],
    ['recipient-rejected', 550, 'no', 'RCPT TO'],
    ['message-rejected', 550, 'no', 'DATA'],
    ['message-rejected', 500, 'no', 'DATA'],
  ])('is %s after %i %s to %s', (code, status, text, command) => {
    expect(smtpError(reply(status, text, command), before).code).toBe(code);
  });

  it('without a command, a cause or anything at all is one too', () => {
    expect(smtpError({ responseCode: 550, response: '550 no' }, before).code).toBe('message-rejected');
    expect(smtpError({ responseCode: 550 }, before).params).toEqual({ status: '550' });
    expect(smtpError(undefined, before).code).toBe('connection-lost');
    expect(smtpError({ code: 'EMESSAGE', command: 'DATA' }, before).code).toBe('connection-lost');
    expect(smtpError({ code: 'ETLS', responseCode: 550 }, before).code).toBe('server-unreachable');
    // Said after the greeting, a certificate has nothing to do with it.
    expect(smtpError({ message: 'certificate' }, before).code).toBe('connection-lost');
    const known = new MailError('not-found');
    expect(smtpError(known, before)).toBe(known);
  });

  it('says how the server put it, and how long to wait', () => {
    const of = (text: string) => smtpError(reply(550, text, 'DATA'), before);
    expect(of('5.12.345 no').params).toEqual({ status: '5.12.345' });
    expect(of('no').params).toEqual({ status: '550' });
    expect(of('15.1.2 and 5.1234.1').params).toEqual({ status: '550' });
    expect(of('5.1.90 x').retryAfter).toBe(30 * 60_000);
    expect(of('5.7.232 x').retryAfter).toBe(30 * 60_000);
    expect(of('5.1.8 x').retryAfter).toBe(60 * 60_000);
  });

  it('names the one recipient that was refused', () => {
    const failure = { ...reply(550, '5.1.1 no', 'RCPT TO'), recipient: 'a@example.com' };
    expect(smtpError(failure, before).params).toMatchObject({ addresses: 'a@example.com' });
  });

  it('names the sender’s address that was refused, and no recipient', () => {
    const failure = { ...reply(501, '5.1.7 Invalid address'), rejected: ['kim@example.net'] };
    expect(smtpError(failure, { ...before, from: 'anna@example.net' }).params).toEqual({
      status: '5.1.7',
      address: 'anna@example.net',
    });
  });

  it('knows what is true of the whole outbox, of the whole organization, and of one message', () => {
    const of = (failure: Record<string, unknown>) => {
      const error = smtpError(failure, before);
      return [isServerWide(error), isGroupWide(error)];
    };
    expect(of(reply(550, '5.7.233 daily limit', 'DATA'))).toEqual([true, true]);
    expect(of(reply(550, '5.1.90 daily limit for message recipients', 'DATA'))).toEqual([true, false]);
    expect(of(reply(550, '5.1.8 bad outbound sender', 'DATA'))).toEqual([true, false]);
    expect(of(reply(452, '4.5.3 Too many recipients', 'RCPT TO'))).toEqual([false, false]);
    expect(of(reply(501, '5.1.7 Invalid address'))).toEqual([false, false]);
  });

  it.each<readonly [number, string, boolean]>([
    [421, 'RCPT TO', true],
    ...['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH XOAUTH2'].map((command) => [451, command, true] as const),
    ...['MAIL FROM', 'RCPT TO', 'DATA', 'X AUTH', 'AUTHOR', ''].map(
      (command) => [451, command, false] as const,
    ),
  ])('knows whether %i to %j is true of every mail: %j', (status, command, wide) => {
    const cause = { responseCode: status, command };
    expect(isServerWide(new MailError('server-unavailable', { cause }))).toBe(wide);
  });

  it('knows by their code what else is true of every mail, and of every mailbox', () => {
    for (const code of SERVER_WIDE)
      expect([code, isServerWide(new MailError(code))]).toEqual([code, code !== 'server-unavailable']);
    expect(isServerWide(new MailError('message-rejected', { cause: { responseCode: 421 } }))).toBe(false);
    expect(isGroupWide(new MailError('throttled'))).toBe(false);
    const cause = { response: '550 5.7.233 x' };
    expect(isGroupWide(new MailError('throttled', { cause }))).toBe(true);
    expect(isGroupWide(new MailError('message-rejected', { cause }))).toBe(false);
  });

  it('takes a recipient for refused permanently unless the reply is a temporary one', () => {
    const codes = [399, 400, 499, 500, undefined];
    const rejectedErrors = codes.map((responseCode) => ({ responseCode, recipient: `${responseCode}@x` }));
    const rejected = rejectedErrors.map(({ recipient }) => recipient);
    expect(refusalsOf({ rejected, rejectedErrors })).toEqual({
      ...{ rejected: ['399@x', '500@x', 'undefined@x'], deferred: ['400@x', '499@x'], full: false },
    });
  });

  it('tells who was refused permanently from who is to be tried again', () => {
    const refusal = (responseCode: number, text: string, recipient: string) => ({
      ...reply(responseCode, text, 'RCPT TO'),
      recipient,
    });
    const full = refusal(452, '4.5.3 Too many recipients', 'c@x');
    const grey = refusal(451, '4.7.1 Greylisted', 'b@x');
    const gone = refusal(550, '5.1.10 not found', 'a@x');
    expect(refusalsOf({ rejected: ['a@x', 'c@x'], rejectedErrors: [gone, full] })).toEqual({
      ...{ rejected: ['a@x'], deferred: ['c@x'], full: true },
    });
    expect(refusalsOf({ rejected: ['b@x', 'c@x'], rejectedErrors: [grey, full] })).toEqual({
      ...{ rejected: [], deferred: ['b@x', 'c@x'], full: false },
    });
    expect(refusalsOf({}).deferred).toEqual([]);
  });

  it('names the refused addresses', () => {
    const failure = {
      ...reply(550, '5.1.10 not found', 'RCPT TO'),
      rejected: ['a@example.com', 'b@example.com'],
    };
    expect(smtpError(failure, before).params).toEqual({
      status: '5.1.10',
      addresses: 'a@example.com, b@example.com',
    });
  });
});
