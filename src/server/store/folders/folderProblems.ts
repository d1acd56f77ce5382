import type { ErrorCode } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import type { FolderRow } from './folders';
import { assertLease, type Lease } from '../cluster/leases';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** Milliseconds until a folder that couldn't be opened is tried again; doubled each time. */
const FIRST_PAUSE = 5 * 60_000;
const LONGEST_PAUSE = 20 * 60 * 60_000;

/** How long, in milliseconds, a folder is left alone after `count` failed attempts in a row. */
export const problemPause = (count: number): number =>
  Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(20, Math.max(0, count - 1)));

/**
 * Records why a folder couldn't be opened, and leaves it alone for a while. `status`: what STATUS now says about it.
 */
export async function noteProblem(
  ctx: MailContext,
  lease: Lease | null,
  { id, problemCount }: Pick<FolderRow, 'id' | 'problemCount'>,
  problem: ErrorCode,
  status: string | null,
): Promise<void> {
  const count = problemCount + 1;
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const now = await presentDate(ctx, transaction);
    const problemUntil = new Date(now.getTime() + problemPause(count));
    const values = { problem, problemCount: count, problemUntil, problemStatus: status };
    await table(ctx, 'mailFolders').update(values, { where: { id }, transaction });
  });
}

/** Clears a folder's problem once it could be opened again. */
export async function clearProblem(
  ctx: MailContext,
  lease: Lease | null,
  { id }: Pick<FolderRow, 'id'>,
): Promise<void> {
  const values = { problem: null, problemCount: 0, problemUntil: null, problemStatus: null };
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await table(ctx, 'mailFolders').update(values, { where: { id }, transaction });
  });
}
