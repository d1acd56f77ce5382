import { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { composeMessage } from '../../../src/server/mime/compose';
import { SmtpConnection } from '../../../src/server/smtp/connection';
import { submit } from '../../../src/server/smtp/send';
import { ensureCa } from '../../bed/ca';
import { listen } from '../../bed/net';

const MIB = 1024 * 1024;

/** An SMTP server that counts what it is given, and whether a mail was ended properly. */
class Sink {
  octets = 0;
  mails = 0;
  commands: string[] = [];
  port = 0;
  readonly server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    const { cert, key } = ensureCa();
    this.server = new SMTPServer({
      ...{
        cert,
        key,
        authMethods: ['XOAUTH2'],
        disableReverseLookup: true,
        closeTimeout: 100,
        logger: false,
      },
      onAuth: (auth, _session, done) => {
        this.commands.push(`AUTH ${auth.username ?? ''} ${auth.accessToken ?? ''}`);
        done(null, { user: auth.username });
      },
      onData: (stream, _session, done) => {
        stream.on('data', (chunk: Buffer) => (this.octets += chunk.length));
        stream.on('end', () => {
          this.mails++;
          done(null);
        });
      },
      ...options,
    });
    this.server.on('error', () => undefined);
  }

  async start(): Promise<this> {
    this.port = await listen(this.server.server, 0);
    return this;
  }
}

