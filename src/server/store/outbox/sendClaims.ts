import { Op } from 'sequelize';
import type { Id, OperationState } from '../../../common';
import type { MailContext } from '../../context';
import { emitCounted, emitMailEvent } from '../../push';
import { presentTime } from '../db/clock';
import { endState, settleSend, type RecipientEnd } from '../campaigns/settleSend';
import { createTodo, type NewTodo } from '../messages/todos';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { JOB_KEY, settleJob, type JobEnd } from '../workflows/jobs';
import {
  deleteOperation,
  dueSendsAt,
  findOperations,
  updateClaimed,
  type OperationRow,
  type Values,
} from './operations';

/** Proves that an operation is ours, because taking it raises `attempts`. */
export type Claim = Pick<OperationRow, 'id' | 'attempts'>;

/** States of a claimed send while somebody works on it. */
const CLAIMED: OperationState[] = ['running', 'sending', 'sent'];

/**
 * Claims the oldest due send of an account for this process, for `ttl` milliseconds; if several processes try at once,
 * one gets it. A pending send becomes running; one that somebody else left in a later stage stays there. `after` allows
 * only sends with a higher id. Null if there is none.
 */
export async function claimNextSend(
  ctx: MailContext,
  accountId: Id,
  { after, ttl }: { after: Id | null; ttl: number },
): Promise<OperationRow | null> {
  return inTransaction(ctx, async (transaction) => {
    const now = await presentTime(ctx, transaction);
    const behind = after === null ? {} : { id: { [Op.gt]: after } };
    const where = { accountId, ...dueSendsAt(now), ...behind };
    const [due] = await findOperations(ctx, where, { limit: 1, lock: true, transaction });
    if (!due) return null;
    const { id, state } = due;
    const claim = {
      state: state === 'pending' ? ('running' as const) : state,
      attempts: due.attempts + 1,
      nextAttemptAt: new Date(now + ttl),
    };
    await table(ctx, 'mailOperations').update(claim, { where: { id }, transaction });
    return { ...due, ...claim };
  });
}

/** Extends a claim by `ttl` milliseconds from now, without a trace in `updatedAt`. */
export async function renewClaim(ctx: MailContext, { id, attempts }: Claim, ttl: number): Promise<void> {
  const nextAttemptAt = new Date((await presentTime(ctx)) + ttl);
  // Not after the work has ended, in case this comes late.
  const where = { id, attempts, state: { [Op.in]: CLAIMED } };
  await table(ctx, 'mailOperations').update({ nextAttemptAt }, { where, silent: true });
}

/** What is stored along with the end of a send. */
export interface SendEnd {
  todo: NewTodo | null;
  /** Identifies the message, for the recipient of a bulk email and for a workflow. */
  message: Pick<RecipientEnd, 'token' | 'idHash'> & { messageId: string | null };
}

/**
 * Writes what a claim's holder found out, and counts how a send ended. What depends on it is stored along with it: both
 * or neither. False: the claim is somebody else's by now.
 */
export async function writeClaimed(
  ctx: MailContext,
  operation: OperationRow,
  values: Values,
  { todo, message }: SendEnd = { todo: null, message: { token: null, idHash: null, messageId: null } },
): Promise<boolean> {
  const ended = endOf(operation, values);
  const reminder = ended === 'sent' ? todo : null;
  const { id: operationId, campaignId = null } = operation;
  const state = campaignId === null || values.state === operation.state ? null : endState(values.state);
  const { token, idHash } = message;
  const end = state && campaignId !== null && { operationId, campaignId, state, token, idHash };
  const job = jobEndOf(operation, values, message);
  const isWritten =
    reminder || end || job
      ? await inTransaction(ctx, async (transaction) => {
          if (!(await updateClaimed(ctx, operation, values, transaction))) return false;
          if (reminder) await createTodo(ctx, reminder, transaction);
          if (end) await settleSend(ctx, { ...end, reason: values.reason ?? null }, transaction);
          // The bulk email lists it from now on, and sends another one if its writer wants that. A workflow decides itself.
          const isJobs = job !== null && (await settleJob(ctx, job, transaction));
          if (state === 'failed' || (isJobs && job.state === 'failed'))
            await deleteOperation(ctx, operationId, transaction);
          return true;
        })
      : await updateClaimed(ctx, operation, values);
  if (!isWritten) return false;
  if (ended) emitCounted(ctx, { send: ended });
  if (job) emitMailEvent(ctx);
  return true;
}

/** What a workflow's node learns, if this write is about its message and says how it ended. */
function jobEndOf(operation: OperationRow, values: Values, message: SendEnd['message']): JobEnd | null {
  const { id: operationId, key } = operation;
  const state = values.state === operation.state ? null : endState(values.state);
  if (!key?.startsWith(JOB_KEY) || state === null || state === 'unclear') return null;
  const { rejected = [] } = (values.progress ?? operation.progress) as { rejected?: string[] };
  return { operationId, state, reason: values.reason ?? null, rejected, ...message };
}

/** How the send ended, if this write is the first to say so: `sent` is followed by `done`. */
function endOf({ state }: OperationRow, values: Values): 'sent' | 'failed' | null {
  if (values.state === 'failed') return state === 'failed' ? null : 'failed';
  return (values.state === 'sent' || values.state === 'done') && state !== 'sent' ? 'sent' : null;
}
