import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { SmtpConnection } from '../../smtp/connection';
import type { SendOperation } from './payload';
import { ClaimLost, SendContext, type RoundOptions } from './sendContext';
import { carryOut } from './steps';
import { claimNext, whileClaimed } from './steps/1-claim';

/** Maximum connections if the provider names no limit. */
const USUAL = 3;
/** Number of messages after which another connection is worth its sign-in. */
const WORTH = 5;

/**
 * Sends what is due from an account, one message after another. It needs neither the account's lease nor an IMAP
 * connection: claims are compare-and-set, so this may run alongside a pull and on any node. Throws what ended it early.
 */
export async function sendRound(ctx: MailContext, accountId: Id, options: RoundOptions): Promise<void> {
  if (options.signal.aborted) return;
  const first = await claimNext(ctx, accountId, null);
  if (!first) return;
  const send = new SendContext(ctx, accountId, first.userId, options);
  send.changed();
  try {
    await new Round(send, first).run();
  } finally {
    await send.close();
  }
}

class Round {
  /** One per connection. There is only one until the server has accepted a message. */
  private readonly workers: Promise<void>[] = [];
  private handled = 0;
  private claimed: Promise<SendOperation | null>;
  private failure: { error: unknown } | null = null;

  constructor(
    private readonly send: SendContext,
    first: SendOperation,
  ) {
    this.claimed = Promise.resolve(first);
  }

  async run(): Promise<void> {
    this.workers.push(this.work(this.claimed));
    // More workers may start while these run; each finishes what it has begun.
    for (let at = 0; at < this.workers.length; at++) await this.workers[at];
    if (this.failure) throw this.failure.error;
  }

  private async work(first: Promise<SendOperation | null>): Promise<void> {
    const connection = new SmtpConnection();
    try {
      for (let next = await first; next; next = await this.next()) {
        await this.handle(next, connection);
        if (++this.handled % WORTH === 0) await this.addWorker();
      }
    } catch (error) {
      this.failure ??= { error };
      this.send.broken = true;
    } finally {
      connection.close();
    }
  }

  private async addWorker(): Promise<void> {
    const { send } = this;
    if (!send.proven || send.isOver) return;
    const most = (await send.login()).sendLimits.connections || USUAL;
    if (this.workers.length < most) this.workers.push(this.work(this.next()));
  }

  /** Claims one send at a time: of two concurrent claims, one would find nothing. */
  private next(): Promise<SendOperation | null> {
    const { ctx, accountId } = this.send;
    this.claimed = this.claimed.then((last) =>
      last && !this.send.isOver ? claimNext(ctx, accountId, last.id) : null,
    );
    return this.claimed;
  }

  private async handle(operation: SendOperation, connection: SmtpConnection): Promise<void> {
    try {
      await whileClaimed(this.send.ctx, operation, () => carryOut(this.send, operation, connection));
    } catch (error) {
      if (!(error instanceof ClaimLost)) throw error;
    } finally {
      this.send.changed();
    }
  }
}
