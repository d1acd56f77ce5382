import type { Mailbox } from './mailbox';

export interface Appended {
  /** null where the server has no UIDPLUS (RFC 4315 §3). */
  uid: number | null;
  uidValidity: string | null;
}

/** Files a mail in a folder: a draft, or the sent copy where the SMTP server does not keep one. */
export async function appendMessage(
  mailbox: Mailbox,
  path: string,
  raw: Buffer,
  flags: string[] = [],
): Promise<Appended> {
  const answer = await mailbox.run((client) => client.append(path, raw, flags));
  return { uid: answer.uid ?? null, uidValidity: answer.uidValidity?.toString() ?? null };
}
