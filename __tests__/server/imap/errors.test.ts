import { describe, expect, it } from 'vitest';
import { MailError } from '../../../src/server/errors';
import { toMailError } from '../../../src/server/imap/errors';
import { assignRoles } from '../../../src/server/imap/roles';
import { transferDecoder } from '../../../src/server/imap/decode';

const fault = (properties: object, message = 'Command failed') =>
  Object.assign(new Error(message), properties);

describe('faults', () => {
  it.each([
    [
      fault({
        responseText: 'Request is throttled. Suggested Backoff Time: 92415 milliseconds',
        responseStatus: 'BAD',
      }),
      'throttled',
    ],
    [
      fault({ responseText: 'User is authenticated but not connected.', responseStatus: 'BAD' }),
      'mailbox-unavailable',
    ],
    [fault({ code: 'NoConnection', reason: 'Session invalidated - AccessTokenExpired' }), 'token-rejected'],
    [
      fault({ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE', responseStatus: 'NO' }),
      'server-unavailable',
    ],
    [
      fault({ authenticationFailed: true, response: '3 NO AUTHENTICATE failed.', responseStatus: 'NO' }),
      'token-rejected',
    ],
    // imapflow marks everything that goes wrong during AUTHENTICATE as a failed authentication.
    [fault({ authenticationFailed: true, code: 'NoConnection' }), 'connection-lost'],
    [fault({ responseStatus: 'NO', responseText: '[NONEXISTENT] Unknown Mailbox' }), 'folder-gone'],
    [fault({ mailboxMissing: true, responseStatus: 'NO' }), 'folder-gone'],
    [
      fault({ responseStatus: 'NO', responseText: 'Too many simultaneous connections' }),
      'server-unavailable',
    ],
    [fault({ responseStatus: 'NO', responseText: 'Something went wrong' }), 'server-unavailable'],
    [fault({ code: 'ECONNREFUSED' }), 'server-unreachable'],
    [fault({ code: 'ENOTFOUND' }), 'server-unreachable'],
    [fault({ code: 'CERT_HAS_EXPIRED' }), 'server-untrusted'],
    [fault({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'server-untrusted'],
    [fault({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'server-unreachable'],
    [fault({}, 'Unsupported authentication mechanism'), 'xoauth2-missing'],
    [fault({ code: 'GREETING_TIMEOUT' }), 'server-unreachable'],
    [fault({ code: 'ECONNRESET' }), 'connection-lost'],
    [fault({ code: 'ETIMEOUT' }), 'connection-lost'],
    [new TypeError('a mistake of ours'), 'internal'],
    [undefined, 'internal'],
  ])('%s is what it means', (error, code) => expect(toMailError(error).code).toBe(code));

  it('keep what the server asked for, and what was known', () => {
    const throttled = fault({ responseText: 'Request is throttled. Suggested Backoff Time: 2 seconds' });
    expect(toMailError(throttled).retryAfter).toBe(2000);
    expect(toMailError(fault({ code: 'ECONNRESET' }), { connecting: true }).code).toBe('server-unreachable');
    const known = new MailError('message-gone');
    expect(toMailError(known)).toBe(known);
  });
});

describe('roles by name', () => {
  const folder = (path: string, specialUse?: string, declared = false) => {
    const parts = path.split('/');
    return { path, name: parts.at(-1) ?? '', parentPath: parts.slice(0, -1).join('/'), specialUse, declared };
  };
  it.each([
    ['Gesendete Elemente', 'sent'],
    ['Éléments supprimés', 'trash'],
    ['Correo no deseado', 'junk'],
    ['Черновики', 'drafts'],
    ['已删除邮件', 'trash'],
    ['垃圾邮件', 'junk'],
    ['送信済みアイテム', 'sent'],
    ['보낼 편지함', 'outbox'],
    ['Papierkorb', 'trash'],
    ['SENT ITEMS', 'sent'],
    ['constructor', 'other'],
    ['Sent to clients', 'other'],
  ])('%s is %s', (path, role) => expect(assignRoles([folder(path)]).get(path)).toBe(role));

  it('are given once, and rather by what the server says', () => {
    const roles = assignRoles([
      folder('Sent'),
      folder('Verschickt', '\\Sent', true),
      folder('Projects/Drafts'),
      folder('INBOX/Drafts'),
    ]);
    expect(roles.get('Verschickt')).toBe('sent');
    expect(roles.get('Sent')).toBe('other');
    expect(roles.get('Projects/Drafts')).toBe('other');
    expect(roles.get('INBOX/Drafts')).toBe('drafts');
  });
});

describe('transfer encodings', () => {
  async function decode(encoding: string, text: string, step: number): Promise<string> {
    const decoder = transferDecoder(encoding);
    const chunks: Buffer[] = [];
    decoder.on('data', (chunk: Buffer) => chunks.push(chunk));
    for (let at = 0; at < text.length; at += step)
      decoder.write(Buffer.from(text.slice(at, at + step), 'latin1'));
    decoder.end();
    await new Promise((resolve) => decoder.once('end', resolve));
    return Buffer.concat(chunks).toString('latin1');
  }
  // However the network cuts it.
  it.each([1, 2, 3, 5, 1000])('are undone in pieces of %i', async (step) => {
    expect(await decode('base64', 'aGVs\r\nbG8gd2\r\n9ybGQ=\r\n', step)).toBe('hello world');
    expect(await decode('BASE64', 'aGVsbG8', step)).toBe('hello');
    const quoted = 'M=FCll  \r\nand =\r\nmore=3D=  \r\n end=\r\n';
    expect(await decode('quoted-printable', quoted, step)).toBe('M\xfcll\r\nand more= end');
    expect(await decode('8bit', 'as\xff is', step)).toBe('as\xff is');
  });
});
