import { createTransport } from 'nodemailer';
import type { Endpoint, Login } from '../providers/provider';
import { smtpError, type SubmissionProgress } from './errors';
import { signInOptions, type SmtpReply } from './signIn';

/** Milliseconds: a person waits for it. */
const TIMEOUTS = { connect: 15_000, answer: 30_000 };

export interface SenderCheck {
  endpoint: Endpoint;
  /** Who signs in. */
  login: Login;
  /** The address to send from. */
  from: string;
}

/**
 * Whether mail may be submitted from an address: signs in, names the sender and a recipient (the one who
 * signs in), and takes it all back (RSET, RFC 5321 §4.1.1.5), so that nothing is sent. Throws what the
 * server has against it. Some say it only once they have the mail: then the first send tells.
 */
export async function checkSender({ endpoint, login, from }: SenderCheck): Promise<void> {
  const progress: SubmissionProgress = { connected: false, written: false };
  let refusal: SmtpReply | undefined;
  const transport = createTransport(
    signInOptions({
      endpoint,
      login,
      timeouts: TIMEOUTS,
      onConnected: () => (progress.connected = true),
      async onSignedIn(send) {
        for (const command of [`MAIL FROM:<${from}>`, `RCPT TO:<${login.user}>`]) {
          const reply = await send(command);
          if ((reply.status ?? 0) >= 400) refusal ??= reply;
          if (refusal) break;
        }
        await send('RSET');
      },
    }),
  );
  try {
    await transport.verify();
  } catch (error) {
    throw smtpError(error, progress);
  } finally {
    transport.close();
  }
  // Of the sender, whichever of the two was refused: the recipient is the person.
  if (refusal) {
    const { status: responseCode, response } = refusal;
    throw smtpError({ responseCode, response, command: 'MAIL FROM' }, progress);
  }
}
