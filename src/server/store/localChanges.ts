import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { deleteMessages, MOVING } from './messageRows';
import type { MessagePlace } from './operations';
import { table } from './rows';
import { touchMessages } from './threads';

/** A stored mail as far as a click changes it. */
export interface LocalMessage extends MessagePlace {
  accountId: Id;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  vanishedAt: Date | null;
}

export type LocalFlags = Partial<Pick<LocalMessage, 'seen' | 'flagged' | 'answered'>>;

/** `lock`: nobody changes them, or settles their moves, before this transaction has ended. */
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
    const message = row.get({ plain: true }) as unknown as LocalMessage;
    return { ...message, uid: Number(message.uid) };
  });
}

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
}

/** Shows mails in another folder before the server has moved them there; they have no UID until it has. */
export async function moveLocally(
  ctx: MailContext,
  ids: readonly Id[],
  folderId: Id,
  transaction: Transaction,
): Promise<void> {
  touchMessages(ctx, ids, transaction);
  for (const id of ids) {
    // A UID for the unique index' sake: the row's own id, which no other row can have under MOVING.
    await table(ctx, 'mailMessages').update(
      { folderId, uidValidity: MOVING, uid: id },
      { where: { id }, transaction },
    );
  }
}

/** A pull may have stored the mail as new already; the older row carries what people attached to it, and stays. */
async function deleteTwin(
  ctx: MailContext,
  { id, folderId, uidValidity, uid }: MessagePlace,
  transaction: Transaction,
): Promise<void> {
  const twin = await table(ctx, 'mailMessages').findOne({
    where: { folderId, uidValidity, uid, id: { [Op.ne]: id } },
    attributes: ['id'],
    transaction,
  });
  if (twin) await deleteMessages(ctx, [twin.get('id') as Id], transaction);
}

/** The server has moved it: the row gets its new UID, unless it was moved on locally meanwhile. */
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

/** The new UID is unknown: the next pull of the folder adopts the row by its identity hash. */
export async function markForAdoption(
  ctx: MailContext,
  id: Id,
  folderId: Id,
  transaction: Transaction,
): Promise<void> {
  touchMessages(ctx, [id], transaction);
  const where = { id, folderId, uidValidity: MOVING };
  await table(ctx, 'mailMessages').update({ vanishedAt: new Date() }, { where, transaction });
}

/** Takes mails out of sight. */
export async function hideLocally(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  touchMessages(ctx, ids, transaction);
  await table(ctx, 'mailMessages').update(
    { vanishedAt: new Date() },
    { where: { id: { [Op.in]: [...ids] } }, transaction },
  );
}

/** Shows mails again that {@link hideLocally} took out of sight. */
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

/** Puts a mail back where it lies on the server. */
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

/** How a click changes what is shown beside a folder's name. */
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
  // In one order for everybody, so that two transactions do not wait for each other.
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
