import type { MailContext } from '../context';
import type { Mailbox } from '../imap';
import type { AccountRow } from '../store/accounts';
import type { Lease } from '../store/leases';
import { Hints } from './hints';
import { Strikes } from './strikes';

/** What one process remembers of an account between turns. It may be lost at any time. */
export class SyncMemory {
  readonly strikes = new Strikes();
  /** When all flags of a folder were last compared, by folder id. */
  readonly comparedAt = new Map<string, number>();
}

export interface PullOptions {
  signal: AbortSignal;
  /** How long history is loaded, in milliseconds; what is new is always brought in full. */
  budget: number;
  /** Asked between chunks of history: something more urgent is to be done. */
  hurry?: () => boolean;
  /** Only this folder is looked at, for what the server just reported of it. */
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
  hurry: () => boolean;
  /** The day, YYYY-MM-DD, from which on mails are stored; null is everything. */
  syncFrom: string | null;
}

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
    hurry: options.hurry ?? (() => false),
    syncFrom,
  };
}

/** Ends a pull whose worker has to stop, between two steps. */
export function assertGoing(session: PullSession): void {
  session.signal.throwIfAborted();
}