describe('submit', () => {
  let sink: Sink | undefined;

  afterEach(() => new Promise<void>((resolve) => (sink ? sink.server.close(() => resolve()) : resolve())));

  const started = async (options?: SMTPServerOptions) => (sink = await new Sink(options).start());
  const send = (port: number, raw: Readable, more = {}) =>
    submit({
      endpoint: { host: 'localhost', port, security: 'starttls' },
      login: { user: 'anna@contoso.example', accessToken: 'secret-token' },
      from: 'anna@contoso.example',
      to: ['ben@contoso.example'],
      raw,
      size: 100,
      timeouts: { connect: 3000, answer: 1500 },
      ...more,
    });
  const text = (content: string) => Readable.from([Buffer.from(content)]);

  it('never says a token to a server that does not offer TLS', async () => {
    const { port, commands } = await started({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    await expect(send(port, text('Subject: x\r\n\r\nx'))).rejects.toMatchObject({
      code: 'server-unreachable',
    });
    expect(commands).toEqual([]);
  });

  it('gives the token after STARTTLS', async () => {
    const { port, commands } = await started();
    expect(await send(port, text('Subject: x\r\n\r\nx'))).toEqual({ rejected: [], deferred: [], full: true });
    expect(commands).toEqual(['AUTH anna@contoso.example secret-token']);
  });

  it('understands a refusal that comes after a challenge', async () => {
    const refuse: SMTPServerOptions['onAuth'] = (_auth, _session, done) =>
      done(null, { data: { status: '401', schemes: 'bearer' } });
    const { port } = await started({ onAuth: refuse });
    await expect(send(port, text('x'))).rejects.toMatchObject({ code: 'smtp-auth-failed' });
  });

  it('does not end the mail when its source breaks: half a mail must not be taken', async () => {
    const { port } = await started();
    async function* broken() {
      yield Buffer.from('Subject: x\r\n\r\nfirst half\r\n');
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error('the database went away');
    }
    await expect(send(port, Readable.from(broken()))).rejects.toMatchObject({ code: 'internal' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sink?.mails).toBe(0);
  });

  it('calls a server that falls silent after the mail unclear, and one that does so before it lost', async () => {
    const { port } = await started({ onData: (stream) => void stream.resume() });
    await expect(send(port, text('Subject: x\r\n\r\nx'))).rejects.toMatchObject({ code: 'send-unclear' });
    await new Promise<void>((resolve) => sink?.server.close(() => resolve()));
    const silent = await started({ onMailFrom: () => undefined });
    await expect(send(silent.port, text('x'))).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('sends several mails over one connection, and a new one where the server gave it up', async () => {
    const { port, commands, server } = await started();
    const line = new SmtpConnection();
    const next = () =>
      line.submit({
        endpoint: { host: 'localhost', port, security: 'starttls' },
        login: { user: 'anna@contoso.example', accessToken: 'secret-token' },
        from: 'anna@contoso.example',
        to: ['ben@contoso.example'],
        raw: () => text('Subject: x\r\n\r\nx'),
        size: 100,
      });
    try {
      await next();
      await next();
      expect(commands).toHaveLength(1);
      for (const connection of server.connections) connection._socket.destroy();
      await next();
      expect(commands).toHaveLength(2);
      server.onMailFrom = (_address, _session, done) =>
        done(Object.assign(new Error('no'), { responseCode: 550 }));
      await expect(next()).rejects.toMatchObject({ code: 'message-rejected' });
      expect(sink?.mails).toBe(3);
    } finally {
      line.close();
    }
  });

  it('says who was refused while the others get it', async () => {
    const { port } = await started({
      onRcptTo: ({ address }, _session, done) => {
        const status = { 'gone@x.example': 550, 'grey@x.example': 451 }[address];
        done(status ? Object.assign(new Error('no'), { responseCode: status }) : null);
      },
    });
    const to = ['ben@x.example', 'gone@x.example', 'grey@x.example'];
    expect(await send(port, text('Subject: x\r\n\r\nx'), { to })).toEqual({
      ...{ rejected: ['gone@x.example'], deferred: ['grey@x.example'], full: false },
    });
    expect(sink?.mails).toBe(1);
  });

  it('sends over TLS from the beginning where that is asked for', async () => {
    const { port, commands } = await started({ secure: true });
    const endpoint = { host: 'localhost', port, security: 'tls' as const };
    await send(port, text('Subject: x\r\n\r\nx'), { endpoint });
    expect(commands).toHaveLength(1);
  });

  it('says goodbye when it is done', async () => {
    const gone = new Promise((resolve) => {
      void started({ onClose: resolve }).then(({ port }) => send(port, text('Subject: x\r\n\r\nx')));
    });
    await gone;
    expect(sink?.mails).toBe(1);
  });

  it('is called off before it begins', async () => {
    const { port, commands } = await started();
    const raw = text('x');
    const signal = AbortSignal.abort();
    await expect(send(port, raw, { signal })).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(commands).toEqual([]);
    expect(raw.destroyed).toBe(true);
  });

  it('is called off while the server thinks, and does not wait for its answer', async () => {
    const called = new AbortController();
    const { port } = await started({ onMailFrom: () => called.abort() });
    const timeouts = { connect: 3000, answer: 60_000 };
    await expect(send(port, text('x'), { signal: called.signal, timeouts })).rejects.toMatchObject({
      code: 'connection-lost',
    });
    expect(sink?.mails).toBe(0);
  });

  it('does not begin anew what was called off, or whose source broke, on a kept connection', async () => {
    const { port, commands } = await started();
    const line = new SmtpConnection();
    let opened = 0;
    const next = (raw: () => Readable, signal?: AbortSignal) =>
      line.submit({
        endpoint: { host: 'localhost', port, security: 'starttls' },
        login: { user: 'anna@contoso.example', accessToken: 'secret-token' },
        ...{ from: 'anna@contoso.example', to: ['ben@contoso.example'], size: 100, signal },
        raw: () => (opened++, raw()),
      });
    const good = () => text('Subject: x\r\n\r\nx');
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new Error('gone'));
        },
      });
    try {
      await next(good);
      await expect(next(good, AbortSignal.abort())).rejects.toMatchObject({ code: 'connection-lost' });
      await next(good);
      await expect(next(broken)).rejects.toMatchObject({ code: 'internal' });
      expect({ opened, signIns: commands.length, mails: sink?.mails }).toEqual({
        ...{ opened: 4, signIns: 2, mails: 2 },
      });
    } finally {
      line.close();
    }
  });

  it('opens another connection for another mailbox, or another server', async () => {
    const { port, commands } = await started();
    const line = new SmtpConnection();
    const next = (user: string, host = 'localhost') =>
      line.submit({
        endpoint: { host, port, security: 'starttls' },
        login: { user, accessToken: 'secret-token' },
        ...{ from: user, to: ['ben@contoso.example'], size: 100, raw: () => text('Subject: x\r\n\r\nx') },
      });
    try {
      await next('anna@contoso.example');
      await next('ben@contoso.example');
      await next('ben@contoso.example', '127.0.0.1');
      await next('ben@contoso.example', '127.0.0.1');
      expect(commands).toHaveLength(3);
    } finally {
      line.close();
    }
  });

  it('cannot reach what does not listen', async () => {
    const { port, server } = await started();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    sink = undefined;
    await expect(send(port, text('x'))).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  it('composes and submits 200 MiB in a few of memory', async () => {
    const { port } = await started();
    function* large() {
      for (let index = 0; index < 200; index++) yield Buffer.alloc(MIB, index);
    }
    const raw = await composeMessage({
      ...{
        from: { name: '', address: 'anna@contoso.example' },
        to: [{ name: '', address: 'ben@contoso.example' }],
        cc: [],
      },
      ...{ subject: 'x', date: new Date(), token: 't', html: 'x', text: 'x' },
      parts: [{ filename: 'a', contentType: 'application/octet-stream', content: Readable.from(large()) }],
    });
    const used = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = used();
    let highest = 0;
    const timer = setInterval(() => (highest = Math.max(highest, used() - before)), 10);
    await send(port, raw, { timeouts: { connect: 10_000, answer: 60_000 } });
    clearInterval(timer);
    expect(sink?.octets).toBeGreaterThan(200 * MIB * 1.36);
    expect(highest).toBeLessThan(120 * MIB);
  }, 120_000);
});
