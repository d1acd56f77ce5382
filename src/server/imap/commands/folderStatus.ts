import type { Mailbox } from '../connection/mailbox';

export interface FolderStatus {
  uidValidity: string;
  uidNext: number;
  total: number;
  unread: number;
  /** RFC 7162; null if the server has none. */
  modseq: string | null;
}

/** STATUS (RFC 3501 §6.3.10): a folder's state without opening it. */
export async function folderStatus(mailbox: Mailbox, path: string): Promise<FolderStatus> {
  const status = await mailbox.run((client) =>
    client.status(path, {
      messages: true,
      unseen: true,
      uidNext: true,
      uidValidity: true,
      highestModseq: client.enabled.has('CONDSTORE'),
    }),
  );
  return {
    uidValidity: String(status.uidValidity ?? ''),
    uidNext: status.uidNext ?? 0,
    total: status.messages ?? 0,
    unread: status.unseen ?? 0,
    modseq: status.highestModseq ? status.highestModseq.toString() : null,
  };
}
