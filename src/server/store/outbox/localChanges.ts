import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import { deleteMessages, MOVING } from '../messages/messageRows';
import { endSnoozes } from '../messages/snoozes';
import type { MessagePlace } from './operations';
import { rowAs, table } from '../db/rows';
import { touchMessages } from '../threads/threads';

/** The parts of a stored message that a click changes. */
export interface LocalMessage extends MessagePlace {
  accountId: Id;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  vanishedAt: Date | null;
}

export type LocalFlags = Partial<Pick<LocalMessage, 'seen' | 'flagged' | 'answered'>>;

/** Messages by id. With `lock`, nobody changes them, or settles their moves, before this transaction has ended. */
export async function localMessages(
  ctx: MailContext,
  ids: readonly Id[],
  transaction?: Transaction,
  { lock = false }: { lock?: boolean } = {},
): Promise<LocalMessage[]> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] } },
    attributes: [
      'id',
      'accountId',
      'folderId',
      'uidValidity',
      'uid',
      'seen',
      'flagged',
      'answered',
      'vanishedAt',
    ],
    order: [['id', 'ASC']],
    ...(lock && transaction ? { lock: transaction.LOCK.UPDATE } : {}),
    transaction,
  });
  return rows.map((row) => {
    const message = rowAs<LocalMessage>(row);
    return { ...message, uid: Number(message.uid) };
  });
}

/** Changes flags of stored messages before the server has them. */
export async function setLocalFlags(
  ctx: MailContext,
  ids: readonly Id[],
  flags: LocalFlags,
  transaction: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  touchMessages(ctx, ids, transaction);
  await table(ctx, 'mailMessages').update(
    { ...flags },
    { where: { id: { [Op.in]: [...ids] } }, transaction },
  );
  if (flags.seen) await endSnoozes(ctx, ids, transaction, { onlyReturned: true });
}

/** Shows messages in another folder before the server has moved them there; until then they have no UID. */
export async function moveLocally(
  ctx: MailContext,
  ids: readonly Id[],
  folderId: Id,
  transaction: Transaction,
): Promise<void> {
  touchMessages(ctx, ids, transaction);
  await endSnoozes(ctx, ids, transaction);
  for (const id of ids) {
    // The unique index needs a UID: the row's own id, which no other row can have under MOVING.
    await table(ctx, 'mailMessages').update(
      { folderId, uidValidity: MOVING, uid: id },
      { where: { id }, transaction },
    );
  }
}

/** A pull may already have stored it as new. The older row stays, because it carries what people attached to it. */
async function deleteTwin(
  ctx: MailContext,
  { id, folderId, uidValidity, uid }: MessagePlace,
  transaction: Transaction,
): Promise<void> {
  const copy = await table(ctx, 'mailMessages').findOne({
    where: { folderId, uidValidity, uid, id: { [Op.ne]: id } },
    attributes: ['id'],
    transaction,
  });
  if (copy) await deleteMessages(ctx, [copy.get('id') as Id], transaction);
}

/**
 * Called when the server has moved a message: the row gets its new UID, unless it has since been moved again locally.
 */
export async function settleMove(
  ctx: MailContext,
  place: MessagePlace,
  transaction: Transaction,
): Promise<void> {
  const { id, folderId, uidValidity, uid } = place;
  touchMessages(ctx, [id], transaction);
  await deleteTwin(ctx, place, transaction);
  await table(ctx, 'mailMessages').update(
    { uidValidity, uid, vanishedAt: null },
    { where: { id, folderId, uidValidity: MOVING }, transaction },
  );
}

/** For a move whose new UID is unknown: the folder's next pull adopts the row by its identity hash. */
export async function markForAdoption(
  ctx: MailContext,
  id: Id,
  folderId: Id,
  transaction: Transaction,
): Promise<void> {
  touchMessages(ctx, [id], transaction);
  const where = { id, folderId, uidValidity: MOVING };
  await table(ctx, 'mailMessages').update(
    { vanishedAt: await presentDate(ctx, transaction) },
    { where, transaction },
  );
}

export { hideMessages as hideLocally } from '../messages/vanish';

/** Shows messages again that {@link hideLocally} hid. */
export async function showLocally(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  touchMessages(ctx, ids, transaction);
  await table(ctx, 'mailMessages').update(
    { vanishedAt: null },
    { where: { id: { [Op.in]: [...ids] } }, transaction },
  );
}

/** Puts a message back where it is on the server. */
export async function putBack(
  ctx: MailContext,
  place: MessagePlace,
  transaction: Transaction,
): Promise<void> {
  const { id, folderId, uidValidity, uid } = place;
  touchMessages(ctx, [id], transaction);
  await deleteTwin(ctx, place, transaction);
  await table(ctx, 'mailMessages').update(
    { folderId, uidValidity, uid, vanishedAt: null },
    { where: { id }, transaction },
  );
}

/** How a click changes the numbers shown beside a folder's name. */
export interface CountChange {
  folderId: Id;
  total: number;
  unread: number;
}

/** Adds to the counts of folders and of the account; the next pull sets them to the server's. */
export async function changeCounts(
  ctx: MailContext,
  accountId: Id,
  changes: readonly CountChange[],
  transaction: Transaction,
): Promise<void> {
  const byFolder = new Map<string, CountChange>();
  for (const change of changes) {
    const sum = byFolder.get(String(change.folderId)) ?? { folderId: change.folderId, total: 0, unread: 0 };
    byFolder.set(String(change.folderId), {
      ...sum,
      total: sum.total + change.total,
      unread: sum.unread + change.unread,
    });
  }
  // Everybody uses the same order, so that two transactions don't wait for each other.
  for (const key of [...byFolder.keys()].sort()) {
    const { folderId, total, unread } = byFolder.get(key) as CountChange;
    const folder = await table(ctx, 'mailFolders').findByPk(folderId, { transaction });
    if (!folder || (total === 0 && unread === 0)) continue;
    const sum = (field: 'total' | 'unread', add: number) => Math.max(0, Number(folder.get(field) ?? 0) + add);
    const counts = { total: sum('total', total), unread: sum('unread', unread) };
    await folder.update(counts, { transaction });
    if (folder.get('role') !== 'inbox') continue;
    await table(ctx, 'mailAccounts').update(
      { unread: counts.unread },
      { where: { id: accountId }, transaction, silent: true },
    );
  }
}
