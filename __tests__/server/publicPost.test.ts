import { createServer, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isPublicAddress, publicPost } from '../../src/server/publicPost';
import { ensureCa } from '../bed/ca';
import { codeOf } from './imap/mailboxes';

let server: Server;
let port = '';
let asked: Array<{ request: IncomingMessage; body: string }> = [];

beforeAll(async () => {
  const { cert, key } = ensureCa();
  server = createServer({ cert, key }, (request, response) => {
    void text(request).then((body) => {
      asked.push({ request, body });
      const status = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 200);
      if (request.url === '/silent') return;
      response.writeHead(status, { Location: '/200', 'Set-Cookie': 'a=b' });
      // Without an end.
      response.write('x'.repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = String((server.address() as AddressInfo).port);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const local = () => ({ isAllowed: () => true, port });
const post = (path: string, options = {}) =>
  publicPost(`https://localhost:${port}${path}`, 'List-Unsubscribe=One-Click', { ...local(), ...options });

it.each([
  ...[
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
  ],
  ...[
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.0.1', false],
    ['192.168.1.1', false],
  ],
  ...[
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
  ],
  ...[
    ['224.0.0.1', false],
    ['198.18.0.1', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
  ],
  ...[
    ['fd00::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['64:ff9b::7f00:1', false],
  ],
  ...[
    ['2002:7f00:1::', false],
    ['2001:db8::1', false],
    ['ff02::1', false],
    ['localhost', false],
    ['', false],
  ],
] as Array<[string, boolean]>)('%s is public: %s', (address, is) =>
  expect(isPublicAddress(address)).toBe(is),
);

it('posts the form, with nothing that says who asks, and reads no answer', async () => {
  asked = [];
  await post('/200?u=1');
  expect(asked).toHaveLength(1);
  const [{ request, body } = { request: null, body: '' }] = asked;
  expect([request?.method, request?.url, body]).toEqual(['POST', '/200?u=1', 'List-Unsubscribe=One-Click']);
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
    ...['connection', 'content-length', 'content-type', 'host'],
  ]);
});

it.each(['/302', '/404', '/500'])('takes %s for a refusal, and goes nowhere else', async (path) => {
  asked = [];
  expect(await codeOf(post(path))).toBe('unsubscribe-failed');
  expect(asked).toHaveLength(1);
});

it('does not wait for ever', async () => {
  expect(await codeOf(post('/silent', { patience: 300 }))).toBe('unsubscribe-failed');
});

it('asks nobody in a private network, by name or by address', async () => {
  asked = [];
  const isAllowed = isPublicAddress;
  expect(await codeOf(post('/200', { isAllowed }))).toBe('unsubscribe-failed');
  for (const host of ['127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
    expect(await codeOf(publicPost(`https://${host}:${port}/200`, '', { port })), host).toBe(
      'unsubscribe-failed',
    );
  expect(asked).toEqual([]);
});

it('asks by https on its usual port alone, and without a password', async () => {
  const { isAllowed } = local();
  for (const url of [`http://localhost:${port}/`, `https://localhost:${port}/`, 'https://a:b@localhost/'])
    expect(await codeOf(publicPost(url, '', { isAllowed })), url).toBe('unsubscribe-failed');
});

it('trusts no certificate of another name', async () => {
  expect(await codeOf(publicPost(`https://127.0.0.2:${port}/200`, '', local()))).toBe('unsubscribe-failed');
});
