import type { Mailbox } from '../connection/mailbox';

export interface Appended {
  /** null if the server has no UIDPLUS (RFC 4315 §3). */
  uid: number | null;
  uidValidity: string | null;
}

/** Stores a message in a folder: a draft, or the sent copy if the SMTP server doesn't keep one. */
export async function appendMessage(
  mailbox: Mailbox,
  path: string,
  raw: Buffer,
  flags: string[] = [],
): Promise<Appended> {
  const answer = await mailbox.run((client) => client.append(path, raw, flags));
  return { uid: answer.uid ?? null, uidValidity: answer.uidValidity?.toString() ?? null };
}
