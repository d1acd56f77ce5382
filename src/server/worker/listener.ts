import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '../../common';
import { openMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { asMailError } from '../errors';
import { countConnection, idle } from '../imap';

const INBOX = 'INBOX';
/** Milliseconds. RFC 2177: a server may drop a client that says nothing for 29 minutes; networks do sooner. */
const RENEW = 5 * 60_000;
/** Each call interrupts the load: not more often, or a busy mailbox would never be loaded. */
const APART = 2_000;
/** A server that will not have another connection is not asked again so soon. */
const REFUSED = 10 * 60_000;

/**
 * Hears of new mail over a connection of its own (IDLE on the Inbox) while that of the turns is busy with a
 * mailbox's history: the second of at most three. Where the server refuses it, new mail is found between two turns.
 */
export class Listener {
  private stopping: AbortController | null = null;
  private listening: Promise<void> = Promise.resolve();
  /** By `performance.now()`. */
  private notBefore = 0;

  constructor(
    private readonly ctx: MailContext,
    private readonly accountId: Id,
    private readonly onNews: () => void,
  ) {}

  /** Nothing where it listens already. */
  start(): void {
    if (this.stopping || performance.now() < this.notBefore) return;
    const stopping = new AbortController();
    this.stopping = stopping;
    this.listening = this.listen(stopping.signal)
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        const { code } = asMailError(error);
        if (code !== 'connection-lost') this.notBefore = performance.now() + REFUSED;
        this.ctx.log.debug(`mail: account ${this.accountId} is loaded unheard: ${code}`);
      })
      .finally(() => {
        if (this.stopping === stopping) this.stopping = null;
      });
  }

  /** Its connection is closed when this resolves. */
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
