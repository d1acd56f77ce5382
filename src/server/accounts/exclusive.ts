import type { Id } from '../../common';

/** Per app (sub-apps share the process) and account: the end of its queue. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Runs `work` when everything that was asked for the same account before has ended. */
export function exclusive<T>(app: object, accountId: Id, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(app) ?? new Map<string, Promise<unknown>>();
  queues.set(app, queue);
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
