import { createTransport } from 'nodemailer';
import type { Endpoint, Login } from '../providers/provider';
import { smtpError, type SubmissionProgress } from './errors';
import { isInternational, needsInternational } from './international';
import { signInOptions, type SmtpReply } from './signIn';

/** Milliseconds. Kept short because a person is waiting. */
const TIMEOUTS = { connect: 15_000, answer: 30_000 };

export interface SenderCheck {
  endpoint: Endpoint;
  /** The user who signs in. */
  login: Login;
  /** The address to send from. */
  from: string;
  /** An address that receives mail; the sign-in name doesn't necessarily. */
  to: string;
}

/**
 * Checks whether mail may be submitted from an address: signs in, names the sender and a recipient, and withdraws it
 * (RSET, RFC 5321 §4.1.1.5), so that nothing is sent. Throws the server's objection. Some servers object only once they
 * have the message; then the first send shows it.
 */
export async function checkSender({ endpoint, login, from, to }: SenderCheck): Promise<void> {
  const progress: SubmissionProgress = { connected: false, written: false, from };
  let refusal: SmtpReply | undefined;
  const transport = createTransport(
    signInOptions({
      endpoint,
      login,
      timeouts: TIMEOUTS,
      onConnected: (offer) => Object.assign(progress, { connected: true, offer }),
      async onSignedIn(send) {
        const isBeyondAscii = [from, to].some(isInternational);
        // An error thrown in here would pass for a refused sign-in.
        if (isBeyondAscii && !progress.offer?.isInternational) return;
        const parameter = isBeyondAscii ? ' SMTPUTF8' : '';
        for (const command of [`MAIL FROM:<${from}>${parameter}`, `RCPT TO:<${to}>`]) {
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
  needsInternational([from, to], progress.offer);
  // Attributed to the sender, whichever command was refused: the recipient is an address where the person receives
  // mail.
  if (refusal) {
    const { status: responseCode, response } = refusal;
    throw smtpError({ responseCode, response, command: 'MAIL FROM' }, progress);
  }
}
