import type { MailContext } from '../context';
import { asMailError, type MailError } from '../errors';
import type { Mailbox } from '../imap';
import { pushHint } from '../push';
import type { AccountRow } from '../store/accounts';
import {
  claimOperation,
  deleteOperation,
  dueChanges,
  updateClaimed,
  type OperationRow,
} from '../store/operations';
import { inTransaction } from '../store/transaction';
import { nextAttempt } from './backoff';
import type { ChangePayload } from './change';
import { CHANGE_KINDS } from './kinds';
import { startSends } from './sends';

/** Shown to nobody; the account's lease is what keeps others away. */
const CLAIM = 60_000;
/** A server that keeps refusing without saying why means it. */
const MOST_REFUSALS = 6;

type Change = OperationRow<ChangePayload, { refusals?: number }>;

/**
 * Carries out what the account's user asked for, in that order: first half of a turn. Sends go their own way
 * beside it, see {@link startSends}. Throws what concerns the whole account, with the operation left for the next turn.
 */
export async function drain(
  ctx: MailContext,
  account: Pick<AccountRow, 'id'>,
  mailbox: Mailbox,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  startSends(ctx, account.id);
  const seen = new Set<string>();
  /** Mails with a change that waits: later ones wait behind it. */
  const waiting = new Set<string>();
  while (!signal?.aborted) {
    // Read anew each time: a move may have written a new place into those behind it.
    const operation = (await dueChanges(ctx, account.id)).find(({ id }) => !seen.has(String(id))) as
      Change | undefined;
    if (!operation) return;
    seen.add(String(operation.id));
    const mails = operation.payload.messages.map(({ id }) => String(id));
    if (mails.some((id) => waiting.has(id))) continue;
    const claimed = (await claimOperation(ctx, operation, new Date(Date.now() + CLAIM))) as Change | null;
    if (!claimed || !(await carryOut(ctx, claimed, mailbox))) mails.forEach((id) => waiting.add(id));
  }
}

/** false: it is to be tried again. */
async function carryOut(ctx: MailContext, operation: Change, mailbox: Mailbox): Promise<boolean> {
  const kind = CHANGE_KINDS[operation.kind as keyof typeof CHANGE_KINDS];
  try {
    await kind.perform(ctx, operation, mailbox);
  } catch (cause) {
    const error = asMailError(cause);
    if (error.code === 'internal')
      ctx.log.error('mail: an operation failed', { operation: operation.id, cause: error.cause });
    return failed(ctx, operation, error, mailbox);
  }
  await deleteOperation(ctx, operation.id);
  hint(ctx, operation);
  return true;
}

async function failed(
  ctx: MailContext,
  operation: Change,
  error: MailError,
  mailbox: Mailbox,
): Promise<boolean> {
  const refusals = (operation.progress.refusals ?? 0) + 1;
  // Not this operation's fault: the worker decides how to go on with the account.
  if (
    !mailbox.usable ||
    error.code === 'throttled' ||
    ['reconnect', 'blocked'].includes(error.rule.reaction)
  ) {
    await updateClaimed(ctx, operation, { state: 'pending', nextAttemptAt: null, reason: error.code });
    throw error;
  }
  if (error.rule.reaction === 'retry' && refusals < MOST_REFUSALS) {
    const nextAttemptAt = nextAttempt(refusals, error.retryAfter);
    const progress = { ...operation.progress, refusals };
    await updateClaimed(ctx, operation, { state: 'pending', nextAttemptAt, reason: error.code, progress });
    hint(ctx, operation);
    return false;
  }
  await inTransaction(ctx, async (transaction) => {
    const state = { state: 'failed' as const, nextAttemptAt: null, reason: error.code };
    if (!(await updateClaimed(ctx, operation, state, transaction))) return;
    await CHANGE_KINDS[operation.kind as keyof typeof CHANGE_KINDS].revert(ctx, operation, transaction);
  });
  hint(ctx, operation);
  return true;
}

function hint(ctx: MailContext, operation: Change): void {
  const kind = CHANGE_KINDS[operation.kind as keyof typeof CHANGE_KINDS];
  const folderIds = kind.folders(operation.payload);
  pushHint(ctx, operation.userId, {
    accountId: operation.accountId,
    folderIds,
    what: ['account', 'folders', 'messages', 'operations'],
  });
}
