import type { Endpoint, Login } from '../providers/provider';

/** An answer of the server, as nodemailer hands it to an authentication method of one's own. */
export interface SmtpReply {
  status?: number;
  response: string;
}

export type SendCommand = (command: string) => Promise<SmtpReply>;

export interface SignIn {
  endpoint: Endpoint;
  login: Login;
  timeouts: { connect: number; answer: number };
  /** The server greeted us, and takes commands. */
  onConnected(): void;
  /** Runs once the sign-in was accepted. */
  onSignedIn?(send: SendCommand): Promise<void>;
}

/**
 * Under its own name nodemailer would pick the first method that the server offers instead, and on a 334 ask for
 * a new token and lose the reply that says why the old one was refused.
 */
const METHOD = 'OWN-XOAUTH2';

/** What nodemailer is told of every connection. `timeouts` in milliseconds. */
export function connectionOptions({ host, port, security }: Endpoint, timeouts: SignIn['timeouts']) {
  return {
    host,
    port,
    secure: security === 'tls',
    // Without it an attacker who strips STARTTLS from the greeting gets the token (RFC 3207 §6).
    requireTLS: security === 'starttls',
    tls: { minVersion: 'TLSv1.2' as const },
    // This host's own name is nobody's business (it ends up in Received).
    name: '[127.0.0.1]',
    forceAuth: true,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    socketTimeout: timeouts.answer,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** What nodemailer is told to sign in (RFC 6409) over TLS with XOAUTH2. */
export function signInOptions({ endpoint, login, timeouts, onConnected, onSignedIn }: SignIn) {
  return {
    ...connectionOptions(endpoint, timeouts),
    auth: { type: 'custom' as const, method: METHOD, user: login.user, pass: '' },
    customAuth: {
      [METHOD]: async ({ sendCommand }: { sendCommand: SendCommand }) => {
        onConnected();
        let answer = await sendCommand(`AUTH XOAUTH2 ${xoauth2(login)}`);
        // 334 carries the reason as JSON; an empty line asks for the verdict.
        if (answer.status === 334) answer = await sendCommand('');
        if (answer.status !== 235) throw new Error('XOAUTH2 refused');
        await onSignedIn?.(sendCommand);
      },
    },
  };
}

/** SASL XOAUTH2's initial client response. */
function xoauth2({ user, accessToken }: Login): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64');
}
