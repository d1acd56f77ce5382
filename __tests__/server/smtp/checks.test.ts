import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { checkSender } from '../../../src/server/smtp/checkSender';
import { probeSmtp } from '../../../src/server/smtp/probe';
import { ensureCa } from '../../bed/ca';
import { listen } from '../../bed/net';
import { codeOf } from '../imap/mailboxes';

let server: SMTPServer | undefined;
/** What the server was told, in order. */
let told: string[] = [];

afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

async function start(
  options: SMTPServerOptions = {},
): Promise<{ host: string; port: number; security: 'starttls' }> {
  const { cert, key } = ensureCa();
  told = [];
  server = new SMTPServer({
    ...{ cert, key, authMethods: ['XOAUTH2'], disableReverseLookup: true, closeTimeout: 100 },
    onAuth: ({ username, accessToken }, _session, done) => {
      told.push(`AUTH ${username ?? ''} ${accessToken ?? ''}`);
      done(null, { user: username });
    },
    onMailFrom: ({ address }, _session, done) => {
      told.push(`MAIL ${address}`);
      done();
    },
    onRcptTo: ({ address }, _session, done) => {
      told.push(`RCPT ${address}`);
      done();
    },
    onData: (stream, _session, done) => {
      told.push('DATA');
      stream.resume().on('end', () => done());
    },
    ...options,
  });
  server.on('error', () => undefined);
  return { host: 'localhost', port: await listen(server.server, 0), security: 'starttls' };
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

describe('whether mail may be sent from an address', () => {
  const check = async (options?: SMTPServerOptions) =>
    checkSender({
      endpoint: await start(options),
      login: { user: 'anna@contoso.example', accessToken: 'secret' },
      from: 'info@contoso.example',
      to: 'anna@contoso.example',
    });

  it('is asked by beginning a mail that is never sent', async () => {
    await check();
    expect(told).toEqual([
      'AUTH anna@contoso.example secret',
      'MAIL info@contoso.example',
      'RCPT anna@contoso.example',
    ]);
  });

  it('is known once the sender is refused: no recipient is named then', async () => {
    const onMailFrom: SMTPServerOptions['onMailFrom'] = (_address, _session, done) =>
      done(refusal(550, '5.7.60 SMTP; Client does not have permissions to send as this sender'));
    await expect(check({ onMailFrom })).rejects.toMatchObject({ code: 'send-as-denied' });
    expect(told).toEqual(['AUTH anna@contoso.example secret']);
  });

  it.each([
    [400, '4.3.0 later', 'server-unavailable', {}],
    [550, '5.7.60 SMTP; Client does not have permissions', 'send-as-denied', { status: '5.7.60' }],
    // Never put down to the recipient, who is the person themselves.
    [550, '5.1.10 not found', 'sender-rejected', { status: '5.1.10', address: 'info@contoso.example' }],
    [550, '5.7.1 no', 'message-rejected', { status: '5.7.1' }],
  ])('is refused with the recipient: %i %s', async (status, text, code, params) => {
    const onRcptTo: SMTPServerOptions['onRcptTo'] = (_address, _session, done) => done(refusal(status, text));
    await expect(check({ onRcptTo })).rejects.toMatchObject({ code, params });
  });

  it('is not known of a server that does not answer, or goes away', async () => {
    const cut: SMTPServerOptions['onAuth'] = () => {
      for (const connection of server?.connections ?? []) connection._socket.destroy();
    };
    expect(await codeOf(check({ onAuth: cut }))).toBe('connection-lost');
    const endpoint = await start();
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    const login = { user: 'anna@contoso.example', accessToken: 'secret' };
    expect(await codeOf(checkSender({ endpoint, login, from: 'a@x.example', to: 'b@x.example' }))).toBe(
      'server-unreachable',
    );
  });

  it('is not known where nobody can sign in', async () => {
    const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(refusal(535, '5.7.3 no'));
    expect(await codeOf(check({ onAuth }))).toBe('smtp-auth-failed');
    expect(told).toEqual([]);
  });
});

describe('whether a submission server can be used', () => {
  it('is seen without signing in', async () => {
    await probeSmtp(await start(), 'token');
    expect(told).toEqual([]);
  });

  it.each<[string, string, SMTPServerOptions]>([
    ['offers no XOAUTH2', 'xoauth2-missing', { authMethods: ['PLAIN', 'LOGIN'] }],
    ['offers no TLS', 'server-unreachable', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }],
    [
      'is busy',
      'server-unavailable',
      { onConnect: (_session, done) => done(refusal(421, '4.3.2 Service not available')) },
    ],
  ])('is known of one that %s', async (_what, code, options) => {
    expect(await codeOf(probeSmtp(await start(options), 'token'))).toBe(code);
  });

  it('is known of one without XOAUTH2, where people log in by a password', async () => {
    expect(await codeOf(probeSmtp(await start({ authMethods: ['PLAIN'] }), 'password'))).toBe('no error');
  });

  it('is known of one whose certificate nobody vouches for', async () => {
    const { cert, private: key } = generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
    expect(await codeOf(probeSmtp(await start({ cert, key }), 'token'))).toBe('server-untrusted');
  });
});
