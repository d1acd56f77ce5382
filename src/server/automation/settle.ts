import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText, MailError } from '../errors';
import { automationOf, JOB } from '../host';
import { digestOf, enqueueSend, type SendPayload } from '../outbox';
import { isOutage } from '../store/db/outage';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { waitingJob } from '../store/workflows/hostWorkflows';
import {
  claimJobs,
  failJob,
  findJob,
  finishJob,
  JOB_KEY,
  jobIsSending,
  type JobRow,
} from '../store/workflows/jobs';
import { allowedAccount } from './allowed';
import { reasonOf } from './failure';

/** Thrown in a transaction to undo it: the message is in the outbox already. */
class AlreadySending extends Error {}

/** Puts a node's message into the outbox, once, however often this is done and wherever it's interrupted. */
export async function sendJob(ctx: MailContext, jobId: Id): Promise<void> {
  const job = await findJob(ctx, jobId);
  if (job?.state !== 'new' || !job.payload) return;
  const key = `${JOB_KEY}${String(jobId)}`;
  try {
    // The owner may have taken it back since.
    await allowedAccount(ctx, job.accountId, job.workflowKey, 'send');
    await enqueueSend(ctx, job.userId, job.payload as unknown as SendPayload, 0, {
      ...{ key, digest: digestOf(key) },
      also: async (operationId, transaction) => {
        if (!(await jobIsSending(ctx, jobId, operationId, transaction))) throw new AlreadySending();
      },
    });
  } catch (error) {
    if (error instanceof AlreadySending) return;
    const { code, cause } = asMailError(error);
    // Without a database, nobody could be told either: the next round tries again.
    if (isOutage(cause)) throw error;
    if (code === 'internal') ctx.log.error('mail: a workflow’s message failed', { cause: causeText(error) });
    await failJob(ctx, jobId, code);
    await settleJobs(ctx);
  }
}

/** Hands results to nodes whose message has been sent or has failed, and goes on where a process died. */
export async function settleJobs(ctx: MailContext): Promise<void> {
  for (const job of await claimJobs(ctx)) {
    try {
      await settle(ctx, job);
    } catch (error) {
      ctx.log.warn('mail: a workflow could not be continued', { job: job.jobId, cause: causeText(error) });
    }
  }
}

async function settle(ctx: MailContext, job: JobRow): Promise<void> {
  const waiting = await waitingJob(ctx, job.jobId);
  // If the node's process died before the host stored its job, the run never got this far: nothing is sent.
  if (waiting === 'missing' || waiting === 'over') return finishJob(ctx, job.jobId);
  if (job.state === 'new') return sendJob(ctx, job.jobId);
  const plugin = automationOf(ctx);
  if (!plugin) throw new MailError('internal', { cause: 'workflows are switched off' });
  waiting.set(resultOf(ctx, job));
  try {
    await unrestricted(() => plugin.resume(waiting));
  } catch (error) {
    // The host saves the result, then queues the run. A run that isn't in the queue would be taken for one that went on.
    await waiting.update({ status: JOB.waiting, result: null });
    throw error;
  }
  await finishJob(ctx, job.jobId);
}

function resultOf(ctx: MailContext, { reason, params, messageId }: JobRow) {
  if (reason !== null) return { status: params.goOn ? JOB.done : JOB.failed, result: reasonOf(ctx, reason) };
  const { rejected = [] } = params;
  return { status: JOB.done, result: { messageId, ...(rejected.length > 0 ? { rejected } : {}) } };
}
