import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/common';
import { smtpError } from '../../../src/server/smtp/errors';

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
