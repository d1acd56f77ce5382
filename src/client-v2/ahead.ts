import type { Id } from '../common';

/** Milliseconds. Without a WebSocket, changes made elsewhere are noticed only after this time. */
const LONGEST = 60_000;
/** Maximum number of answers kept; the oldest are dropped. */
const MOST = 40;

/**
 * Answers that were requested before anybody needed them. Each is given out once; opening the same message again sends
 * a new request.
 */
export class Ahead {
  private readonly answers = new Map<string, { answer: Promise<unknown>; at: number }>();

  /** Asks now, unless that has been done already. Resolves when the answer is there, and never fails. */
  prepare(key: string, read: () => Promise<unknown>): Promise<unknown> {
    const found = this.find(key);
    if (found) return found.answer.catch(() => undefined);
    const answer = read();
    const entry = { answer, at: Date.now() };
    this.answers.delete(key);
    this.answers.set(key, entry);
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= MOST) break;
      this.answers.delete(oldest);
    }
    // Failures aren't kept, because the next attempt may succeed.
    return answer.catch(() => this.answers.get(key) === entry && this.answers.delete(key));
  }

  /** Returns the answer that was requested in advance, or asks now if there is none. */
  take<T>(key: string, read: () => Promise<T>): Promise<T> {
    const found = this.find(key);
    this.answers.delete(key);
    return found ? (found.answer as Promise<T>).catch(read) : read();
  }

  /** Drops everything that a change on the server may have made untrue. */
  forget(): void {
    this.answers.clear();
  }

  private find(key: string): { answer: Promise<unknown> } | undefined {
    const found = this.answers.get(key);
    return found && Date.now() - found.at < LONGEST ? found : undefined;
  }
}

const shared = new WeakMap<object, { userId: Id | undefined; ahead: Ahead }>();

/** The answers that a page requested in advance. When somebody else signs in, nothing of them is left. */
export function aheadOf(api: object, userId: Id | undefined): Ahead {
  const found = shared.get(api);
  if (found && String(found.userId) === String(userId)) return found.ahead;
  const ahead = new Ahead();
  shared.set(api, { userId, ahead });
  return ahead;
}
