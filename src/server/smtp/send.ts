import type { Readable } from 'node:stream';
import { SmtpConnection, type LineSubmission, type Submitted } from './connection';

export interface Submission extends Omit<LineSubmission, 'raw'> {
  /** The composed message. It is destroyed if the submission ends early. */
  raw: Readable;
}

/** Submits one message over its own connection: see {@link SmtpConnection.submit}. */
export async function submit({ raw, ...mail }: Submission): Promise<Submitted> {
  const line = new SmtpConnection();
  try {
    return await line.submit({ ...mail, raw: () => raw });
  } finally {
    raw.destroy();
    line.close();
  }
}
