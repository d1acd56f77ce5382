export interface Place {
  /** A person waits for it: before everything that is not urgent. */
  urgent?: boolean;
  /** Leaves the queue, and throws its reason. */
  signal?: AbortSignal;
}

/** Lets so many run at a time; the others queue in order. */
export class Slots {
  private readonly urgent: Array<() => void> = [];
  private readonly routine: Array<() => void> = [];

  constructor(private free: number) {}

  async run<T>(work: () => Promise<T>, { urgent = false, signal }: Place = {}): Promise<T> {
    signal?.throwIfAborted();
    if (this.free > 0) this.free--;
    else await wait(urgent ? this.urgent : this.routine, signal);
    try {
      return await work();
    } finally {
      // Handed over, not given back: nobody can slip in between.
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

/** Of this process and one server. */
const SIGNING_IN = 8;

const doors = new Map<string, Slots>();

/**
 * Where connections to a mail server are opened: a few at a time, or a restart with hundreds of mailboxes would
 * look like an attack, and be throttled.
 */
export function doorOf({ host, port }: { host: string; port: number }): Slots {
  const key = `${host}:${port}`;
  let door = doors.get(key);
  if (!door) doors.set(key, (door = new Slots(SIGNING_IN)));
  return door;
}
