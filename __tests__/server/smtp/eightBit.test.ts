import { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { submit } from '../../../src/server/smtp/send';
import { ensureCa } from '../../bed/ca';
import { listen } from '../../bed/net';

let server: SMTPServer | undefined;
afterEach(() => server?.close());

it.each([
  [true, false, '8BITMIME'],
  [false, false, undefined],
  // A server that does not offer it is not asked for it.
  [true, true, undefined],
])(
  'octets beyond ASCII: %s, without the extension: %s, declared: %s',
  async (isEightBit, hides, declared) => {
    const { cert, key } = ensureCa();
    const bodies: unknown[] = [];
    let received = '';
    server = new SMTPServer({
      ...{ cert, key, authMethods: ['XOAUTH2'], disableReverseLookup: true, closeTimeout: 100 },
      hide8BITMIME: hides,
      onAuth: ({ username }, _session, done) => done(null, { user: username }),
      onMailFrom: ({ args }, _session, done) => {
        bodies.push(args || undefined);
        done();
      },
      onData: (stream, _session, done) =>
        void stream
          .setEncoding('latin1')
          .on('data', (text: string) => (received += text))
          .on('end', () => done()),
    });
    const port = await listen(server.server, 0);
    const raw = Buffer.from('Subject: x\r\n\r\nf\xfcr Sie\r\n', 'latin1');
    await submit({
      ...{ from: 'a@example.com', to: ['b@example.com'], size: raw.length, isEightBit },
      endpoint: { host: 'localhost', port, security: 'starttls' },
      login: { user: 'a@example.com', accessToken: 'x' },
      raw: Readable.from([raw]),
    });
    expect((bodies[0] as { BODY?: string } | undefined)?.BODY).toBe(declared);
    expect(received).toContain('f\xfcr Sie');
  },
);
