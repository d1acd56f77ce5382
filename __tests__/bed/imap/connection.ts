import type { Socket } from 'node:net';
import { ofKind } from '../faults';
import type { Faults } from '../faults';
import type { ImapFault } from '../types';
import type { Piece } from './splitter';
import { announcesSynchronising, Splitter } from './splitter';

export interface ProxyContext {
  readonly faults: Faults<ImapFault>;
  /** Speak as Exchange where the server behind does not. */
  readonly exchange: boolean;
  onLogin(): void;
  /** A command after the login: `UID STORE`. */
  onCommand(name: string): void;
  delegate(address: string, token: string): Delegation | undefined;
}

/** A login under another name than the mailbox's address: a shared mailbox, or a person by user principal name. */
export interface Delegation {
  /** The mailbox, as the server behind calls it. */
  mailbox: string;
  /** What the server behind takes in place of the delegate's token. */
  token: string;
  /** Whether the token's owner has Full Access. Exchange lets others in too, and refuses every command. */
  connected: boolean;
}

/** Commands that Exchange answers whatever the state of the mailbox. */
const HARMLESS = new Set(['CAPABILITY', 'ID', 'LOGOUT', 'NOOP', 'DONE']);

/** One client's connection, with the lines edited that only Exchange would say. */
export class ProxyConnection {
  /** Whose connection this is, once the login is through. */
  address: string | undefined;
  private readonly fromClient = new Splitter();
  private readonly fromServer = new Splitter();
  /** Tag of an AUTHENTICATE that is under way, and whose it is. */
  private login: { tag: string; address?: string; sent: boolean } | undefined;
  private connected = true;
  private idling = false;
  /** The rest of a command that was answered here is not forwarded. */
  private swallowing = false;
  private greeted = false;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly context: ProxyContext,
  ) {
    client.on('data', (chunk: Buffer) => {
      for (const piece of this.fromClient.push(chunk)) this.onClient(piece);
    });
    server.on('data', (chunk: Buffer) => {
      for (const piece of this.fromServer.push(chunk)) this.onServer(piece);
    });
    client.on('drain', () => server.resume());
    server.on('drain', () => client.resume());
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      // Small answers must not wait for the ACK of the one before (RFC 896): that costs 40 ms each.
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('end', () => other.end());
      socket.on('close', () => other.destroy());
    }
  }

  /** Ends the connection without a word. */
  cut(): void {
    this.client.destroy();
    this.server.destroy();
  }

  /** Ends it with the server's farewell (RFC 9051 §7.1.5). */
  bye(text: string): void {
    this.client.end(`* BYE ${text}\r\n`);
    this.server.destroy();
  }

  private onClient(piece: Piece): void {
    if (this.client.destroyed) return;
    if (piece.kind === 'line' && piece.start) this.swallowing = this.judge(piece.data);
    if (this.swallowing) return;
    const data = piece.kind === 'line' && piece.start ? this.delegated(piece.data) : piece.data;
    if (!this.server.write(data)) this.client.pause();
  }

  /** Whether a command is answered here and must not reach the server. */
  private judge(data: Buffer): boolean {
    const line = data.toString('latin1').trimEnd();
    if (this.login) {
      if (!this.login.sent) {
        this.login.address = userOf(line);
        this.login.sent = true;
      }
      return false;
    }
    if (this.idling) {
      this.idling = !/^DONE$/i.test(line);
      return false;
    }
    const [tag = '*', verb = '', ...rest] = line.split(' ');
    const name = verb.toUpperCase();
    if (!this.address) return name === 'AUTHENTICATE' ? this.beginLogin(tag, rest) : false;
    this.context.onCommand(name === 'UID' ? `UID ${(rest[0] ?? '').toUpperCase()}` : name);
    if (!HARMLESS.has(name)) {
      const refusal = this.refusal(tag, line.slice(tag.length + 1));
      if (refusal !== undefined) {
        if (announcesSynchronising(data)) this.fromClient.dropLiteral();
        if (refusal) this.client.write(refusal);
        return true;
      }
    }
    if (name === 'IDLE') this.idling = true;
    return false;
  }

  /** The line of a login with the response of somebody who opens a shared mailbox rewritten for the server. */
  private delegated(data: Buffer): Buffer | string {
    if (!this.login?.sent) return data;
    const line = data.toString('latin1');
    const response = line.trimEnd().split(' ').pop() ?? '';
    const [, user = '', token = ''] = saslOf(response) ?? [];
    const delegation = token ? this.context.delegate(user, token) : undefined;
    if (!delegation) return data;
    this.connected = delegation.connected;
    this.login.address = delegation.mailbox;
    const own = Buffer.from(`user=${delegation.mailbox}\x01auth=Bearer ${delegation.token}\x01\x01`).toString(
      'base64',
    );
    return line.replace(response, () => own);
  }

  private beginLogin(tag: string, [mechanism, initial]: string[]): boolean {
    const address = initial === undefined ? undefined : userOf(initial);
    if (this.context.faults.take(ofKind<ImapFault, 'unavailable'>('unavailable'), address)) {
      this.client.write(`${tag} NO [UNAVAILABLE] Temporary authentication failure.\r\n`);
      return true;
    }
    if (mechanism?.toUpperCase() === 'XOAUTH2') this.login = { tag, address, sent: initial !== undefined };
    return false;
  }

  /** What Exchange says in place of an answer; '' when it says nothing because the connection is gone. */
  private refusal(tag: string, line: string): string | undefined {
    if (!this.connected) return `${tag} BAD User is authenticated but not connected.\r\n`;
    const no = this.context.faults.take((one) => one.kind === 'refuse' && one.line.test(line), this.address);
    if (this.context.faults.take((one) => one.kind === 'cut-at' && one.line.test(line), this.address)) {
      this.cut();
      return '';
    }
    if (no?.kind === 'refuse') {
      if (no.closesAfter !== undefined) setTimeout(() => this.cut(), no.closesAfter).unref();
      return `${tag} NO ${no.text ?? 'The command failed.'}\r\n`;
    }
    const fault = this.context.faults.take(
      ({ kind }) =>
        kind === 'cut' || kind === 'token-expired-bye' || kind === 'throttle' || kind === 'not-connected',
      this.address,
    );
    switch (fault?.kind) {
      case 'cut':
        this.cut();
        return '';
      case 'token-expired-bye':
        this.bye('Session invalidated - AccessTokenExpired');
        return '';
      case 'throttle':
        return `${tag} BAD Request is throttled. Suggested Backoff Time: ${fault.milliseconds} milliseconds\r\n`;
      case 'not-connected':
        return `${tag} BAD User is authenticated but not connected.\r\n`;
      default:
        return undefined;
    }
  }

  private onServer(piece: Piece): void {
    if (this.client.destroyed || this.client.writableEnded) return;
    const data = piece.kind === 'line' && piece.start ? this.edit(piece.data) : piece.data;
    if (data && !this.client.write(data)) this.server.pause();
  }

  /** A line of the server as the client shall see it; nothing when it shall not. */
  private edit(data: Buffer): Buffer | string | undefined {
    const { exchange, faults } = this.context;
    if (data.includes(' AUTH=XOAUTH2') && faults.take(ofKind<ImapFault, 'no-xoauth2'>('no-xoauth2')))
      data = Buffer.from(data.toString('latin1').replaceAll(' AUTH=XOAUTH2', ''), 'latin1');
    if (!this.greeted) {
      this.greeted = true;
      return exchange ? data.toString('latin1').replace(/\[CAPABILITY [^\]]*\] /, '') : data;
    }
    if (this.login?.sent) {
      const line = data.toString('latin1');
      if (line.startsWith(`${this.login.tag} OK`)) {
        this.address = this.login.address?.toLowerCase();
        this.login = undefined;
        this.context.onLogin();
        return data;
      }
      if (line.startsWith(`${this.login.tag} `)) {
        const { tag } = this.login;
        this.login = undefined;
        return exchange ? `${tag} NO AUTHENTICATE failed.\r\n` : data;
      }
      // Exchange refuses without the error challenge of XOAUTH2: take it from the server, answer it ourselves.
      if (exchange && line.startsWith('+') && line.trimEnd().length > 1) {
        this.server.write('\r\n');
        return undefined;
      }
      return data;
    }
    const text = data.toString('latin1');
    if (faults.take((one) => one.kind === 'bye-at' && one.line.test(text), this.address)) {
      this.bye('Server shutting down');
      return undefined;
    }
    const said = faults.take((one) => one.kind === 'say' && one.line.test(text), this.address);
    if (said?.kind === 'say') return Buffer.from(text.replace(said.line, said.instead), 'latin1');
    // Dovecot says MODSEQ whether or not CONDSTORE is advertised; a client must not learn to rely on it.
    if (exchange && data.subarray(0, 24).toString('latin1').includes('[HIGHESTMODSEQ')) return undefined;
    return data;
  }
}

/** The user named in a SASL XOAUTH2 response. */
function userOf(response: string): string | undefined {
  return /user=([^\x01]*)\x01/.exec(Buffer.from(response, 'base64').toString())?.[1];
}

/** User and token of a SASL XOAUTH2 response. */
function saslOf(response: string): RegExpExecArray | null {
  return /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/i.exec(
    Buffer.from(response, 'base64').toString(),
  );
}
