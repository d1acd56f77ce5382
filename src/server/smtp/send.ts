import type { Readable } from 'node:stream';
import { SmtpLine, type LineSubmission, type Submitted } from './line';

export interface Submission extends Omit<LineSubmission, 'raw'> {
  /** The composed mail. It is destroyed when the submission ends early. */
  raw: Readable;
}

/** Submits one mail over a connection of its own: see {@link SmtpLine.submit}. */
export async function submit({ raw, ...mail }: Submission): Promise<Submitted> {
  const line = new SmtpLine();
  try {
    return await line.submit({ ...mail, raw: () => raw });
  } finally {
    raw.destroy();
    line.close();
  }
}
