import { col, fn, Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id, SetAside, SetAsideView } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import { insertMessages, type FolderRef } from './insertMessages';
import { assertLease, type Lease } from '../cluster/leases';
import type { MessageDraft } from '../messageDraft';
import { deleteMessages } from './messageRows';
import { columnOf, rowAs, rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** `bodyState` of a message that couldn't be read or stored, and of one that should be tried again. */
const FAILED = 'failed';
const RETRY = 'retry';
const EITHER = { [Op.in]: [FAILED, RETRY] };

/** A set-aside message that should be tried again. */
export interface RetryRow {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  size: number;
  textParts: string | null;
  receivedAt: Date;
  headerMissing: boolean;
}

/** Why this message's text isn't here; null if it isn't set aside. */
export async function findSetAside(ctx: MailContext, id: Id): Promise<SetAside | null> {
  const row = await table(ctx, 'mailMessages').findOne({
    where: { id, bodyState: EITHER },
    attributes: ['bodyState', 'bodyError', 'setAsideAt', 'headerMissing'],
    raw: true,
  });
  return row && stateOf(rowAs<StateColumns>(row));
}

/** How many messages of each account are set aside, by reason. */
export async function countSetAside(
  ctx: MailContext,
  accountIds: readonly Id[],
): Promise<Map<string, Record<string, number>>> {
  const rows = rowsAs<{ accountId: Id; bodyError: string | null; total: number | string }>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId: { [Op.in]: [...accountIds] }, bodyState: EITHER, vanishedAt: null },
      attributes: [
        'accountId',
        'bodyError',
        [fn('COUNT', col(columnOf(ctx, 'mailMessages', 'id'))), 'total'],
      ],
      group: ['accountId', 'bodyError'],
      raw: true,
    }),
  );
  const counts = new Map<string, Record<string, number>>();
  for (const { accountId, bodyError, total } of rows) {
    const key = String(accountId);
    counts.set(key, { ...counts.get(key), [bodyError ?? 'internal']: Number(total) });
  }
  return counts;
}

/** A page of an account's set-aside messages, newest first. The page after it begins at `next`. */
export async function pageSetAside(
  ctx: MailContext,
  accountId: Id,
  { limit, before }: { limit: number; before: { receivedAt: Date; id: Id } | null },
): Promise<{ rows: SetAsideView[]; next: { receivedAt: Date; id: Id } | null }> {
  const below = before && {
    [Op.or]: [
      { receivedAt: { [Op.lt]: before.receivedAt } },
      { receivedAt: before.receivedAt, id: { [Op.lt]: before.id } },
    ],
  };
  const found = await table(ctx, 'mailMessages').findAll({
    where: { accountId, bodyState: EITHER, vanishedAt: null, ...below },
    order: [
      ['receivedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit: limit + 1,
  });
  const plain = rowsAs<SetAsideRow & StateColumns>(found.slice(0, limit));
  const last = plain.at(-1);
  return {
    rows: plain.map((row) => ({
      id: row.id,
      accountId: row.accountId,
      folderId: row.folderId,
      subject: row.subject ?? '',
      fromName: row.fromName ?? '',
      fromAddress: row.fromAddress ?? '',
      receivedAt: new Date(row.receivedAt).toISOString(),
      size: Number(row.size ?? 0),
      ...stateOf(row),
    })),
    next: found.length > limit && last ? { receivedAt: new Date(last.receivedAt), id: last.id } : null,
  };
}

/** Asks to try set-aside messages of an account again: these, or all if null. Returns how many will be tried. */
export async function askRetry(ctx: MailContext, accountId: Id, ids: readonly Id[] | null): Promise<number> {
  const where = {
    accountId,
    bodyState: EITHER,
    vanishedAt: null,
    ...(ids ? { id: { [Op.in]: [...ids] } } : {}),
  };
  const [asked] = await table(ctx, 'mailMessages').update({ bodyState: RETRY }, { where });
  return asked;
}

/** Messages to try again: those that somebody asked for, and those that were set aside before `before`. */
export async function findRetries(
  ctx: MailContext,
  accountId: Id,
  before: Date,
  limit: number,
): Promise<RetryRow[]> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: {
      accountId,
      bodyState: EITHER,
      vanishedAt: null,
      [Op.or]: [{ bodyState: RETRY }, { setAsideAt: { [Op.lt]: before } }, { setAsideAt: null }],
    },
    attributes: [
      ...['id', 'folderId', 'uidValidity', 'uid', 'size', 'textParts', 'receivedAt', 'headerMissing'],
    ],
    // Messages that somebody is waiting for come first.
    order: [
      ['bodyState', 'DESC'],
      ['receivedAt', 'DESC'],
    ],
    limit,
  });
  return rows.map((row) => {
    const found = rowAs<RetryRow>(row);
    return {
      ...found,
      uid: Number(found.uid),
      size: Number(found.size ?? 0),
      headerMissing: Boolean(found.headerMissing),
    };
  });
}

/** Sets messages aside, or records that trying them again didn't help. Those deleted in the meantime stay deleted. */
export async function setAside(
  ctx: MailContext,
  lease: Lease | null,
  ids: readonly Id[],
  reason: ErrorCode,
): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const values = { bodyState: FAILED, bodyError: reason };
    await table(ctx, 'mailMessages').update(values, {
      where: { id: { [Op.in]: [...ids] }, bodyState: { [Op.ne]: 'stored' } },
      transaction,
    });
    await markSetAside(ctx, ids, transaction);
  });
}

/** Records when messages were set aside. The caller writes their state, because it knows the reason. */
export async function markSetAside(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  const where = { id: { [Op.in]: [...ids] }, bodyState: FAILED };
  const setAsideAt = await presentDate(ctx, transaction);
  await table(ctx, 'mailMessages').update({ setAsideAt }, { where, transaction });
}

/** Lets the text be read like any other message's, since the header is known now. */
export async function releaseSetAside(
  ctx: MailContext,
  lease: Lease | null,
  ids: readonly Id[],
): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const where = { id: { [Op.in]: [...ids] }, bodyState: EITHER };
    await table(ctx, 'mailMessages').update({ bodyState: 'pending' }, { where, transaction });
  });
}

/** Replaces a set-aside row with its message, now that the header is known; keeps the row's id and its flags here. */
export async function replaceSetAside(
  ctx: MailContext,
  lease: Lease | null,
  place: FolderRef,
  id: Id,
  draft: MessageDraft,
): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const row = await table(ctx, 'mailMessages').findOne({
      where: { id, bodyState: EITHER, uidValidity: place.uidValidity, folderId: place.folderId },
      attributes: ['seen', 'flagged', 'answered', 'draft'],
      transaction,
    });
    if (!row) return;
    const flags = row.get({ plain: true }) as Pick<MessageDraft, 'seen' | 'flagged' | 'answered' | 'draft'>;
    const kept = { ...draft, ...flags };
    await deleteMessages(ctx, [id], transaction);
    await insertMessages(ctx, place, [kept], transaction, new Map([[kept, id]]));
  });
}

type SetAsideRow = Omit<SetAsideView, keyof SetAside | 'receivedAt'> & { receivedAt: Date };

interface StateColumns {
  bodyState: string;
  bodyError: string | null;
  setAsideAt: Date | string | null;
  headerMissing: boolean | number | null;
}

const stateOf = ({ bodyState, bodyError, setAsideAt, headerMissing }: StateColumns): SetAside => ({
  reason: bodyError,
  since: setAsideAt === null ? null : new Date(setAsideAt).toISOString(),
  waiting: bodyState === RETRY,
  headerMissing: Boolean(headerMissing),
});
