import type { Id } from '../../common';
import { closeMailboxes } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { WAKE } from '../push';
import { withoutLimits } from '../store/limits';
import { Worker } from './worker';

/**
 * Serves accounts while the app runs. `MAIL_WORKER=off` keeps a node from it: one that is to answer people
 * only, or a test that says itself what happens when.
 */
export function registerWorker(ctx: MailContext): void {
  let worker: Worker | null = null;
  ctx.app.on('afterStart', () => {
    if (process.env.MAIL_WORKER === 'off' || worker) return;
    worker = new Worker(ctx);
    // A request may have started the app; the worker is not to be limited to who sent it.
    withoutLimits(() => worker?.start());
  });
  ctx.app.on(WAKE, (accountId: Id) => withoutLimits(() => worker?.wake(accountId)));
  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = null;
    await stopping?.stop();
    await closeMailboxes(ctx);
  };
  // Also emitted before the host loads its plugins anew, for instance when this one is disabled. It waits for
  // the promise that a listener gives back.
  ctx.app.on('beforeStop', stop as () => void);
}
