import type { Id } from '../../common';
import type { MailContext } from '../context';
import { claimSends, renewClaims } from '../store/sendClaims';
import { advance } from './advance';
import { ClaimLost, Desk, type RoundOptions } from './desk';
import { asSend, type SendOperation } from './payload';

/** A process that has not renewed its claims for this long counts as dead. */
const CLAIM = 30_000;
const RENEWAL = 10_000;
/** Mails that are claimed at a time: those cannot be withdrawn any more. */
const BATCH = 15;
/** With fewer of them left the next are claimed, so that nobody waits for them. */
const LOW = 1;

/**
 * Sends what is due of an account: claims a batch, hands each mail to a place as soon as one is free, and ends
 * when nothing is left or the rest has to wait. It needs no lease and no IMAP connection of the turn: claims are
 * compare-and-set, so that this may run beside a pull and on any node.
 */
export async function sendRound(ctx: MailContext, accountId: Id, options: RoundOptions): Promise<void> {
  if (options.signal.aborted) return;
  const [first, ...rest] = await claim(ctx, accountId, null);
  if (!first) return;
  const desk = new Desk(ctx, accountId, first.userId, options);
  const round = new Round(desk, [first, ...rest]);
  desk.changed.ask();
  const timer = setInterval(() => void round.renew().catch(() => undefined), RENEWAL);
  try {
    await round.run();
  } finally {
    clearInterval(timer);
    await desk.close();
  }
}

async function claim(ctx: MailContext, accountId: Id, after: Id | null): Promise<SendOperation[]> {
  return (await claimSends(ctx, accountId, { after, limit: BATCH, ttl: CLAIM })).map(asSend);
}

class Round {
  private readonly queue: SendOperation[] = [];
  /** Claims that are ours. */
  private readonly held = new Map<string, SendOperation>();
  private readonly work: Promise<void>[] = [];
  private places = 0;
  private begun = 0;
  private last: Id | null = null;
  private more = true;
  private filling: Promise<void> | null = null;
  /** What ended the round before its time. */
  private failure: { error: unknown } | null = null;

  constructor(
    private readonly desk: Desk,
    claimed: SendOperation[],
  ) {
    this.take(claimed);
  }

  async run(): Promise<void> {
    this.staff();
    // More of them may begin while these are at it; each is let finish what it has begun.
    for (let at = 0; at < this.work.length; at++) await this.work[at];
    if (this.failure) throw this.failure.error;
  }

  renew(): Promise<void> {
    return renewClaims(this.desk.ctx, [...this.held.values()], CLAIM);
  }

  private take(claimed: SendOperation[]): void {
    this.more = claimed.length === BATCH;
    this.last = claimed.at(-1)?.id ?? this.last;
    this.queue.push(...claimed);
    for (const operation of claimed) this.held.set(String(operation.id), operation);
    const { lines } = this.desk;
    lines.expected = Math.max(lines.expected, this.queue.length);
  }

  /** One worker for each place. */
  private staff(): void {
    for (; this.places < this.desk.lines.places; this.places++) this.work.push(this.serve());
  }

  private async serve(): Promise<void> {
    try {
      for (let next = await this.next(); next; next = await this.next())
        await this.handle(next, this.begun++);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.desk.broken = true;
  }

  private async next(): Promise<SendOperation | undefined> {
    if (this.queue.length <= LOW) this.fill();
    while (this.queue.length === 0 && this.filling) await this.filling;
    return this.queue.shift();
  }

  private fill(): void {
    const { ctx, accountId, isOver } = this.desk;
    if (this.filling || !this.more || isOver || this.failure) return;
    this.filling = claim(ctx, accountId, this.last)
      .then((claimed) => {
        this.take(claimed);
        this.staff();
      })
      .catch((error: unknown) => this.fail(error))
      .finally(() => (this.filling = null));
  }

  private async handle(operation: SendOperation, order: number): Promise<void> {
    try {
      if (this.failure) await this.desk.giveBack(operation);
      else await advance(this.desk, operation, order);
    } catch (error) {
      if (!(error instanceof ClaimLost)) throw error;
    } finally {
      this.held.delete(String(operation.id));
      this.desk.changed.ask();
    }
  }
}
