import type { Mailbox, MailboxEvent } from './mailbox';

export type IdleEnd = MailboxEvent | 'timeout' | 'aborted';

export interface IdleOptions {
  /** Milliseconds; a server may drop a client after 29 minutes (RFC 2177). */
  timeout: number;
  signal?: AbortSignal;
  /** UIDNEXT (RFC 3501 §2.3.1.1) at the last look into the folder: what came since is reported at once. */
  uidNext?: number | null;
}

/**
 * Waits on a folder until the server reports something there, the time is over or the signal aborts
 * (RFC 2177; by NOOP where the server has no IDLE). A connection that goes meanwhile is a fault.
 */
export async function idle(
  mailbox: Mailbox,
  path: string,
  { timeout, signal, uidNext }: IdleOptions,
): Promise<IdleEnd> {
  const { client } = mailbox;
  if (signal?.aborted) return 'aborted';
  // What happened since the folder was last opened afresh has been told already and won't be again.
  if (client.mailbox && client.mailbox.path === path) {
    const [missed] = mailbox.events;
    if (missed) return missed;
  } else {
    mailbox.events.clear();
    const opened = await mailbox.run((connection) => connection.mailboxOpen(path));
    // While another folder was open, nobody told what happened here.
    if (uidNext != null && opened.uidNext > uidNext) return 'exists';
  }
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
  // Resolves when the IDLE is broken by another command, rejects or answers false when the connection went.
  const idling = mailbox.run(async (connection) => (await connection.idle()) ?? true);
  idling.catch(() => settle('closed'));
  try {
    const end = await ended;
    if (end === 'closed') {
      await idling;
      throw mailbox.reason();
    }
    // Any command breaks the IDLE; NOOP is the one without effect.
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
