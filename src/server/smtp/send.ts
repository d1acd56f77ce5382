import { PassThrough, type Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Endpoint, Login } from '../providers/provider';
import { smtpError, type SubmissionProgress } from './errors';
import { signInOptions } from './signIn';

export interface Submission {
  endpoint: Endpoint;
  login: Login;
  /** MAIL FROM. */
  from: string;
  /** RCPT TO. */
  to: string[];
  /** The composed mail. It is destroyed when the submission ends early. */
  raw: Readable;
  size: number;
  signal?: AbortSignal;
  timeouts?: Partial<typeof TIMEOUTS>;
}

export interface Submitted {
  /** Recipients that the server refused while it took the mail for the others. */
  rejected: string[];
}

/** Milliseconds. RFC 5321 §4.5.3.2 would wait 5 minutes for a command and 10 for the answer to the final dot. */
export const TIMEOUTS = { connect: 30_000, answer: 5 * 60_000 };

/**
 * Submits a mail (RFC 6409) over TLS with XOAUTH2. It has been accepted when this returns; every failure
 * is a MailError that says whether the mail can still be under way (`send-unclear`).
 */
export async function submit(submission: Submission): Promise<Submitted> {
  const { endpoint, login, from, to, raw, size, signal } = submission;
  const timeouts = { ...TIMEOUTS, ...submission.timeouts };
  const progress: SubmissionProgress = { connected: false, written: false };
  const transport = createTransport(
    signInOptions({ endpoint, login, timeouts, onConnected: () => (progress.connected = true) }),
  );
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((input: Readable) => watched(input, progress));
    done();
  });
  try {
    const info = await transport.sendMail({ raw, envelope: { from, to, size }, signal });
    return { rejected: (info.rejected ?? []).map(String) };
  } catch (error) {
    throw smtpError(error, progress);
  } finally {
    raw.destroy();
    transport.close();
  }
}

/**
 * nodemailer reads this only after the server's 354, so its end means that everything, the final dot
 * included, is on its way: from then on only an answer can say whether the mail was taken.
 */
function watched(input: Readable, progress: SubmissionProgress): Readable {
  const output = new PassThrough();
  input.once('error', (error) => output.destroy(error));
  output.once('end', () => (progress.written = true));
  return input.pipe(output);
}
