import { randomUUID } from 'node:crypto';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { openConnections } from '../imap';
import { claimLease, releaseLease, renewLease, type Lease } from '../store/leases';
import { listServiceRows, type ServiceRow } from '../store/service';
import { Slots } from '../slots';
import { SyncMemory } from '../sync';
import type { Backoff } from './backoff';
import { isEligible } from './eligible';
import { Service } from './service';

export interface WorkerTimes {
  /** How often accounts are looked for that nobody serves. */
  tick: number;
  /** How long a node that died keeps its accounts. */
  lease: number;
  /** How often a lease is renewed. */
  renew: number;
  /** How long an account is left alone after failures. */
  backoff?: Backoff;
}

/** A dead node's accounts are served again within half a minute: the lease, a tick, and the way to the server. */
const TIMES: WorkerTimes = { tick: 3_000, lease: 24_000, renew: 8_000 };
/** Turns at a time in this process; accounts that only wait for something do not count. */
const PARALLEL = 6;
/** Accounts taken at one tick, so that nodes that start together share them. */
const CLAIMS = 20;
/** A stop must not take longer; the leases run out by themselves. */
const STOP_TIMEOUT = 8_000;

interface Served {
  service: Service;
  lease: Lease;
  /** By `performance.now()`: the node's clock may jump. */
  heldUntil: number;
  timer: NodeJS.Timeout;
}

/** Of this process: takes accounts that nobody serves and serves them. */
export class Worker {
  /** Names this process in leases; a restart is somebody else. */
  private readonly owner = randomUUID();
  private readonly served = new Map<string, Served>();
  private readonly seenWakes = new Map<string, number>();
  private readonly memories = new Map<string, SyncMemory>();
  private readonly releasing = new Set<Promise<void>>();
  private readonly slots = new Slots(PARALLEL);
  private readonly times: WorkerTimes;
  private timer: NodeJS.Timeout | null = null;
  private ticking: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  /** The last look failed: said once. */
  private blind = false;

  constructor(
    private readonly ctx: MailContext,
    times: Partial<WorkerTimes> = {},
  ) {
    this.times = { ...TIMES, ...times };
  }

  start(): void {
    this.timer = setInterval(() => this.look(), this.times.tick);
    this.timer.unref();
    this.look();
  }

  /** Somebody in this process wants a turn of this account. */
  wake(accountId: Id): void {
    const served = this.served.get(String(accountId));
    if (served) served.service.wake();
    else this.look();
  }

  /** Ends all turns, closes all connections and lets go of the accounts. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.ticking;
    const all = [...this.served.values()];
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, STOP_TIMEOUT)));
    await Promise.race([Promise.all(all.map(({ service }) => service.stop())), patience]);
    clearTimeout(timer);
    await Promise.all([...this.served].map(([key, { service }]) => this.letGo(key, service)));
    // Services that ended by themselves let go on their own.
    await Promise.all(this.releasing);
  }

  /** Accounts this process serves at the moment. */
  get accounts(): string[] {
    return [...this.served.keys()];
  }

  /** One look at a time; a wake-up during one leads to another. */
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
          this.ctx.log.error('mail: the worker cannot look for work', { cause: String(error) });
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
      } else if (claims < CLAIMS && isEligible(row, seen, Date.now()) && (await this.take(row))) {
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
    // Another node's, or may be any moment: what this one still writes is refused by the fence.
    served.service.abandon();
    await this.letGo(key, served.service);
  }

  private async letGo(key: string, service: Service): Promise<void> {
    const served = this.served.get(key);
    // One that was given up may end long after another one took its place.
    if (served?.service !== service) return;
    this.served.delete(key);
    clearInterval(served.timer);
    const release = releaseLease(this.ctx, served.lease).catch(() => undefined);
    this.releasing.add(release);
    await release;
    this.releasing.delete(release);
  }
}
