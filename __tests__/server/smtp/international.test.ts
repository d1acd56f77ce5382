import { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { checkSender } from '../../../src/server/smtp/checkSender';
import { submit } from '../../../src/server/smtp/send';
import { ensureCa } from '../../bed/ca';
import { listen } from '../../bed/net';

/** Addresses with letters beyond ASCII before their `@` (RFC 6531). */
describe('international addresses', () => {
  let server: SMTPServer | undefined;
  afterEach(() => server?.close());

  /** What the server was told: senders with whether they came with SMTPUTF8, recipients, and the messages. */
  const start = async (isOffered: boolean) => {
    const heard = {
      senders: [] as Array<[string, boolean]>,
      recipients: [] as string[],
      data: [] as string[],
    };
    const { cert, key } = ensureCa();
    server = new SMTPServer({
      ...{ cert, key, authMethods: ['XOAUTH2'], disableReverseLookup: true, closeTimeout: 100 },
      hideSMTPUTF8: !isOffered,
      onAuth: ({ username }, _session, done) => done(null, { user: username }),
      onMailFrom: ({ address, args }, _session, done) => {
        heard.senders.push([address, Boolean(args && 'SMTPUTF8' in args)]);
        done();
      },
      onRcptTo: ({ address }, _session, done) => {
        heard.recipients.push(address);
        done();
      },
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          heard.data.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    const port = await listen(server.server, 0);
    const endpoint = { host: 'localhost', port, security: 'starttls' as const };
    const login = { user: 'a@example.com', accessToken: 'x' };
    const send = (from: string, ...to: string[]) => {
      const raw = Buffer.from(`From: <${from}>\r\nTo: ${to.join(', ')}\r\n\r\nhello\r\n`);
      return submit({ ...{ endpoint, login, from, to }, size: raw.length, raw: Readable.from([raw]) });
    };
    const check = (from: string, to = from) => checkSender({ endpoint, login, from, to });
    return { heard, send, check };
  };

  it('are sent as they are, and marked, where the server offers it', async () => {
    const { heard, send, check } = await start(true);
    await send('a@example.com', 'jürgen@example.com', 'b@example.com');
    await send('用户@example.com', 'b@example.com');
    await send('a@example.com', 'b@example.com');
    await check('jürgen@example.com');
    expect(heard.senders).toEqual([
      ['a@example.com', true],
      ['用户@example.com', true],
      ['a@example.com', false],
      ['jürgen@example.com', true],
    ]);
    expect(heard.recipients.slice(0, 2)).toEqual(['jürgen@example.com', 'b@example.com']);
    expect(heard.data[0]).toContain('To: jürgen@example.com, b@example.com');
  });

  it('are named, and nothing is begun, where it doesn’t', async () => {
    const { heard, send, check } = await start(false);
    const refusal = { code: 'address-not-supported', params: { address: 'jürgen@example.com' } };
    await expect(send('a@example.com', 'b@example.com', 'jürgen@example.com')).rejects.toMatchObject(refusal);
    await expect(send('jürgen@example.com', 'b@example.com')).rejects.toMatchObject(refusal);
    await expect(check('jürgen@example.com')).rejects.toMatchObject(refusal);
    expect(heard).toEqual({ senders: [], recipients: [], data: [] });
    await send('a@example.com', 'b@example.com');
    expect(heard.senders).toEqual([['a@example.com', false]]);
  });
});
