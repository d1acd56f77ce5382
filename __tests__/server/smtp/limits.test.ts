import { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { MOST_RECIPIENTS, readRecipients } from '../../../src/server/mime/recipients';
import type { Endpoint } from '../../../src/server/providers/provider';
import { probeSmtp } from '../../../src/server/smtp/probe';
import { submit } from '../../../src/server/smtp/send';
import { ensureCa } from '../../bed/ca';
import { listen } from '../../bed/net';
import { codeOf } from '../imap/mailboxes';

const endpointAt = (port: number): Endpoint => ({ host: 'localhost', port, security: 'starttls' });

describe('limits of a submission server', () => {
  let server: SMTPServer | undefined;
  afterEach(() => server?.close());

  it('of size are read from EHLO: a larger mail is not even begun', async () => {
    const { cert, key } = ensureCa();
    let begun = 0;
    server = new SMTPServer({
      ...{ cert, key, size: 1000, authMethods: ['XOAUTH2'], disableReverseLookup: true, closeTimeout: 100 },
      onAuth: ({ username }, _session, done) => done(null, { user: username }),
      onMailFrom: (_address, _session, done) => {
        begun++;
        done();
      },
      onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
    });
    const port = await listen(server.server, 0);
    const send = (size: number) =>
      codeOf(
        submit({
          ...{ from: 'a@example.com', to: ['b@example.com'], size },
          endpoint: endpointAt(port),
          login: { user: 'a@example.com', accessToken: 'x' },
          raw: Readable.from([Buffer.alloc(size, 65)]),
        }),
      );
    expect(await send(1001)).toBe('message-too-large');
    expect(begun).toBe(0);
    expect(await probeSmtp(endpointAt(port), 'token')).toEqual({
      ...{ maxMessageSize: 1000, isInternational: true },
    });
    expect(await send(900)).toBe('no error');
  });

  it('of recipients are kept before anything is sent', async () => {
    const people = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: '', address: `p${index}@example.com` }));
    expect(readRecipients(people(MOST_RECIPIENTS), 'to')).toHaveLength(500);
    expect(() => readRecipients(people(MOST_RECIPIENTS + 1), 'to')).toThrow('too-many-recipients');
  });
});
