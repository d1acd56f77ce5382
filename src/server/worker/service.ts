import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '../../common';
import { openMailbox } from '../accounts/mailbox';
import { learnMessageSize } from '../accounts/messageSize';
import type { MailContext } from '../context';
import { asMailError, causeText, ERROR_RULES, type MailError } from '../errors';
import { countConnection, idle, type Mailbox } from '../imap';
import { drain } from '../outbox/drain';
import { answerWakes, findAccount, setState, type AccountRow } from '../store/accounts/accounts';
import { presentDate, presentTime } from '../store/db/clock';
import { inboxSeen } from '../store/folders/folders';
import { LeaseLost, type Lease } from '../store/cluster/leases';
import { isOutage } from '../store/db/outage';
import { saveFailures } from '../store/accounts/service';
import type { Semaphore } from '../semaphore';
import { pull, type PullResult, type SyncMemory } from '../sync';
import { withTimeout } from '../withTimeout';
import { backoff, type Backoff } from './backoff';
import { Listener } from './listener';
import { isRoutine, outcomeOf } from './accountOutcome';

const INBOX = 'INBOX';
/** Milliseconds of loading history before the users' pending changes are carried out. */
const BUDGET = 8_000;
/** Milliseconds between checks of folders other than the Inbox. */
const POLL = 60_000;
/** Milliseconds. A message that left the Inbox has probably turned up in another folder. */
const POLL_AFTER_EXPUNGE = 2_000;
/** How many times in a row a connection may end routinely before it is reported. */
const MOST_ROUTINE = 2;
/**
 * How many times in a row the Inbox may turn out to have changed after our check. Beyond that, the server probably
 * counts differently each time, and chasing it is pointless.
 */
const MOST_MISSES = 5;
/** Maximum milliseconds between checks whether the database is back. */
const LONGEST_OUTAGE = 30_000;
/** Milliseconds. No turn takes this long; one that does has hung and must not keep the account from other nodes. */
const WATCHDOG = 15 * 60_000;

export interface ServiceOptions {
  lease: Lease;
  slots: Semaphore;
  memory: SyncMemory;
  backoff?: Backoff;
}

/** Serves one account under a lease: turn after turn, waiting in between for something to happen. */
export class Service {
  private readonly stopping = new AbortController();
  private waking = new AbortController();
  private woken = false;
  private mailbox: Mailbox | null = null;
  /** When the current attempt or turn began; it answers all wake-ups up to then. */
  private begun = new Date(0);
  /** Consecutive turns after which the Inbox had already changed. */
  private misses = 0;
  /** When the whole mailbox is due for a check, in terms of `performance.now()`, since the node's clock may jump. */
  private pollAt = 0;
  /** Connections that ended routinely since the last successful turn; null before the first one. */
  private routineEnds: number | null = null;
  private finished: Promise<void> | null = null;

  /** Consecutive turns ended by our own database. */
  private outages = 0;
  private readonly listener: Listener;

  constructor(
    private readonly ctx: MailContext,
    private readonly accountId: Id,
    private readonly options: ServiceOptions,
  ) {
    this.listener = new Listener(ctx, accountId, () => this.wake());
  }

  /** Resolves when stopped, or when the account should be left alone for a while; never rejects. */
  run(): Promise<void> {
    return (this.finished ??= this.serve());
  }

  /** Requests a turn because there is something to do for this account. */
  wake(): void {
    this.woken = true;
    this.pollAt = 0;
    this.waking.abort();
  }

