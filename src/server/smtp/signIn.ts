import type { Endpoint, Login } from '../providers/provider';

/** A server reply, as nodemailer passes it to a custom authentication method. */
export interface SmtpReply {
  status?: number;
  response: string;
}

/** What a server says in its answer to EHLO that matters to us. */
export interface SmtpOffer {
  /** Octets of a message (SIZE, RFC 1870); null if it doesn't say. */
  maxMessageSize: number | null;
  /** Whether it takes addresses beyond ASCII (SMTPUTF8, RFC 6531). */
  isInternational: boolean;
}

/** The same as nodemailer passes it to a custom authentication method. */
export interface Advertised {
  extensions: string[];
  maxAllowedSize: number | false;
}

/** Reads what nodemailer found in the answer to EHLO. */
export const offerOf = ({ extensions, maxAllowedSize }: Advertised): SmtpOffer => ({
  maxMessageSize: maxAllowedSize || null,
  isInternational: extensions.includes('SMTPUTF8'),
});

export type SendCommand = (command: string) => Promise<SmtpReply>;

export interface SignIn {
  endpoint: Endpoint;
  login: Login;
  timeouts: { connect: number; answer: number };
  /** Called once the server has greeted us and accepts commands. */
  onConnected(offer: SmtpOffer): void;
  /** Runs once the sign-in is accepted. */
  onSignedIn?(send: SendCommand): Promise<void>;
}

/**
 * Our own method name. Under a standard name, nodemailer would pick the first method that the server offers instead,
 * and on a 334 request a new token and lose the reply that says why the old one was refused.
 */
const METHOD = 'OWN';

/** nodemailer options common to all connections. `timeouts` in milliseconds. */
export function connectionOptions({ host, port, security }: Endpoint, timeouts: SignIn['timeouts']) {
  return {
    host,
    port,
    secure: security === 'tls',
    // Without it, an attacker who strips STARTTLS from the greeting gets the token (RFC 3207 §6).
    requireTLS: security === 'starttls',
    tls: { minVersion: 'TLSv1.2' as const },
    // Hides this host's own name, which would end up in Received.
    name: '[127.0.0.1]',
    forceAuth: true,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    socketTimeout: timeouts.answer,
  };
}

/** nodemailer options to sign in (RFC 6409) over TLS, with XOAUTH2 or a password. */
export function signInOptions({ endpoint, login, timeouts, onConnected, onSignedIn }: SignIn) {
  return {
    ...connectionOptions(endpoint, timeouts),
    auth: { type: 'custom' as const, method: METHOD, user: login.user, pass: '' },
    customAuth: {
      [METHOD]: async ({ sendCommand, ...advertised }: Advertised & { sendCommand: SendCommand }) => {
        onConnected(offerOf(advertised));
        let answer = await sendCommand('password' in login ? plain(login) : xoauth2(login));
        // 334 contains the reason as JSON; an empty line asks for the final reply.
        if (answer.status === 334) answer = await sendCommand('');
        if (answer.status !== 235) throw new Error('the sign-in was refused');
        await onSignedIn?.(sendCommand);
      },
    },
  };
}

/** The initial client response of SASL XOAUTH2. */
function xoauth2({ user, accessToken }: Extract<Login, { accessToken: string }>): string {
  return `AUTH XOAUTH2 ${base64(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`)}`;
}

/** The initial client response of SASL PLAIN (RFC 4616). */
function plain({ user, password }: Extract<Login, { password: string }>): string {
  return `AUTH PLAIN ${base64(`\0${user}\0${password}`)}`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
