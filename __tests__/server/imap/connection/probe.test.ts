import { createServer, type Server } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { generate } from 'selfsigned';
import { probeImap } from '../../../../src/server/imap/connection/probe';
import type { LoginKind } from '../../../../src/server/providers/provider';
import { ensureCa } from '../../../bed/ca';
import { listen, stopServer } from '../../../bed/net';
import { codeOf } from '../mailboxes';

let server: Server | undefined;
afterEach(() => (server ? stopServer(server) : undefined));

/** What becomes of a server that greets and answers so, and what it is told. */
async function probe(
  greeting: string,
  answer: string,
  { cert, key } = ensureCa() as { cert: string; key: string },
  loginKind: LoginKind = 'token',
): Promise<{ code: string; told: string }> {
  let told = '';
  server = createServer({ cert, key }, (socket) => {
    socket.on('error', () => undefined);
    socket.write(greeting);
    socket.on('data', (chunk: Buffer) => {
      told += String(chunk);
      if (/CAPABILITY\r\n$/.test(told)) socket.write(answer);
      else socket.end();
    });
    if (greeting === '') socket.end();
  });
  const port = await listen(server, 0);
  const code = await codeOf(probeImap({ host: 'localhost', port, security: 'tls' }, loginKind));
  return { code, told };
}

const GREETING = '* OK ready\r\n';
const answered = (capabilities: string) => `* CAPABILITY IMAP4rev1${capabilities}\r\na OK done\r\n`;

it('asks a server for what it can, and leaves', async () => {
  const { code, told } = await probe(GREETING, answered(' AUTH=PLAIN AUTH=XOAUTH2 SASL-IR'));
  expect(code).toBe('no error');
  expect(told).toMatch(/^a CAPABILITY\r\n(b LOGOUT\r\n)?$/);
});

it.each([
  ['xoauth2-missing', GREETING, answered('')],
  ['xoauth2-missing', GREETING, answered(' AUTH=PLAIN')],
  ['xoauth2-missing', GREETING, answered(' AUTH=XOAUTH22')],
  // Only what it answers counts: a greeting may tell of other things.
  ['xoauth2-missing', '* OK [CAPABILITY AUTH=XOAUTH2] ready\r\n', answered('')],
  ['server-unavailable', '220 mail ESMTP\r\n', ''],
  ['server-unavailable', '* BYE busy\r\n', ''],
  ['server-unavailable', '', ''],
  ['server-unavailable', `* OK ${'x'.repeat(20_000)}`, ''],
  ['server-unavailable', GREETING, '* CAPABILITY IMAP4rev1\r\n'.repeat(1000)],
])('%s: of a server that greets with %j and answers %j', async (code, greeting, answer) => {
  expect((await probe(greeting, answer)).code).toBe(code);
});

it('does without XOAUTH2 where people log in by a password', async () => {
  expect((await probe(GREETING, answered(' AUTH=PLAIN'), undefined, 'password')).code).toBe('no error');
});

it('does not trust a certificate that nobody vouches for', async () => {
  const { cert, private: key } = generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
  expect(await probe(GREETING, answered(' AUTH=XOAUTH2'), { cert, key })).toEqual({
    ...{ code: 'server-untrusted', told: '' },
  });
});

it('knows where nobody listens', async () => {
  expect(await codeOf(probeImap({ host: 'localhost', port: 1, security: 'tls' }, 'token'))).toBe(
    'server-unreachable',
  );
});