  /** Ends the current turn at its next step and closes the connection. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.waking.abort();
    await this.mailbox?.close();
    await this.finished;
  }

  /** Gives up immediately: for a turn that hangs, or one whose lease another node has. */
  abandon(): void {
    this.stopping.abort();
    this.waking.abort();
    this.mailbox?.client.close();
  }

  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async serve(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.session();
      } catch (error) {
        if (this.stopped || error instanceof LeaseLost) return;
        if (!(await this.survive(asMailError(error)).catch(() => false))) return;
      } finally {
        await Promise.all([this.listener.stop(), this.mailbox?.close()]);
        this.mailbox = null;
      }
    }
  }

  /** Runs turns on one connection for as long as it lasts. */
  private async session(): Promise<void> {
    this.begun = await presentDate(this.ctx);
    while (!this.stopped) {
      const account = await findAccount(this.ctx, this.accountId);
      if (!account || account.state === 'paused') return this.stopping.abort();
      const { complete, refused } = await this.inTurn(async () => this.turn(account, await this.connected()));
      this.routineEnds = 0;
      this.outages = 0;
      if (!complete) {
        this.listener.start();
        continue;
      }
      // Everything else is up to date, but it's impossible to wait on an Inbox that can't be opened.
      if (refused) throw refused;
      await this.listener.stop();
      if (this.mailbox) await this.wait(this.mailbox);
    }
  }

  /** Runs `work` in the queue and under the watchdog, which doesn't count the time in the queue. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.options.slots.run(() => this.watched(work), { signal: this.stopping.signal });
  }

  /** The current connection, or a new one if it ended routinely while waiting for its turn. */
  private async connected(): Promise<Mailbox> {
    if (this.mailbox?.usable) return this.mailbox;
    const reason = this.mailbox?.reason();
    if (reason && !isRoutine(reason.code)) throw reason;
    await this.mailbox?.close();
    this.mailbox = await openMailbox(this.ctx, this.accountId, { signal: this.stopping.signal });
    countConnection(this.accountId, this.mailbox);
    this.pollAt = 0;
    return this.mailbox;
  }

  private async turn(account: AccountRow, mailbox: Mailbox): Promise<PullResult> {
    const { signal } = this.stopping;
    this.woken = false;
    this.waking = new AbortController();
    this.begun = await presentDate(this.ctx);
    if (account.lastSyncAt === null || account.state === 'connecting') await this.become('syncing');
    await drain(this.ctx, account, mailbox, { signal });
    signal.throwIfAborted();
    const whole = performance.now() >= this.pollAt;
    const { lease, memory } = this.options;
    memory.meetFullSync(account.fullSyncAskedAt);
    // Runs alongside the pull. Later on, the account learns this with each message that it sends.
    const learned = account.lastSyncAt === null ? learnMessageSize(this.ctx, account, signal) : undefined;
    const hurry = () => this.woken;
    const only = whole ? {} : { only: INBOX };
    const result = await pull(this.ctx, account, mailbox, {
      signal,
      budget: BUDGET,
      lease,
      memory,
      hurry,
      ...only,
    });
    await learned;
    // A wake-up during this turn may concern a folder that was already visited.
    if (!result.complete || this.woken) this.pollAt = 0;
    else if (whole) this.pollAt = performance.now() + POLL;
    if (result.refused) return result;
    if (account.failures > 0) await saveFailures(this.ctx, this.accountId, 0);
    await this.become(result.complete ? 'connected' : 'syncing');
    return result;
  }

  /** Waits until the server reports something, someone wakes the account or the other folders are due. */
  private async wait(mailbox: Mailbox): Promise<void> {
    if (this.woken) return;
    const timeout = Math.max(0, this.pollAt - performance.now());
    const looked = this.misses < MOST_MISSES ? await inboxSeen(this.ctx, this.accountId) : null;
    const end = await idle(mailbox, INBOX, { timeout, signal: this.waking.signal, looked });
    this.misses = end === 'missed' ? this.misses + 1 : 0;
    if (end === 'expunge' || end === 'missed')
      this.pollAt = Math.min(this.pollAt, performance.now() + POLL_AFTER_EXPUNGE);
  }

  /** Sets a state that means all is well. An account that can't send keeps saying so until a message was sent. */
  private async become(state: 'syncing' | 'connected'): Promise<void> {
    const account = await findAccount(this.ctx, this.accountId);
    if (!account || account.state === 'receive-only' || account.state === 'paused') return;
    if (account.state === state && account.reason === null && account.retryAt === null) return;
    // A problem that only prevents sending ends no turn: it existed before something else went wrong, and still does.
    const told = account.notifiedReason;
    if (told && ERROR_RULES[told].reaction === 'give-up')
      await setState(this.ctx, this.accountId, 'receive-only', { reason: told });
    else await setState(this.ctx, this.accountId, state);
  }

  /** Records what went wrong. true: continue immediately; false: leave the account alone until it is due again. */
  private async survive(error: MailError): Promise<boolean> {
    const { ctx, accountId } = this;
    if (isOutage(error.cause)) return this.outlast(error);
    if (this.routineEnds !== null && this.routineEnds < MOST_ROUTINE && isRoutine(error.code)) {
      this.routineEnds++;
      ctx.log.info(`mail: account ${accountId} is reconnecting: ${error.code}`);
      return true;
    }
    const account = await findAccount(ctx, accountId);
    if (!account) return false;
    const failures = account.failures + 1;
    const now = await presentTime(ctx);
    const { state, reason, retryAt } = outcomeOf(error, failures, now, this.options.backoff);
    const level = error.code === 'internal' ? 'error' : 'warn';
    ctx.log[level](`mail: account ${accountId}: ${error.code}`, {
      cause: causeText(error),
      failures,
      retryAt,
    });
    await saveFailures(ctx, accountId, failures);
    await answerWakes(ctx, accountId, this.begun);
    await setState(ctx, accountId, state, { reason, retryAt });
    return false;
  }

  /** Our own database is down, full or busy: the whole turn failed and is repeated; the account isn't to blame. */
  private async outlast(error: MailError): Promise<boolean> {
    const wait = backoff(++this.outages);
    this.ctx.log.warn(`mail: account ${this.accountId} is waiting for the database`, {
      cause: causeText(error),
      wait,
    });
    await pause(Math.min(wait, LONGEST_OUTAGE), undefined, { signal: this.stopping.signal }).catch(
      () => undefined,
    );
    return true;
  }

  /** Runs `work` under the watchdog, which abandons a hung turn. */
  private watched<T>(work: () => Promise<T>): Promise<T> {
    return withTimeout(work(), WATCHDOG, () => {
      this.ctx.log.error(`mail: a turn of account ${this.accountId} hung and was abandoned`);
      this.abandon();
      throw new Error('watchdog');
    });
  }
}
