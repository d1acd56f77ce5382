import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../../src/server/imap';
import type { WaitOptions } from '../../../../src/server/semaphore';

const LOGIN = { user: 'alice@example.com', accessToken: 'token' };

/** A mail server that takes connections and says nothing. */
class Silent {
  readonly sockets: Socket[] = [];
  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('error', () => undefined);
    });
  }

  static async start(): Promise<Silent> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Silent(server);
  }

  /** A sign-in there; what became of it. */
  signIn(place: WaitOptions = {}): Promise<string> {
    const { port } = this.server.address() as { port: number };
    return connect({ host: '127.0.0.1', port, security: 'starttls' }, LOGIN, place).then(
      () => 'open',
      (error: { name: string }) => error.name,
    );
  }

  async seen(count: number): Promise<number> {
    for (let tries = 0; this.sockets.length < count && tries < 100; tries++) await pause(20);
    // Should more of them come, they are there by now.
    await pause(100);
    return this.sockets.length;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the door of a mail server', () => {
  let server: Silent;
  beforeEach(async () => {
    server = await Silent.start();
  });
  afterEach(() => server.stop());

  it('lets eight in at a time; as one leaves, people come before everybody else', async () => {
    const ended: string[] = [];
    const all = Array.from({ length: 12 }, (_, index) =>
      server.signIn().then(() => ended.push(`routine ${index}`)),
    );
    expect(await server.seen(8)).toBe(8);
    const person = server.signIn({ urgent: true }).then(() => ended.push('person'));
    expect(await server.seen(8)).toBe(8);
    server.sockets[0]?.destroy();
    expect(await server.seen(9)).toBe(9);
    server.sockets[8]?.destroy();
    await person;
    expect(ended).toEqual(['routine 0', 'person']);
    for (let index = 0; index < 13; index++) {
      await server.seen(index + 1);
      server.sockets[index]?.destroy();
    }
    await Promise.all(all);
  });

  it('does not hold up another server', async () => {
    const waiting = Array.from({ length: 10 }, () => server.signIn());
    await server.seen(8);
    const other = await Silent.start();
    const there = other.signIn();
    expect(await other.seen(1)).toBe(1);
    await other.stop();
    await there;
    await server.stop();
    await Promise.all(waiting);
  });

  it('lets go at once who is called off, in the queue or inside', async () => {
    const stop = new AbortController();
    const all = Array.from({ length: 10 }, () => server.signIn({ signal: stop.signal }));
    await server.seen(8);
    stop.abort();
    expect(await Promise.all(all)).toEqual(Array.from({ length: 10 }, () => 'AbortError'));
    const next = server.signIn();
    expect(await server.seen(9)).toBe(9);
    server.sockets[8]?.destroy();
    await next;
  });
});
