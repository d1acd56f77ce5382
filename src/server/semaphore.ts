import { perProcess } from './appState';

export interface WaitOptions {
  /** A person is waiting: goes ahead of everything that isn't urgent. */
  urgent?: boolean;
  /** Aborting leaves the queue and throws the signal's reason. */
  signal?: AbortSignal;
}

/** Lets a fixed number of tasks run at a time; the others queue in order. */
export class Semaphore {
  private readonly urgent: Array<() => void> = [];
  private readonly routine: Array<() => void> = [];

  constructor(private free: number) {}

  async run<T>(work: () => Promise<T>, { urgent = false, signal }: WaitOptions = {}): Promise<T> {
    signal?.throwIfAborted();
    if (this.free > 0) this.free--;
    else await wait(urgent ? this.urgent : this.routine, signal);
    try {
      return await work();
    } finally {
      // The place is handed over rather than freed, so that nobody can slip in between.
      const next = this.urgent.shift() ?? this.routine.shift();
      if (next) next();
      else this.free++;
    }
  }
}

function wait(queue: Array<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = (): void => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      queue.splice(queue.indexOf(go), 1);
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', leave, { once: true });
    queue.push(go);
  });
}

/** Maximum concurrent sign-ins per process and server. */
const SIGNING_IN = 8;

const limiters = perProcess('connectionLimits', () => new Map<string, Semaphore>());

/**
 * Limits how many connections to a mail server are opened at a time. Otherwise a restart with hundreds of mailboxes
 * would look like an attack and be throttled.
 */
export function connectionLimiterFor({ host, port }: { host: string; port: number }): Semaphore {
  const key = `${host}:${port}`;
  let limiter = limiters().get(key);
  if (!limiter) limiters().set(key, (limiter = new Semaphore(SIGNING_IN)));
  return limiter;
}
