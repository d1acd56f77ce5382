import { Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentTime } from '../db/clock';
import { rowAs, rowsAs, table } from '../db/rows';
import { fromStored, listIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

/** A message that a workflow sends, and the node that waits for it. */
export interface JobRow {
  id: Id;
  accountId: Id;
  userId: Id;
  jobId: Id;
  workflowKey: string;
  stack: Id[];
  operationId: Id | null;
  state: 'new' | 'sending' | 'ended' | 'done';
  reason: ErrorCode | null;
  params: JobParams;
  /** The message to be sent (`SendPayload`). */
  payload: Record<string, unknown> | null;
  messageId: string | null;
  attempts: number;
}

export interface JobParams {
  /** The workflow continues even if the message can't be sent. */
  goOn: boolean;
  /** Recipients that the server refused. */
  rejected?: string[];
}

export type NewJob = Pick<JobRow, 'accountId' | 'userId' | 'jobId' | 'workflowKey' | 'stack' | 'payload'> & {
  params: JobParams;
};

/** How the send of a workflow's message ended. */
export interface JobEnd {
  operationId: Id;
  state: 'sent' | 'failed';
  reason: ErrorCode | null;
  token: string | null;
  idHash: string | null;
  messageId: string | null;
  rejected: string[];
}

/** The key of a send that a workflow's node waits for begins with this. */
export const JOB_KEY = 'workflow:';

/** Milliseconds after which somebody else continues with what a node has begun. */
const PATIENCE = 60_000;
/** Rows that one round looks at. */
const MOST = 100;

/** Stores a message before the node's job is stored, and long before it's sent. */
export async function createJob(ctx: MailContext, job: NewJob): Promise<void> {
  const nextAttemptAt = new Date((await presentTime(ctx)) + PATIENCE);
  await table(ctx, 'mailJobs').create({ ...job, state: 'new', attempts: 0, nextAttemptAt });
}

/** Records, in the transaction that puts the message into the outbox, that it's there. False if it was there already. */
export async function jobIsSending(
  ctx: MailContext,
  jobId: Id,
  operationId: Id,
  transaction: Transaction,
): Promise<boolean> {
  const [changed] = await table(ctx, 'mailJobs').update(
    { state: 'sending', operationId, payload: null, nextAttemptAt: null },
    { where: { jobId, state: 'new' }, transaction },
  );
  return changed === 1;
}

/** Records how the send ended, in the transaction that stores that. False if the workflow already knows. */
export async function settleJob(ctx: MailContext, end: JobEnd, transaction: Transaction): Promise<boolean> {
  const { operationId, state, reason, token, idHash, messageId, rejected } = end;
  const where = { operationId, state: 'sending' };
  const jobs = table(ctx, 'mailJobs');
  const row = await jobs.findOne({ where, transaction });
  if (!row) return false;
  const params = { ...paramsOf(row.get('params')), rejected };
  const sent = state === 'sent' ? { messageId, reason: null } : { reason: reason ?? 'internal' };
  await jobs.update({ state: 'ended', token, idHash, params, ...sent }, { where, transaction });
  return true;
}

/** Records that a message can't be sent at all. */
export async function failJob(ctx: MailContext, jobId: Id, reason: ErrorCode): Promise<void> {
  await table(ctx, 'mailJobs').update(
    { state: 'ended', reason, payload: null, nextAttemptAt: null },
    { where: { jobId, state: { [Op.in]: ['new', 'sending'] } } },
  );
}

/** The workflow knows how it ended. What the message causes is still known to come from it. */
export async function finishJob(ctx: MailContext, jobId: Id): Promise<void> {
  const done = { state: 'done', payload: null, params: null, messageId: null, nextAttemptAt: null };
  await table(ctx, 'mailJobs').update(done, { where: { jobId } });
}

/**
 * Takes jobs with something to do: those that have ended, and those whose node's process died before the message was in
 * the outbox. If several nodes try at once, each goes to one of them.
 */
export async function claimJobs(ctx: MailContext): Promise<JobRow[]> {
  const jobs = table(ctx, 'mailJobs');
  const now = await presentTime(ctx);
  const isDue = { nextAttemptAt: { [Op.or]: [null, { [Op.lte]: new Date(now) }] } };
  const where = { state: { [Op.in]: ['new', 'ended'] }, ...isDue };
  const rows = await jobs.findAll({ where, order: [['id', 'ASC']], limit: MOST });
  const claimed: JobRow[] = [];
  for (const row of rowsAs<JobRow>(rows)) {
    const { id, attempts, state } = row;
    const [changed] = await jobs.update(
      { attempts: attempts + 1, nextAttemptAt: new Date(now + PATIENCE) },
      { where: { id, attempts, state } },
    );
    if (changed === 1) claimed.push(complete(row));
  }
  return claimed;
}

/** The job of a node; null if there is none. */
export async function findJob(ctx: MailContext, jobId: Id): Promise<JobRow | null> {
  const row = rowAs<JobRow>(await table(ctx, 'mailJobs').findOne({ where: { jobId } }));
  return row && complete(row);
}

/** Ends jobs whose message somebody has discarded in the outbox. */
export async function failDiscarded(ctx: MailContext): Promise<void> {
  let after: Id | null = null;
  do after = await failDiscardedAfter(ctx, after);
  while (after !== null);
}

/** The same for the next piece; returns the last id in it, or null if there is no further one. */
async function failDiscardedAfter(ctx: MailContext, after: Id | null): Promise<Id | null> {
  const rows = await table(ctx, 'mailJobs').findAll({
    where: { state: 'sending', ...(after === null ? {} : { id: { [Op.gt]: after } }) },
    attributes: ['id', 'jobId', 'operationId'],
    order: [['id', 'ASC']],
    limit: MOST,
  });
  const sending = rowsAs<Pick<JobRow, 'id' | 'jobId' | 'operationId'>>(rows);
  if (sending.length === 0) return null;
  const id = { [Op.in]: sending.map(({ operationId }) => operationId) };
  const there = await table(ctx, 'mailOperations').findAll({ where: { id }, attributes: ['id'] });
  const known = new Set(there.map((row) => String(row.get('id'))));
  for (const { jobId, operationId } of sending)
    if (!known.has(String(operationId))) await failJob(ctx, jobId, 'message-gone');
  return sending.length < MOST ? null : (sending[sending.length - 1]?.id ?? null);
}

/** The workflow that sent a message, and the runs that led to it; null if none did. */
export async function senderOf(
  ctx: MailContext,
  { token, messageIdHash }: { token: string | null; messageIdHash: string | null },
): Promise<Pick<JobRow, 'workflowKey' | 'stack'> | null> {
  const by = [...(token ? [{ token }] : []), ...(messageIdHash ? [{ idHash: messageIdHash }] : [])];
  if (by.length === 0) return null;
  const attributes = ['workflowKey', 'stack'];
  const row = await table(ctx, 'mailJobs').findOne({ where: { [Op.or]: by }, attributes });
  return row && { workflowKey: String(row.get('workflowKey')), stack: listIn<Id>(row.get('stack')) };
}

/**
 * The account is gone, and so is what these jobs were to send: the runs that wait for it learn that it has failed. Rows
 * that a run still waits for stay until then, without anything of the message.
 */
export async function abandonJobs(ctx: MailContext, accountId: Id): Promise<void> {
  const jobs = table(ctx, 'mailJobs');
  const reason: ErrorCode = 'sender-gone';
  await inTransaction(ctx, async (transaction) => {
    await jobs.update(
      { state: 'ended', reason, payload: null, nextAttemptAt: null },
      { where: { accountId, state: { [Op.in]: ['new', 'sending'] } }, transaction },
    );
    await jobs.destroy({ where: { accountId, state: 'done' }, transaction });
  });
}

/** Deletes jobs that have been done for long enough. */
export async function sweepJobs(ctx: MailContext, before: Date): Promise<void> {
  await table(ctx, 'mailJobs').destroy({ where: { state: 'done', updatedAt: { [Op.lt]: before } } });
}

const paramsOf = (stored: unknown): JobParams => ({ goOn: false, ...(fromStored(stored) as object | null) });

const complete = (row: JobRow): JobRow => ({
  ...row,
  stack: listIn<Id>(row.stack),
  params: paramsOf(row.params),
  payload: fromStored(row.payload) as JobRow['payload'],
});
