import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '../../common';
import { openMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { asMailError, causeText, ERROR_RULES, type MailError } from '../errors';
import { countConnection, idle, type Mailbox } from '../imap';
import { drain } from '../outbox/drain';
import { answerWakes, findAccount, setState, type AccountRow } from '../store/accounts';
import { presentDate } from '../store/clock';
import { inboxSeen } from '../store/folders';
import { LeaseLost, type Lease } from '../store/leases';
import { isOutage } from '../store/outage';
import { saveFailures } from '../store/service';
import type { Slots } from '../slots';
import { pull, type PullResult, type SyncMemory } from '../sync';
import { backoff, type Backoff } from './backoff';
import { Listener } from './listener';
import { isRoutine, outcomeOf } from './react';

const INBOX = 'INBOX';
/** How long history is loaded before what people did since is carried out. */
const BUDGET = 8_000;
/** Folders other than the Inbox are looked at so often. */
const POLL = 60_000;
/** After something left the Inbox it has probably turned up in another folder. */
const POLL_AFTER_EXPUNGE = 2_000;
/** So often in a row a connection may end without anybody being told. */
const MOST_ROUTINE = 2;
/** Looks at the Inbox in a row that it had changed behind: a server that counts otherwise each time is not to be chased. */
const MOST_MISSES = 5;
/** Between two looks whether the database is back. */
const LONGEST_OUTAGE = 30_000;
/** No turn takes so long; one that does hangs, and must not keep the account from others. */
const WATCHDOG = 15 * 60_000;

export interface ServiceOptions {
  lease: Lease;
  slots: Slots;
  memory: SyncMemory;
  backoff?: Backoff;
}

/** Serves one account under a lease: turn after turn, in between waiting for something to happen. */
export class Service {
  private readonly stopping = new AbortController();
  private waking = new AbortController();
  private woken = false;
  private mailbox: Mailbox | null = null;
  /** When the present attempt or turn began: it answers the wake-ups until then. */
  private begun = new Date(0);
  /** Turns in a row that the Inbox changed behind. */
  private misses = 0;
  /** When the whole mailbox is to be looked at next, by `performance.now()`: the node's clock may jump. */
  private pollAt = 0;
  /** Connections that ended as connections do, since the last turn that went well; null before the first one. */
  private routineEnds: number | null = null;
  private finished: Promise<void> | null = null;

  /** Turns in a row that our own database ended. */
  private outages = 0;
  private readonly listener: Listener;

  constructor(
    private readonly ctx: MailContext,
    private readonly accountId: Id,
    private readonly options: ServiceOptions,
  ) {
    this.listener = new Listener(ctx, accountId, () => this.wake());
  }

  /** Ends when it is stopped, or when the account is to be left alone for a while; never fails. */
  run(): Promise<void> {
    return (this.finished ??= this.serve());
  }

  /** Something is to be done for this account. */
  wake(): void {
    this.woken = true;
    this.pollAt = 0;
    this.waking.abort();
  }

  /** Ends the present turn at its next step and closes the connection. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.waking.abort();
    await this.mailbox?.close();
    await this.finished;
  }

  /** Gives up on it without waiting: a turn that hangs, or one whose lease is another node's. */
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

  /** Turns on one connection, for as long as it lasts. */
  private async session(): Promise<void> {
    this.begun = await presentDate(this.ctx);
    while (!this.stopped) {
      const account = await findAccount(this.ctx, this.accountId);
      if (!account || account.state === 'paused') return this.stopping.abort();
      const { complete } = await this.inTurn(async () => this.turn(account, await this.connected()));
      this.routineEnds = 0;
      this.outages = 0;
      if (!complete) {
        this.listener.start();
        continue;
      }
      await this.listener.stop();
      if (this.mailbox) await this.wait(this.mailbox);
    }
  }

  /** Under the watchdog, which does not count the time in the queue. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.options.slots.run(() => this.watched(work), { signal: this.stopping.signal });
  }

  /** The connection, or a new one where it ended as connections do while it waited for its turn. */
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
    // A wake-up during this turn may mean a folder that it had visited already.
    if (!result.complete || this.woken) this.pollAt = 0;
    else if (whole) this.pollAt = performance.now() + POLL;
    if (account.failures > 0) await saveFailures(this.ctx, this.accountId, 0);
    await this.become(result.complete ? 'connected' : 'syncing');
    return result;
  }

  /** Until the server reports something, somebody wakes the account, or the other folders are due. */
  private async wait(mailbox: Mailbox): Promise<void> {
    if (this.woken) return;
    const timeout = Math.max(0, this.pollAt - performance.now());
    const looked = this.misses < MOST_MISSES ? await inboxSeen(this.ctx, this.accountId) : null;
    const end = await idle(mailbox, INBOX, { timeout, signal: this.waking.signal, looked });
    this.misses = end === 'missed' ? this.misses + 1 : 0;
    if (end === 'expunge' || end === 'missed')
      this.pollAt = Math.min(this.pollAt, performance.now() + POLL_AFTER_EXPUNGE);
  }

  /** A state that says all is well. That mails cannot be sent stays said until one was. */
  private async become(state: 'syncing' | 'connected'): Promise<void> {
    const account = await findAccount(this.ctx, this.accountId);
    if (!account || account.state === 'receive-only' || account.state === 'paused') return;
    if (account.state === state && account.reason === null && account.retryAt === null) return;
    // What keeps mails from being sent ends no turn: it was so before something else went wrong, and is still.
    const told = account.notifiedReason;
    if (told && ERROR_RULES[told].reaction === 'give-up')
      await setState(this.ctx, this.accountId, 'receive-only', { reason: told });
    else await setState(this.ctx, this.accountId, state);
  }

  /** Notes what went wrong. true: go on at once; false: leave the account alone until it is due again. */
  private async survive(error: MailError): Promise<boolean> {
    const { ctx, accountId } = this;
    if (isOutage(error.cause)) return this.outlast(error);
    if (this.routineEnds !== null && this.routineEnds < MOST_ROUTINE && isRoutine(error.code)) {
      this.routineEnds++;
      ctx.log.info(`mail: account ${accountId} connects anew: ${error.code}`);
      return true;
    }
    const account = await findAccount(ctx, accountId);
    if (!account) return false;
    const failures = account.failures + 1;
    const { state, reason, retryAt } = outcomeOf(error, failures, Date.now(), this.options.backoff);
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

  /** Our own database is away, full or busy: the turn failed whole and is repeated; the account is not to blame. */
  private async outlast(error: MailError): Promise<boolean> {
    const wait = backoff(++this.outages);
    this.ctx.log.warn(`mail: account ${this.accountId} waits for the database`, {
      cause: causeText(error),
      wait,
    });
    await pause(Math.min(wait, LONGEST_OUTAGE), undefined, { signal: this.stopping.signal }).catch(
      () => undefined,
    );
    return true;
  }

  /** Runs it under the watchdog. */
  private async watched<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const overdue = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.ctx.log.error(`mail: a turn of account ${this.accountId} hangs and is given up`);
        this.abandon();
        reject(new Error('watchdog'));
      }, WATCHDOG);
      timer.unref();
    });
    try {
      return await Promise.race([work(), overdue]);
    } finally {
      clearTimeout(timer);
    }
  }
}
