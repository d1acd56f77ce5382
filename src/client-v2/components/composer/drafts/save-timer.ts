/** The clock, so that tests can move it. */
export interface Timers {
  set(work: () => void, delay: number): unknown;
  clear(timer: unknown): void;
  now(): number;
}

/** Milliseconds without a change until a draft is saved. */
const REST = 700;
/** Milliseconds from the first unsaved change until it's saved, even if the writer never stops typing. */
const LONGEST = 1_500;
/** Milliseconds until the first retry, which double with each further retry up to the last value. */
const RETRY = { first: 2_000, last: 60_000 };

/** Decides when a draft is saved: after a short pause in typing, or after growing pauses while saving fails. */
export class SaveTimer {
  private timer: unknown;
  private firstChange: number | null = null;
  private failures = 0;

  constructor(
    private readonly timers: Timers,
    private readonly work: () => void,
  ) {}

  /** Called when there is something to save. */
  plan(): void {
    if (this.failures > 0) {
      this.timer ??= this.start(Math.min(RETRY.first * 2 ** (this.failures - 1), RETRY.last));
      return;
    }
    const now = this.timers.now();
    this.firstChange ??= now;
    this.stop();
    this.timer = this.start(Math.max(0, Math.min(REST, this.firstChange + LONGEST - now)));
  }

  /** Does the work now instead of later. */
  now(): void {
    this.stop();
    this.fire();
  }

  stop(): void {
    this.timers.clear(this.timer);
    this.timer = undefined;
  }

  failed(): void {
    this.failures += 1;
  }

  succeeded(): void {
    this.failures = 0;
  }

  /** Forgets changes and failures. */
  reset(): void {
    this.stop();
    this.firstChange = null;
    this.failures = 0;
  }

  private start(delay: number): unknown {
    return this.timers.set(() => this.fire(), delay);
  }

  private fire(): void {
    this.timer = undefined;
    this.firstChange = null;
    this.work();
  }
}

/** The browser's clock. */
export const realTimers: Timers = {
  set: (work, delay) => setTimeout(work, delay),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  now: () => Date.now(),
};

/** Waits for work, but not forever. */
export async function patiently(work: Promise<void> | null, patience: number, timers: Timers): Promise<void> {
  if (!work) return;
  let timer: unknown;
  const enough = new Promise<void>((resolve) => (timer = timers.set(resolve, patience)));
  await Promise.race([work, enough]);
  timers.clear(timer);
}
