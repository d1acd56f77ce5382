import { PassThrough, type Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Endpoint, Login } from '../providers/provider';
import { connectionLimiterFor } from '../semaphore';
import { refusalsOf, smtpError, type Refusals, type SubmissionProgress } from './errors';
import { needsInternational } from './international';
import { signInOptions, type SmtpOffer } from './signIn';

export interface LineSubmission {
  endpoint: Endpoint;
  login: Login;
  /** MAIL FROM. */
  from: string;
  /** RCPT TO. */
  to: string[];
  /** Opens the composed message. The stream is destroyed if the submission ends early. */
  raw: () => Readable;
  size: number;
  /** Whether the message contains octets beyond ASCII. Servers that support 8BITMIME (RFC 6152) are told about it. */
  isEightBit?: boolean;
  /** Called with what the server offers, for each new connection. */
  onOffer?(offer: SmtpOffer): Promise<void>;
  signal?: AbortSignal;
  timeouts?: Partial<typeof TIMEOUTS>;
}

/** Recipients that the server refused while it accepted the message for the others. */
export type Submitted = Refusals;

/** Milliseconds. RFC 5321 §4.5.3.2 would allow 5 minutes for a command and 10 for the answer to the final dot. */
export const TIMEOUTS = { connect: 30_000, answer: 5 * 60_000 };

/** Milliseconds that a server may take to answer QUIT. */
const GOODBYE = 2_000;

/**
 * A connection to a submission server (RFC 6409) over TLS with XOAUTH2 or a password. It is opened for the first
 * message and kept for the following ones: servers count sign-ins, and each costs several round trips.
 */
export class SmtpConnection {
  private connection: SMTPConnection | null = null;
  /** Endpoint and user that the connection belongs to. */
  private key = '';
  private offer?: SmtpOffer;

  /**
   * Submits a message. When this returns, the server has accepted it. Every failure is a MailError that says whether
   * the message may still be on its way (`send-unclear`), and ends the connection.
   */
  async submit(mail: LineSubmission): Promise<Submitted> {
    const key = JSON.stringify([mail.endpoint, mail.login.user]);
    if (this.connection && this.key === key) {
      const { offer } = this;
      const progress: SubmissionProgress = { connected: true, written: false, from: mail.from, offer };
      try {
        return await this.send(this.connection, mail, progress);
      } catch (error) {
        this.close();
        if (!isStale(error, progress, mail.signal)) throw smtpError(error, progress);
      }
    }
    this.close();
    const progress: SubmissionProgress = { connected: false, written: false, from: mail.from };
    try {
      const connection = await opened(mail, progress);
      this.keep(connection, key);
      this.offer = progress.offer;
      if (progress.offer) await mail.onOffer?.(progress.offer);
      return await this.send(connection, mail, progress);
    } catch (error) {
      this.close();
      throw smtpError(error, progress);
    }
  }

  /** Sends QUIT and closes the connection, if there is one. */
  close(): void {
    const { connection } = this;
    this.connection = null;
    if (!connection) return;
    connection.quit();
    setTimeout(() => connection.close(), GOODBYE).unref();
  }

  private keep(connection: SMTPConnection, key: string): void {
    this.connection = connection;
    this.key = key;
    connection.once('end', () => {
      if (this.connection === connection) this.connection = null;
    });
  }

  private async send(
    connection: SMTPConnection,
    { from, to, raw, size, isEightBit, signal }: LineSubmission,
    progress: SubmissionProgress,
  ): Promise<Submitted> {
    const isBeyondAscii = needsInternational([from, ...to], progress.offer);
    const input = raw();
    try {
      return await guarded(connection, signal, (resolve, reject) =>
        connection.send(
          // nodemailer adds SMTPUTF8 by itself if one of these addresses needs it. The header is UTF-8 then (RFC 6532).
          { from, to, size, use8BitMime: isEightBit || isBeyondAscii },
          watched(input, progress),
          (error, info) => {
            if (error) reject(error);
            else resolve(refusalsOf(info ?? {}));
          },
        ),
      );
    } finally {
      input.destroy();
    }
  }
}

/** Connects and signs in, once the per-server limit allows it. */
function opened(mail: LineSubmission, progress: SubmissionProgress): Promise<SMTPConnection> {
  const { endpoint, signal } = mail;
  return connectionLimiterFor(endpoint).run(() => signedIn(mail, progress), { signal });
}

function signedIn(mail: LineSubmission, progress: SubmissionProgress): Promise<SMTPConnection> {
  const { endpoint, login, signal } = mail;
  const timeouts = { ...TIMEOUTS, ...mail.timeouts };
  const options = signInOptions({
    endpoint,
    login,
    timeouts,
    onConnected: (offer) => Object.assign(progress, { connected: true, offer }),
  });
  const connection = new SMTPConnection(options);
  // Without a listener, an `error` event would end the process, even between two messages.
  connection.on('error', () => undefined);
  return guarded(connection, signal, (resolve, reject) =>
    connection.connect((error) => {
      if (error) return reject(error);
      connection.login(options.auth, (refusal) => (refusal ? reject(refusal) : resolve(connection)));
    }),
  );
}

/**
 * Runs a step until it ends, the connection breaks or it is aborted; closes the connection unless the step succeeded.
 */
async function guarded<T>(
  connection: SMTPConnection,
  signal: AbortSignal | undefined,
  step: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  let onError: (error: unknown) => void = () => undefined;
  let onAbort = () => undefined as void;
  try {
    return await new Promise<T>((resolve, reject) => {
      onError = reject;
      onAbort = () => reject(new Error('called off', { cause: signal?.reason }));
      if (signal?.aborted) return onAbort();
      connection.once('error', onError);
      signal?.addEventListener('abort', onAbort, { once: true });
      step(resolve, reject);
    });
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    connection.off('error', onError);
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Whether the server had dropped a kept connection in the meantime: nothing of the message was accepted, so a new
 * connection will do.
 */
function isStale(error: unknown, { written }: SubmissionProgress, signal: AbortSignal | undefined): boolean {
  const { responseCode, code } = (error ?? {}) as { responseCode?: number; code?: string };
  if (written || signal?.aborted || code === 'ESTREAM' || code === 'EMESSAGE') return false;
  return responseCode === undefined || responseCode === 421;
}

/**
 * nodemailer reads this only after the server's 354, so its end means that everything, including the final dot, is on
 * its way: from then on, only an answer can say whether the message was accepted.
 */
function watched(input: Readable, progress: SubmissionProgress): Readable {
  const output = new PassThrough();
  input.once('error', (error) => output.destroy(error));
  output.once('end', () => (progress.written = true));
  return input.pipe(output);
}
