import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Server as TlsServer, TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import type { Certificate } from '../ca';
import { Faults, ofKind } from '../faults';
import { listen, stopServer } from '../net';
import type { FaultOptions, ImapFault } from '../types';
import { ProxyConnection, type Delegation } from './connection';

export interface ProxyOptions {
  certificate: Certificate;
  /** Plain-text port of the server behind. */
  target: number;
  exchange: boolean;
  port?: number;
  onLogin(): void;
  /** A command of a client that has logged in: `UID STORE`. */
  onCommand(name: string): void;
  /** The login of a shared mailbox by somebody's token, if it is one. */
  delegate(address: string, token: string): Delegation | undefined;
}

/** TLS in front of the IMAP server, and the faults that only Exchange has. */
export class ImapProxy {
  private readonly faults = new Faults<ImapFault>();
  private readonly connections = new Set<ProxyConnection>();
  private readonly server: TlsServer;
  port = 0;

  private constructor(private readonly options: ProxyOptions) {
    const { cert, key } = options.certificate;
    this.server = createServer({ cert, key }, (socket) => this.accept(socket));
    // Before the TLS handshake: what a refused or overloaded listener looks like.
    this.server.on('connection', (socket: Socket) => {
      if (this.faults.take(ofKind<ImapFault, 'refuse-connections'>('refuse-connections'))) socket.destroy();
    });
    this.server.on('tlsClientError', () => undefined);
  }

  static async start(options: ProxyOptions): Promise<ImapProxy> {
    const proxy = new ImapProxy(options);
    proxy.port = await listen(proxy.server, options.port ?? 0);
    return proxy;
  }

  fault(fault: ImapFault, options: FaultOptions = {}): void {
    if ((fault.kind === 'cut' || fault.kind === 'token-expired-bye') && options.times === undefined) {
      for (const connection of this.of(options.address)) {
        if (fault.kind === 'cut') connection.cut();
        else connection.bye('Session invalidated - AccessTokenExpired');
      }
      return;
    }
    this.faults.add(fault, options);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** Cuts every connection of an address. */
  cut(address: string): void {
    for (const connection of this.of(address)) connection.cut();
  }

  async stop(): Promise<void> {
    const stopped = stopServer(this.server);
    for (const connection of this.connections) connection.cut();
    await stopped;
  }

  private of(address: string | undefined): ProxyConnection[] {
    const only = address?.toLowerCase();
    return [...this.connections].filter(
      (one) => one.address !== undefined && (!only || one.address === only),
    );
  }

  private accept(socket: TLSSocket): void {
    const server = connect(this.options.target, '127.0.0.1');
    const { exchange, onLogin, onCommand, delegate } = this.options;
    const context = { faults: this.faults, exchange, onLogin, onCommand, delegate };
    const connection = new ProxyConnection(socket, server, context);
    this.connections.add(connection);
    socket.once('close', () => this.connections.delete(connection));
  }
}
