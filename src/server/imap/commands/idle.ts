import type { Mailbox, MailboxEvent } from '../connection/mailbox';

/** `missed`: the folder had already changed before the wait began. */
export type IdleEnd = MailboxEvent | 'missed' | 'timeout' | 'aborted';

/** A folder's state when it was last looked at. */
export interface Looked {
  /** UIDNEXT (RFC 3501 §2.3.1.1). */
  uidNext: number | null;
  /** Number of messages. */
  total: number;
}

export interface IdleOptions {
  /** Milliseconds; a server may disconnect a client after 29 minutes (RFC 2177). */
  timeout: number;
  signal?: AbortSignal;
  /** Changes since this state are reported immediately. */
  looked?: Looked | null;
}

/**
 * Waits until the server reports something in a folder, the time is up or the signal aborts (RFC 2177; with NOOP if the
 * server has no IDLE). Throws if the connection is lost in the meantime.
 */
export async function idle(
  mailbox: Mailbox,
  path: string,
  { timeout, signal, looked }: IdleOptions,
): Promise<IdleEnd> {
  const { client } = mailbox;
  if (signal?.aborted) return 'aborted';
  if (!client.mailbox || client.mailbox.path !== path) {
    mailbox.events.clear();
    await mailbox.run((connection) => connection.mailboxOpen(path), { opening: true });
    // Nobody was listening while the folder was being opened. From here until the listeners are attached, nothing is
    // awaited.
    if (signal?.aborted) return 'aborted';
  }
  const [told] = mailbox.events;
  if (told) return told;
  // The server considers anything between that look and the last opening of the folder as reported, and won't report it
  // again.
  if (looked && client.mailbox && isOther(client.mailbox, looked)) return 'missed';
  let settle: (end: IdleEnd | 'closed') => void = () => undefined;
  const ended = new Promise<IdleEnd | 'closed'>((resolve) => (settle = resolve));
  const onExists = () => settle('exists');
  const onExpunge = () => settle('expunge');
  const onFlags = () => settle('flags');
  const onClose = () => settle('closed');
  const onAbort = () => settle('aborted');
  const timer = setTimeout(() => settle('timeout'), timeout);
  client.on('exists', onExists);
  client.on('expunge', onExpunge);
  client.on('flags', onFlags);
  client.on('close', onClose);
  signal?.addEventListener('abort', onAbort, { once: true });
  // Resolves when another command ends the IDLE; rejects or answers false if the connection was lost.
  const idling = mailbox.run(async (connection) => (await connection.idle()) ?? true);
  idling.catch(() => settle('closed'));
  try {
    const end = await ended;
    if (end === 'closed') {
      await idling;
      throw mailbox.reason();
    }
    // Any command ends the IDLE; NOOP has no side effects.
    await mailbox.run(async (connection) => (await connection.noop(), connection.usable));
    await idling;
    return end;
  } finally {
    clearTimeout(timer);
    client.off('exists', onExists);
    client.off('expunge', onExpunge);
    client.off('flags', onFlags);
    client.off('close', onClose);
    signal?.removeEventListener('abort', onAbort);
  }
}

const isOther = (now: { uidNext: number; exists: number }, { uidNext, total }: Looked): boolean =>
  now.exists !== total || (uidNext !== null && now.uidNext > uidNext);
