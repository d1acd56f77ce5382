import { describe, expect, it } from 'vitest';
import { MailError } from '../../../../src/server/errors';
import { toMailError } from '../../../../src/server/imap/connection/errors';
import { refusedForGood } from '../../../../src/server/imap/connection/refusedForGood';
import { assignRoles } from '../../../../src/server/imap/folders/roles';

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

  const said = (responseText: string) => toMailError(fault({ responseText, responseStatus: 'NO' }));

  it.each([
    ['User is authenticated but not connected.', 'mailbox-unavailable'],
    ['Session invalidated', 'token-rejected'],
    ['Your token expired', 'token-rejected'],
    ['The token has expired', 'token-rejected'],
    ['[UNAVAILABLE] later', 'server-unavailable'],
    ['[INUSE] later', 'server-unavailable'],
    ['[TRYCREATE] no such mailbox', 'folder-gone'],
    ['[NONEXISTENT] no', 'folder-gone'],
    ["Mailbox doesn't exist: x", 'folder-gone'],
    ['The folder does not exist', 'folder-gone'],
    ['Request is THROTTLED', 'throttled'],
  ])('are known by what the server says: %s', (text, code) => expect(said(text).code).toBe(code));

  it('are known by the text wherever it comes: in a code, a response, a goodbye', () => {
    expect(toMailError({ serverResponseCode: 'NONEXISTENT' }).code).toBe('folder-gone');
    expect(toMailError({ response: '3 NO [NONEXISTENT] x' }).code).toBe('folder-gone');
    expect(toMailError({ response: { text: 'NONEXISTENT' } }).code).toBe('internal');
    expect(toMailError({ reason: 'AccessTokenExpired' }).code).toBe('token-rejected');
    expect(toMailError({ message: 'AccessTokenExpired' }).code).toBe('token-rejected');
    expect(toMailError({}, { byeReason: 'AccessTokenExpired' }).code).toBe('token-rejected');
  });

  it.each([
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH'],
    ...['ENETDOWN', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ERR_SSL_X', 'ERR_TLS_X'],
  ])('of a server that was never spoken to: %s', (code) =>
    expect(toMailError(fault({ code })).code).toBe('server-unreachable'),
  );

  it.each([
    ...[
      'NoConnection',
      'EConnectionClosed',
      'StateLogout',
      'ClosedAfterConnectText',
      'ETIMEOUT',
      'ETIMEDOUT',
    ],
    ...['ClosedAfterConnectTLS', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'LockTimeout', 'DownloadIncomplete'],
  ])('of a connection that is no more: %s', (code) => {
    expect(toMailError(fault({ code })).code).toBe('connection-lost');
    expect(toMailError(fault({ code }), { connecting: true }).code).toBe('server-unreachable');
  });

  it('depend on what was being done', () => {
    const refused = fault({ responseStatus: 'NO', responseText: 'Something went wrong' });
    expect(toMailError(refused, { opening: true }).code).toBe('folder-refused');
    expect(toMailError(refused, { connecting: true }).code).toBe('server-unavailable');
    expect(toMailError('a text', { connecting: true }).code).toBe('server-unreachable');
    expect(toMailError(null).code).toBe('internal');
  });

  it.each([
    ['Suggested Backoff Time: 92415 milliseconds', 92_415],
    ['Suggested Backoff Time: 92415', 92_415],
    ['Backoff Time=5ms', 5],
    ['Backoff Time 2 s', 2000],
    ['Backoff Time:3 SECONDS', 3000],
    ['no time', undefined],
  ])('say how long to wait: %s', (text, wait) =>
    expect(said(`Request is throttled. ${text}`).retryAfter).toBe(wait),
  );

  it.each([
    ['forbidden', { responseText: '[CANNOT] no' }],
    ['forbidden', { serverResponseCode: 'NOPERM' }],
    ['forbidden', { response: '3 NO [ALREADYEXISTS] x' }],
    ['server-unavailable', { responseText: 'later' }],
    ['server-unavailable', { response: ['NOPERM'] }],
    ['server-unavailable', undefined],
  ])('are final where the server said so: %s %o', (code, cause) => {
    expect(refusedForGood(new MailError('server-unavailable', { cause })).code).toBe(code);
    expect(refusedForGood(new MailError('throttled', { cause })).code).toBe('throttled');
  });

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

  it('are those of names at the top or beneath the Inbox, however it is written', () => {
    const roles = assignRoles([
      folder('inbox'),
      folder('Inbox/Trash'),
      folder('Projects/Trash'),
      folder('Spam', '\\Junk'),
      folder('Old', '\\Archive'),
      folder('Projects/Old', '\\Drafts'),
      folder('All', '\\All'),
    ]);
    expect(Object.fromEntries(roles)).toEqual({
      ...{ inbox: 'inbox', 'Inbox/Trash': 'trash', 'Projects/Trash': 'other', Spam: 'junk' },
      ...{ Old: 'archive', 'Projects/Old': 'other', All: 'other' },
    });
  });

  it.each(['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive'])('may be declared: %s', (role) => {
    const roles = assignRoles([
      folder('a/b', `\\${role.toUpperCase()}`, true),
      folder('c', `\\${role}`, true),
    ]);
    expect([roles.get('a/b'), roles.get('c')]).toEqual([role, 'other']);
  });

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
