import type { Mailbox, MailboxEvent } from './mailbox';

/** `missed`: the folder had changed before the wait began. */
export type IdleEnd = MailboxEvent | 'missed' | 'timeout' | 'aborted';

/** What a folder was like at the last look into it. */
export interface Looked {
  /** UIDNEXT (RFC 3501 §2.3.1.1). */
  uidNext: number | null;
  /** Messages. */
  total: number;
}

export interface IdleOptions {
  /** Milliseconds; a server may drop a client after 29 minutes (RFC 2177). */
  timeout: number;
  signal?: AbortSignal;
  /** What came or went since is reported at once. */
  looked?: Looked | null;
}

/**
 * Waits on a folder until the server reports something there, the time is over or the signal aborts
 * (RFC 2177; by NOOP where the server has no IDLE). A connection that goes meanwhile is a fault.
 */
export async function idle(
  mailbox: Mailbox,
  path: string,
  { timeout, signal, looked }: IdleOptions,
): Promise<IdleEnd> {
  const { client } = mailbox;
  if (signal?.aborted) return 'aborted';
  if (client.mailbox && client.mailbox.path === path) {
    const [missed] = mailbox.events;
    if (missed) return missed;
  } else {
    mailbox.events.clear();
    await mailbox.run((connection) => connection.mailboxOpen(path));
  }
  // What happened between the look and the last time the folder was opened counts as told, and won't be again.
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

const isOther = (now: { uidNext: number; exists: number }, { uidNext, total }: Looked): boolean =>
  now.exists !== total || (uidNext !== null && now.uidNext > uidNext);
