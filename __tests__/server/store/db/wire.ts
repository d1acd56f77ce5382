import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Forwards to the database server, and cuts the connections when told. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private server!: Server;
  refuses = false;

  static async to(port: number): Promise<Wire> {
    const wire = new Wire();
    wire.server = createServer((client) => {
      client.on('error', () => undefined);
      if (wire.refuses) return void client.destroy();
      const server = connect(port, '127.0.0.1');
      server.on('error', () => client.destroy());
      server.on('close', () => client.destroy());
      client.on('close', () => (wire.sockets.delete(client), server.destroy()));
      wire.sockets.add(client);
      client.pipe(server).pipe(client);
    }).listen(0, '127.0.0.1');
    await once(wire.server, 'listening');
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  cut(reset: boolean): void {
    for (const socket of this.sockets)
      if (reset) socket.resetAndDestroy();
      else socket.destroy();
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut(true);
    await once(this.server, 'close');
  }
}
