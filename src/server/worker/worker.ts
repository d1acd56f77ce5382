import { randomUUID } from 'node:crypto';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { openConnections } from '../imap';
import { presentTime } from '../store/db/clock';
import { claimLease, releaseLease, renewLease, type Lease } from '../store/cluster/leases';
import { listServiceRows, type ServiceRow } from '../store/accounts/service';
import { Semaphore } from '../semaphore';
import { SyncMemory } from '../sync';
import { withTimeout } from '../withTimeout';
import type { Backoff } from './backoff';
import { isEligible } from './eligible';
import { Service } from './service';

export interface WorkerTimes {
  /** Milliseconds between checks for accounts that no node serves. */
  tick: number;
  /** Milliseconds for which a dead node keeps its accounts. */
  lease: number;
  /** Milliseconds between renewals of a lease. */
  renew: number;
  /** Replaces the usual waits after failures. */
  backoff?: Backoff;
}

/**
 * Milliseconds. A dead node's accounts are served again within half a minute: the lease, a tick, and connecting to the
 * server.
 */
const TIMES: WorkerTimes = { tick: 3_000, lease: 24_000, renew: 8_000 };
/** Concurrent turns in this process; accounts that are only waiting don't count. */
const PARALLEL = 6;
/** Maximum accounts taken per tick, so that nodes that start at the same time share them. */
const CLAIMS = 20;
/** Milliseconds. A stop must not take longer; the leases expire anyway. */
const STOP_TIMEOUT = 8_000;

interface Served {
  service: Service;
  lease: Lease;
  /** In terms of `performance.now()`, since the node's clock may jump. */
  heldUntil: number;
  timer: NodeJS.Timeout;
}

/** Takes accounts that no node serves, and serves them. One per process. */
export class Worker {
  /** Identifies this process in leases; after a restart, it's a different one. */
  private readonly owner = randomUUID();
  private readonly served = new Map<string, Served>();
  private readonly seenWakes = new Map<string, number>();
  private readonly memories = new Map<string, SyncMemory>();
  private readonly releasing = new Set<Promise<void>>();
  private readonly slots = new Semaphore(PARALLEL);
  private readonly times: WorkerTimes;
  private timer: NodeJS.Timeout | null = null;
  private ticking: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  /** The last check failed, which is logged once. */
  private blind = false;

  constructor(
    private readonly ctx: MailContext,
    times: Partial<WorkerTimes> = {},
  ) {
    this.times = { ...TIMES, ...times };
  }

  /** Starts checking for accounts to serve. */
  start(): void {
    this.timer = setInterval(() => this.look(), this.times.tick);
    this.timer.unref();
    this.look();
  }

  /** Requests a turn for an account from within this process. */
  wake(accountId: Id): void {
    const served = this.served.get(String(accountId));
    if (served) served.service.wake();
    else this.look();
  }

  /** Ends all turns, closes all connections and releases the accounts. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.ticking;
    const all = [...this.served.values()];
    await withTimeout(Promise.all(all.map(({ service }) => service.stop())), STOP_TIMEOUT, () => undefined);
    await Promise.all([...this.served].map(([key, { service }]) => this.letGo(key, service)));
    // Services that ended on their own release themselves.
    await Promise.all(this.releasing);
  }

  /** Accounts that this process currently serves. */
  get accounts(): string[] {
    return [...this.served.keys()];
  }

  /** Runs one check at a time; a wake-up during a check leads to another one. */
  private look(): void {
    if (this.stopped) return;
    if (this.ticking) {
      this.again = true;
      return;
    }
    this.ticking = this.tick()
      .then(() => {
        this.blind = false;
      })
      .catch((error: unknown) => {
        if (!this.blind)
          this.ctx.log.error('mail: the worker could not check for work', { cause: String(error) });
        this.blind = true;
      })
      .finally(() => {
        this.ticking = null;
        if (!this.again) return;
        this.again = false;
        this.look();
      });
  }

  private async tick(): Promise<void> {
    const rows = await listServiceRows(this.ctx);
    const known = new Set(rows.map((row) => String(row.id)));
    const paused = new Set(rows.filter(({ state }) => state === 'paused').map(({ id }) => String(id)));
    for (const [key, { service }] of this.served) if (!known.has(key) || paused.has(key)) void service.stop();
    for (const key of this.memories.keys()) if (!known.has(key)) this.memories.delete(key);
    const now = await presentTime(this.ctx);
    let claims = 0;
    for (const row of rows) {
      if (this.stopped) return;
      const key = String(row.id);
      const seen = this.seenWakes.get(key) ?? 0;
      const wakeAt = row.wakeAt ? new Date(row.wakeAt).getTime() : 0;
      const served = this.served.get(key);
      if (served) {
        if (wakeAt > seen) served.service.wake();
        this.seenWakes.set(key, wakeAt);
      } else if (claims < CLAIMS && isEligible(row, seen, now) && (await this.take(row))) {
        this.seenWakes.set(key, wakeAt);
        claims++;
      }
    }
  }

  private async take(row: ServiceRow): Promise<boolean> {
    const heldUntil = performance.now() + this.times.lease;
    const lease = await claimLease(this.ctx, row.id, this.owner, this.times.lease);
    if (!lease) return false;
    const key = String(row.id);
    const memory = this.memories.get(key) ?? new SyncMemory();
    this.memories.set(key, memory);
    const service = new Service(this.ctx, row.id, {
      lease,
      slots: this.slots,
      memory,
      backoff: this.times.backoff,
    });
    const timer = setInterval(() => void this.renew(key), this.times.renew);
    timer.unref();
    this.served.set(key, { service, lease, heldUntil, timer });
    void service.run().finally(() => this.letGo(key, service));
    return true;
  }

  private async renew(key: string): Promise<void> {
    const served = this.served.get(key);
    if (!served) return;
    const heldUntil = performance.now() + this.times.lease;
    try {
      if (
        await renewLease(this.ctx, served.lease, this.times.lease, openConnections(served.lease.accountId))
      ) {
        served.heldUntil = heldUntil;
        return;
      }
    } catch (error) {
      this.ctx.log.warn('mail: a lease could not be renewed', { cause: String(error) });
      if (performance.now() < served.heldUntil) return;
    }
    // The lease belongs to another node, or soon may: the fence refuses anything this one still writes.
    served.service.abandon();
    await this.letGo(key, served.service);
  }

  private async letGo(key: string, service: Service): Promise<void> {
    const served = this.served.get(key);
    // An abandoned service may end long after another one took its place.
    if (served?.service !== service) return;
    this.served.delete(key);
    clearInterval(served.timer);
    const release = releaseLease(this.ctx, served.lease).catch(() => undefined);
    this.releasing.add(release);
    await release;
    this.releasing.delete(release);
  }
}
