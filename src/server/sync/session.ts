import type { MailContext } from '../context';
import type { Mailbox } from '../imap';
import type { AccountRow } from '../store/accounts/accounts';
import type { Lease } from '../store/cluster/leases';
import { Arrivals } from './arrivals';
import { Hints } from './hints';
import { FetchFailures } from './fetchFailures';

/** What one process remembers about an account between turns. It may be lost at any time. */
export class SyncMemory {
  readonly fetchFailures = new FetchFailures();
  /** When all flags of a folder were last compared (`performance.now()`), by folder id. */
  readonly comparedAt = new Map<string, number>();
  /** The last full sync request that was handled, in milliseconds by the database's clock. */
  private fullSyncOf = 0;
  /** How many times in a row the connection ended while a folder was being opened, by folder id. */
  readonly openingDeaths = new Map<string, number>();
  /** The server's last folder list wasn't credible. */
  listDoubted = false;

  /** Handles a request for a full sync: everything compared before it is compared again. */
  meetFullSync(askedAt: Date | null): void {
    const asked = askedAt ? new Date(askedAt).getTime() : 0;
    if (asked <= this.fullSyncOf) return;
    this.fullSyncOf = asked;
    this.comparedAt.clear();
  }
}

export interface PullOptions {
  signal: AbortSignal;
  /** Milliseconds for loading history; new messages are always loaded completely. */
  budget: number;
  /** Asked between chunks of history: whether something more urgent is to be done. */
  hurry?: () => boolean;
  /** Path of the only folder to visit, because the server just reported something about it. */
  only?: string;
  lease?: Lease | null;
  memory?: SyncMemory;
}

/** What the steps of one pull share. */
export interface PullSession {
  ctx: MailContext;
  account: Pick<AccountRow, 'id' | 'userId'>;
  mailbox: Mailbox;
  signal: AbortSignal;
  lease: Lease | null;
  memory: SyncMemory;
  hints: Hints;
  arrivals: Arrivals;
  hurry: () => boolean;
  /** Messages since this day (YYYY-MM-DD) are stored; null for all. */
  syncFrom: string | null;
}

/** The shared state of a new pull, with defaults for missing options. */
export function sessionOf(
  ctx: MailContext,
  account: Pick<AccountRow, 'id' | 'userId'>,
  mailbox: Mailbox,
  options: PullOptions,
  syncFrom: string | null = null,
): PullSession {
  return {
    ctx,
    account,
    mailbox,
    signal: options.signal,
    lease: options.lease ?? null,
    memory: options.memory ?? new SyncMemory(),
    hints: new Hints(ctx, account),
    arrivals: new Arrivals(ctx, account.userId),
    hurry: options.hurry ?? (() => false),
    syncFrom,
  };
}

/** Aborts a pull between two steps if its worker has to stop. */
export function assertGoing(session: PullSession): void {
  session.signal.throwIfAborted();
}
