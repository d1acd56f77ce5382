import type { MailContext } from '../context';
import { asMailError, causeText, type MailError } from '../errors';
import { refusedForGood, type Mailbox } from '../imap';
import { pushHint } from '../push';
import type { AccountRow } from '../store/accounts/accounts';
import { presentTime } from '../store/db/clock';
import {
  claimOperations,
  deleteOperations,
  pendingChanges,
  updateClaimed,
  type OperationRow,
} from '../store/outbox/operations';
import { isOutage } from '../store/db/outage';
import { inTransaction } from '../store/db/transaction';
import { attemptAgain } from './send/backoff';
import { uniqueIds, type ChangeKind, type ChangePayload, type Refused } from './changes/change';
import { CHANGE_KINDS } from './changes/kinds';
import { nextBatch } from './changes/plan';
import { startSends } from './send/sends';

/** Milliseconds. Shown nowhere; the account's lease is what keeps other nodes away. */
const CLAIM = 60_000;
/** Maximum attempts if a server keeps refusing without a reason: by then it means it. */
const MOST_REFUSALS = 6;

type Change = OperationRow<ChangePayload, { refusals?: number }>;

const kindOf = ({ kind }: Pick<Change, 'kind'>): ChangeKind =>
  CHANGE_KINDS[kind as keyof typeof CHANGE_KINDS];

/**
 * Carries out what the account's user requested: the first half of a turn. Operations of the same kind are combined,
 * and dependent ones keep their order. Sends are handled separately, see {@link startSends}. Throws what concerns the
 * whole account, leaving the operations for the next turn.
 */
export async function drain(
  ctx: MailContext,
  account: Pick<AccountRow, 'id'>,
  mailbox: Mailbox,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  startSends(ctx, account.id);
  const seen = new Set<string>();
  while (!signal?.aborted) {
    // Read again each time: a move may have written new places into later operations.
    const pending = (await pendingChanges(ctx, account.id)) as Change[];
    if (pending.length === 0) return;
    const now = await presentTime(ctx);
    const isDue = (operation: Change) => !seen.has(String(operation.id)) && isOver(operation, now);
    const batch = nextBatch(pending, (operation) => kindOf(operation).needs(operation.payload), isDue);
    if (batch.length === 0) return;
    for (const { id } of batch) seen.add(String(id));
    const claimed = (await claimOperations(ctx, batch, new Date(now + CLAIM))) as Change[];
    if (claimed.length > 0) await carryOut(ctx, claimed, mailbox);
  }
}

/** Whether its wait is over; a running one was left by a previous holder of the lease. */
const isOver = ({ state, nextAttemptAt }: Change, now: number): boolean =>
  state === 'running' || nextAttemptAt === null || new Date(nextAttemptAt).getTime() <= now;

async function carryOut(ctx: MailContext, batch: Change[], mailbox: Mailbox): Promise<void> {
  const [{ kind }] = batch as [Change];
  let refused: Refused;
  try {
    refused = (await kindOf({ kind }).perform(ctx, batch, mailbox)) ?? new Map();
  } catch (cause) {
    const error = asMailError(cause);
    if (error.code === 'internal')
      ctx.log.error('mail: an operation failed', { operation: batch[0]?.id, cause: causeText(error) });
    if (concernsAccount(error, mailbox)) {
      for (const operation of batch)
        await updateClaimed(ctx, operation, { state: 'pending', nextAttemptAt: null, reason: error.code });
      throw error;
    }
    await failAll(ctx, batch, () => error);
    hint(ctx, batch);
    return;
  }
  const partly = (operation: Change) => operation.payload.messages.some(({ id }) => refused.has(String(id)));
  const left = refused.size > 0 ? batch.filter(partly) : [];
  await deleteOperations(
    ctx,
    batch.filter((operation) => !left.includes(operation)).map(({ id }) => id),
  );
  const narrowed = left.map((operation) => narrow(operation, refused));
  await failAll(ctx, narrowed, ({ payload }) => reasonOf(payload, refused));
  hint(ctx, batch);
}

/** Not the operations' fault: the worker decides how to continue with the account. */
const concernsAccount = (error: MailError, mailbox: Mailbox): boolean =>
  !mailbox.usable ||
  error.code === 'throttled' ||
  ['reconnect', 'blocked'].includes(error.rule.reaction) ||
  isOutage(error.cause);

/** The same operation with only the messages that aren't done. */
function narrow(operation: Change, refused: Refused): Change {
  const messages = operation.payload.messages.filter(({ id }) => refused.has(String(id)));
  return { ...operation, payload: { ...operation.payload, messages } };
}

function reasonOf({ messages }: ChangePayload, refused: Refused): MailError {
  const [error] = messages.flatMap(({ id }) => refused.get(String(id)) ?? []);
  return error ?? asMailError(undefined);
}

/** Newest first, so that each is reverted to the state before it. */
async function failAll(
  ctx: MailContext,
  operations: readonly Change[],
  reason: (operation: Change) => MailError,
): Promise<void> {
  for (const operation of [...operations].reverse())
    await failed(ctx, operation, refusedForGood(reason(operation)));
}

async function failed(ctx: MailContext, operation: Change, error: MailError): Promise<void> {
  const refusals = (operation.progress.refusals ?? 0) + 1;
  const { payload } = operation;
  if (error.rule.reaction === 'retry' && refusals < MOST_REFUSALS) {
    const nextAttemptAt = await attemptAgain(ctx, refusals, error.retryAfter);
    const progress = { ...operation.progress, refusals };
    const again = { state: 'pending' as const, nextAttemptAt, reason: error.code, progress, payload };
    await updateClaimed(ctx, operation, again);
    return;
  }
  await inTransaction(ctx, async (transaction) => {
    const state = { state: 'failed' as const, nextAttemptAt: null, reason: error.code, payload };
    if (!(await updateClaimed(ctx, operation, state, transaction))) return;
    await kindOf(operation).revert(ctx, { ...operation, reason: error.code }, transaction);
  });
}

/** One hint for the whole batch, so that the user's browsers reload only once. */
function hint(ctx: MailContext, batch: readonly Change[]): void {
  const [first] = batch as [Change];
  const folderIds = uniqueIds(batch.flatMap((operation) => kindOf(operation).folders(operation.payload)));
  pushHint(ctx, first.userId, {
    accountId: first.accountId,
    folderIds,
    what: ['account', 'folders', 'messages', 'operations'],
  });
}
