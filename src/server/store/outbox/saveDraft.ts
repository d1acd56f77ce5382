import type { Transaction } from 'sequelize';
import type { DraftInput, Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentTime } from '../db/clock';
import { lockUser } from '../db/lockUser';
import { inTransaction } from '../db/transaction';
import {
  checkRoom,
  contentColumns,
  createDraft,
  findDraft,
  leaveBehind,
  REST,
  updateDraft,
  type DraftRow,
} from './drafts';
import { findSendByKey } from './newSend';

/** What a composer wants to store. */
export interface DraftValues {
  userId: Id;
  key: string;
  /** The version that the composer started from; 0 if it has never been saved. */
  base: number;
  editor: string;
  turn: number;
  payload: DraftInput;
  /** Whether the copy in the mailbox is due right away. */
  close: boolean;
}

export type SaveOutcome =
  { outcome: 'saved'; row: DraftRow } | { outcome: 'conflict'; row: DraftRow } | { outcome: 'sent' | 'gone' };

/**
 * Stores a draft if it is still the version that the composer started from, or if the same composer saved what has
 * been stored since. A request that is repeated, or that arrives after a later one, changes nothing. Throws
 * `drafts-full`.
 */
export const saveDraft = (ctx: MailContext, values: DraftValues): Promise<SaveOutcome> =>
  inTransaction(ctx, (transaction) => saveWithin(ctx, values, transaction));

async function saveWithin(
  ctx: MailContext,
  { base, close, ...values }: DraftValues,
  transaction: Transaction,
): Promise<SaveOutcome> {
  const { userId, key, editor, turn } = values;
  // Comes first, as in `createSend`: whoever had the draft and waited for the user would wait forever.
  await lockUser(ctx, userId, transaction);
  const row = await findDraft(ctx, { userId, key }, { transaction, lock: true });
  const fileAt = new Date((await presentTime(ctx, transaction)) + (close ? 0 : REST));
  if (!row) {
    if (await findSendByKey(ctx, userId, key, transaction)) return { outcome: 'sent' };
    if (base > 0) return { outcome: 'gone' };
    return { outcome: 'saved', row: await createDraft(ctx, { ...values, fileAt }, transaction) };
  }
  if (row.state === 'discarded') return { outcome: 'gone' };
  if (row.state !== 'open') return { outcome: 'sent' };
  const isOwn = row.editor === editor;
  if (isOwn && turn <= (row.turn ?? 0)) return { outcome: 'saved', row };
  if (base !== row.version && !isOwn) return { outcome: 'conflict', row };
  const content = contentColumns(values.payload);
  const changed = row.digest !== content.digest;
  const version = changed ? row.version + 1 : row.version;
  const growth = content.octets - row.octets;
  if (growth > 0) await checkRoom(ctx, userId, { drafts: 0, octets: growth }, transaction);
  const stored = {
    ...{ editor, turn, version },
    ...(changed ? content : {}),
    ...(changed || close ? { fileAt } : {}),
    ...leaveBehind(row, content.accountId),
  };
  await updateDraft(ctx, { id: row.id }, stored, { transaction });
  return { outcome: 'saved', row: { ...row, version } };
}
