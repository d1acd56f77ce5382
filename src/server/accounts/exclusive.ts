import type { Id } from '../../common';
import { perApp } from '../appState';
import type { MailContext } from '../context';

/** The end of each account's queue. */
const queues = perApp('tokenQueues', () => new Map<string, Promise<unknown>>());

/** Runs `work` once everything requested earlier for the same account has ended. */
export function exclusive<T>(ctx: MailContext, accountId: Id, work: () => Promise<T>): Promise<T> {
  const queue = queues(ctx);
  const key = String(accountId);
  const mine = (queue.get(key) ?? Promise.resolve()).then(work);
  const end = mine.then(
    () => undefined,
    () => undefined,
  );
  queue.set(key, end);
  void end.then(() => queue.get(key) === end && queue.delete(key));
  return mine;
}
