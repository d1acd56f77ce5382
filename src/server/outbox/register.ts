import type { MailContext, Service } from '../context';
import { causeText } from '../errors';
import { doesMailWork } from '../mailWork';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { sweepOperations } from '../store/outbox/operations';
import { sweepDrafts } from '../store/outbox/sweepDrafts';
import { sweepUploads } from '../store/outbox/uploads';
import { fileDueDrafts } from './enqueue/enqueueDraft';
import { allowSends, startDueSends, stopSends } from './send/sends';

const TICK = 10_000;
const SWEEP = 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/**
 * Resumes waiting sends and cleans up. Every node that does mail work may do this: each send is claimed by one of them.
 */
export function registerOutbox(ctx: MailContext): Service {
  if (!doesMailWork(ctx)) return {};
  let timers: NodeJS.Timeout[] = [];
  const every = (interval: number, work: () => Promise<void>) => {
    const timer = setInterval(() => {
      work().catch((cause: unknown) =>
        ctx.log.warn('mail: the outbox could not be processed', { cause: causeText(cause) }),
      );
    }, interval);
    timer.unref();
    return timer;
  };
  const start = () => {
    allowSends(ctx);
    timers.forEach((timer) => clearInterval(timer));
    // A request may have started the app; timers created during it would be limited to its user's rights.
    timers = unrestricted(() => [
      every(TICK, () => startDueSends(ctx)),
      every(TICK, () => fileDueDrafts(ctx)),
      every(SWEEP, () => sweep(ctx)),
    ]);
  };
  const stop = () => {
    timers.forEach((timer) => clearInterval(timer));
    timers = [];
    return stopSends(ctx);
  };
  return { start, stop };
}

/** Deletes finished drafts, unsent uploads and operations that were done long ago. `now` is in milliseconds. */
export async function sweep(ctx: MailContext, now = Date.now()): Promise<void> {
  await sweepDrafts(ctx, new Date(now - DAY));
  await sweepUploads(ctx, new Date(now - DAY));
  await sweepOperations(ctx, new Date(now - DAY), new Date(now - 7 * DAY));
}
