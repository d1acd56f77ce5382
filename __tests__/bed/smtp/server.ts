import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';
import type { Certificate } from '../ca';
import { Faults } from '../faults';
import { listen, stopServer } from '../net';
import type { FaultOptions, SmtpFault } from '../types';
import { addressIn, headerField } from './message';

/** Exchange Online's default. */
const SIZE_LIMIT = 35 * 1024 * 1024;

export interface SmtpOptions {
  certificate: Certificate;
  port?: number;
  /** The address that an access token with SMTP.Send belongs to, while it lives. */
  ownerOf(token: string): string | undefined;
  /** The mailbox of whoever signs in with this name. */
  addressOf(user: string): string;
  /** Whether mail to this address can be taken. */
  isKnown(address: string): boolean;
  maySendAs(owner: string, address: string): boolean;
  /** Where one who may not is told so. Exchange says it in either place. */
  refusedAt: 'mail' | 'data';
  deliver(mail: Submitted): Promise<void>;
  onLogin(): void;
}

export interface Submitted {
  /** Who signed in. */
  owner: string;
  /** Of MAIL FROM. */
  sender: string;
  /** Of the header. */
  from: string;
  recipients: string[];
  raw: Buffer;
}

/** An SMTP reply that ends a command. */
class Refusal extends Error {
  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}

const AUTH_DISABLED =
  '5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.';
const AUTH_FAILED = '5.7.3 Authentication unsuccessful';

/** Submission (RFC 6409) with XOAUTH2, with Exchange Online's replies. */
export class SmtpBed {
  private readonly faults = new Faults<SmtpFault>();
  private readonly server: SMTPServer;
  port = 0;

  private constructor(private readonly options: SmtpOptions) {
    this.server = new SMTPServer({
      name: 'stand-in.example',
      banner: 'Microsoft ESMTP MAIL Service ready (local stand-in)',
      cert: options.certificate.cert,
      key: options.certificate.key,
      authMethods: ['XOAUTH2', 'LOGIN'],
      size: SIZE_LIMIT,
      hideENHANCEDSTATUSCODES: true,
      disableReverseLookup: true,
      closeTimeout: 200,
      logger: false,
      onConnect: (_session, done) => {
        this.server.options.authMethods = this.take(({ kind }) => kind === 'no-xoauth2')
          ? ['LOGIN']
          : ['XOAUTH2', 'LOGIN'];
        const offers = this.take(({ kind }) => kind === 'offers');
        const { size, international = true } = offers?.kind === 'offers' ? offers : {};
        this.server.options.size = size ?? SIZE_LIMIT;
        this.server.options.hideSMTPUTF8 = !international;
        done(
          this.take((fault) => fault.kind === 'refuse-connections')
            ? new Refusal(421, '4.3.2 Service not available')
            : undefined,
        );
      },
      onAuth: ({ method, username, accessToken }, _session, done) => {
        const refusal = this.judgeLogin(method, username ?? '', accessToken ?? '');
        if (!refusal) options.onLogin();
        done(refusal, refusal ? undefined : { user: options.addressOf(username ?? '') });
      },
      onMailFrom: ({ address }, session, done) => {
        const planned = this.reply('mail', owner(session));
        done(
          planned ?? (options.refusedAt === 'mail' ? this.judgeSender(owner(session), address) : undefined),
        );
      },
      onRcptTo: ({ address }, session, done) => {
        const planned = this.reply('rcpt', owner(session));
        const full = this.full(session.envelope.rcptTo.length, owner(session));
        done(
          planned ??
            full ??
            (options.isKnown(address)
              ? undefined
              : new Refusal(
                  550,
                  `5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${address} not found by SMTP address lookup`,
                )),
        );
      },
      onData: (stream, session, done) => {
        this.receive(stream, session).then(
          () => done(undefined, `2.0.0 OK [Hostname=stand-in.example]`),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(options: SmtpOptions): Promise<SmtpBed> {
    const bed = new SmtpBed(options);
    bed.port = await listen(bed.server.server, options.port ?? 0);
    return bed;
  }

  fault(fault: SmtpFault, options: FaultOptions = {}): void {
    this.faults.add(fault, options);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  async stop(): Promise<void> {
    for (const connection of this.server.connections) connection._socket.destroy();
    await stopServer(this.server.server);
  }

  private take(matches: (fault: SmtpFault) => boolean, address?: string): SmtpFault | undefined {
    return this.faults.take(matches, address);
  }

  private reply(at: 'auth' | 'mail' | 'rcpt' | 'data', address: string): Refusal | undefined {
    const fault = this.take((one) => one.kind === 'reply' && one.at === at, address);
    return fault?.kind === 'reply' ? new Refusal(fault.code, fault.text) : undefined;
  }

  private full(taken: number, address: string): Refusal | undefined {
    const isFull = (one: SmtpFault) => one.kind === 'recipients' && taken >= one.most;
    return this.take(isFull, address) && new Refusal(452, '4.5.3 Too many recipients');
  }

  private judgeLogin(method: string, username: string, token: string): Refusal | undefined {
    const fault = this.take(({ kind }) => kind === 'auth-disabled' || kind === 'auth-failed', username);
    if (fault?.kind === 'auth-disabled') return new Refusal(535, AUTH_DISABLED);
    if (fault) return new Refusal(535, AUTH_FAILED);
    const planned = this.reply('auth', username);
    if (planned) return planned;
    const rightful = method === 'XOAUTH2' && this.options.ownerOf(token) === this.options.addressOf(username);
    return rightful ? undefined : new Refusal(535, AUTH_FAILED);
  }

  private judgeSender(user: string, address: string): Refusal | undefined {
    if (this.options.maySendAs(user, address.toLowerCase())) return undefined;
    return new Refusal(550, `5.7.60 SMTP; Client does not have permissions to send as this sender`);
  }

  private async receive(
    stream: Readable & { sizeExceeded?: boolean },
    session: SMTPServerSession,
  ): Promise<void> {
    const user = owner(session);
    const fault = this.take((one) => one.kind === 'cut' || one.kind === 'stall', user);
    // Not reading is what a stalled server does; the client's own timeout has to end it.
    if (fault?.kind === 'stall') return new Promise(() => undefined);
    const cut = fault?.kind === 'cut' ? fault : undefined;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      if (cut?.at === 'data') break;
      chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    }
    if (cut?.at === 'data') return this.hangUp(session);
    if (stream.sizeExceeded) throw new Refusal(552, '5.3.4 Message size exceeds fixed maximum message size');
    const planned = this.reply('data', user);
    if (planned) throw planned;
    const raw = Buffer.concat(chunks);
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const from = addressIn(headerField(raw, 'From'));
    const refused = this.judgeSender(user, sender) ?? this.judgeSender(user, from);
    if (refused) throw refused;
    if (!cut || cut.delivered !== false) {
      const recipients = [...new Set(session.envelope.rcptTo.map(({ address }) => address.toLowerCase()))];
      await this.options.deliver({ owner: user, sender, from, recipients, raw });
    }
    if (cut) return this.hangUp(session);
  }

  private hangUp(session: SMTPServerSession): Promise<void> {
    for (const connection of this.server.connections) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
    return new Promise(() => undefined);
  }
}

function owner(session: SMTPServerSession): string {
  return typeof session.user === 'string' ? session.user : '';
}
