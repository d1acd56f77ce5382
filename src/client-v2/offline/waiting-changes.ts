import { MailApiError } from '../api-error';
import { forgetUndo, rememberUndo } from '../components/reader/last-undo';
import type { RowChange } from '../row-changes';
import { isOnline } from './connection';
import { isCutOff } from './kept-answers';

interface Waiting {
  /** Its place in the order of the clicks. */
  turn: number;
  change: RowChange;
  /** Sends the change. Settles the promise that the click waits for, and returns whether to try again. */
  attempt(): Promise<'settled' | 'again'>;
  cancel(): void;
  running: boolean;
}

/** Milliseconds between attempts: first and maximum. A browser reports being online before its network works. */
const PAUSE = { first: 1_000, most: 30_000 };

/**
 * Changes made while the browser is offline. They are sent in the order of the clicks, each once, when the server can
 * be reached again. The promise of each is settled only then, so the caller shows and reverts it as usual.
 */
export class WaitingChanges {
  private queue: readonly Waiting[] = [];
  private turns = 0;
  private busy = false;
  private pause = PAUSE.first;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  /** What they do to messages, in order. */
  get changes(): RowChange[] {
    return this.queue.map(({ change }) => change);
  }

  get count(): number {
    return this.queue.length;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Sends a change, or lets it wait behind the ones that are waiting. */
  async send<T>(change: RowChange, call: () => Promise<T>): Promise<T> {
    const turn = ++this.turns;
    if (!isOnline() || this.count > 0) return this.wait(turn, change, call);
    return call().catch((error: unknown) => {
      if (!isCutOff(error)) throw error;
      return this.wait(turn, change, call);
    });
  }

  /** Undoes the latest change, unless it is being sent. Its promise is rejected as aborted. */
  readonly undoLast = (): void =>
    this.queue
      .filter(({ running }) => !running)
      .at(-1)
      ?.cancel();

  /** Drops all of them, because somebody else has signed in. */
  clear(): void {
    for (const waiting of [...this.queue]) waiting.cancel();
  }

  private wait<T>(turn: number, change: RowChange, call: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const undo = () => {
        waiting.cancel();
        return Promise.resolve();
      };
      const leave = () => {
        forgetUndo(undo);
        this.set(this.queue.filter((other) => other !== waiting));
      };
      const waiting: Waiting = {
        ...{ turn, change, running: false },
        attempt: async () => {
          try {
            const answer = await call();
            leave();
            resolve(answer);
          } catch (error) {
            if (error instanceof MailApiError && error.code === 'offline') return 'again';
            leave();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          return 'settled';
        },
        cancel: () => {
          if (waiting.running || !this.queue.includes(waiting)) return;
          leave();
          reject(new MailApiError('aborted', ''));
        },
      };
      rememberUndo(undo);
      this.set([...this.queue, waiting].sort((a, b) => a.turn - b.turn));
      void this.drain();
    });
  }

  private readonly drain = async (): Promise<void> => {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    for (let [next] = this.queue; next; [next] = this.queue) {
      next.running = true;
      const outcome = await next.attempt();
      next.running = false;
      if (outcome === 'again') break;
      this.pause = PAUSE.first;
    }
    this.busy = false;
    if (this.count === 0) return;
    this.timer = setTimeout(() => void this.drain(), this.pause);
    this.pause = Math.min(PAUSE.most, this.pause * 2);
  };

  private readonly onOnline = (): void => {
    this.pause = PAUSE.first;
    void this.drain();
  };

  private set(queue: readonly Waiting[]): void {
    const had = this.count > 0;
    this.queue = queue;
    if (!had && this.count > 0) {
      window.addEventListener('online', this.onOnline);
      window.addEventListener('beforeunload', askBeforeLeaving);
    }
    if (had && this.count === 0) {
      clearTimeout(this.timer);
      window.removeEventListener('online', this.onOnline);
      window.removeEventListener('beforeunload', askBeforeLeaving);
    }
    this.listeners.forEach((listener) => listener());
  }
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();
