import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '../../common';
import { openMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { asMailError } from '../errors';
import { countConnection, idle } from '../imap';

const INBOX = 'INBOX';
/** Milliseconds. RFC 2177: a server may disconnect a client after 29 minutes of silence; networks do so earlier. */
const RENEW = 5 * 60_000;
/**
 * Minimum milliseconds between calls. Each one interrupts loading, so a busy mailbox would otherwise never be loaded.
 */
const APART = 2_000;
/** Milliseconds before asking again if the server refuses another connection. */
const REFUSED = 10 * 60_000;

/**
 * Watches for new mail over its own connection (IDLE on the Inbox) while the main one is busy loading a mailbox's
 * history: the second of at most three. If the server refuses it, new mail is found between two turns.
 */
export class Listener {
  private stopping: AbortController | null = null;
  private listening: Promise<void> = Promise.resolve();
  /** In terms of `performance.now()`. */
  private notBefore = 0;

  constructor(
    private readonly ctx: MailContext,
    private readonly accountId: Id,
    private readonly onNews: () => void,
  ) {}

  /** Starts listening, unless it already is or the server has recently refused. */
  start(): void {
    if (this.stopping || performance.now() < this.notBefore) return;
    const stopping = new AbortController();
    this.stopping = stopping;
    this.listening = this.listen(stopping.signal)
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        const { code } = asMailError(error);
        if (code !== 'connection-lost') this.notBefore = performance.now() + REFUSED;
        this.ctx.log.debug(`mail: account ${this.accountId} is syncing without live updates: ${code}`);
      })
      .finally(() => {
        if (this.stopping === stopping) this.stopping = null;
      });
  }

  /** Stops listening. The connection is closed when this resolves. */
  async stop(): Promise<void> {
    this.stopping?.abort();
    this.stopping = null;
    await this.listening;
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const mailbox = await openMailbox(this.ctx, this.accountId, { signal });
    countConnection(this.accountId, mailbox);
    try {
      while (!signal.aborted) {
        const end = await idle(mailbox, INBOX, { timeout: RENEW, signal });
        mailbox.events.clear();
        if (end !== 'exists') continue;
        this.onNews();
        await pause(APART, undefined, { signal });
      }
    } finally {
      await mailbox.close();
    }
  }
}
