import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen, stopServer } from '../../bed/net';

/** A line to a server on this machine that is as slow as one across a continent, and sometimes breaks. */
export class SlowLine {
  private readonly open = new Set<Socket>();
  private readonly server: Server;
  port = 0;

  /** `delay`: milliseconds that everything takes in each direction. */
  private constructor(target: number, delay: number) {
    this.server = createServer((client) => {
      const server = connect(target, '127.0.0.1');
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        from.setNoDelay(true);
        from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), delay));
        from.on('end', () => setTimeout(() => to.end(), delay));
        from.on('error', () => undefined);
        from.on('close', () => to.destroy());
      }
      this.open.add(client);
      client.once('close', () => this.open.delete(client));
    });
  }

  static async start(target: number, delay: number): Promise<SlowLine> {
    const line = new SlowLine(target, delay);
    line.port = await listen(line.server, 0);
    return line;
  }

  /** Cuts one of the connections, at once and without a word; which one, the dice say. */
  cut(dice: (below: number) => number): void {
    [...this.open][dice(Math.max(1, this.open.size))]?.destroy();
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await stopServer(this.server);
  }
}
