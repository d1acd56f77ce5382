import { col, fn, Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { columnOf, rowsAs, table } from '../db/rows';
import { unindex } from '../search';
import { touchThreadsOf } from '../threads/threads';

/** `uidValidity` of a row whose move isn't confirmed yet: it's in none of the server's folders. */
export const MOVING = 'moving';

/** The parts of a stored message that are needed to compare it with the server. */
export interface KnownMessage {
  id: Id;
  uid: number;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
}

/** A folder's messages under its present UIDVALIDITY, by ascending UID: all of them, or only the `newest` ones. */
export async function knownMessages(
  ctx: MailContext,
  folderId: Id,
  uidValidity: string,
  newest?: number,
): Promise<KnownMessage[]> {
  const rows = rowsAs<KnownMessage>(
    await table(ctx, 'mailMessages').findAll({
      where: { folderId, uidValidity, vanishedAt: null },
      attributes: ['id', 'uid', 'seen', 'flagged', 'answered', 'draft'],
      order: [['uid', 'DESC']],
      ...(newest === undefined ? {} : { limit: newest }),
      raw: true,
    }),
  );
  return rows.reverse().map((row) => ({
    id: row.id,
    uid: Number(row.uid),
    seen: Boolean(row.seen),
    flagged: Boolean(row.flagged),
    answered: Boolean(row.answered),
    draft: Boolean(row.draft),
  }));
}

/** The number of messages that {@link knownMessages} returns. */
export const countKnown = (ctx: MailContext, folderId: Id, uidValidity: string): Promise<number> =>
  table(ctx, 'mailMessages').count({ where: { folderId, uidValidity, vanishedAt: null } });

/** When each folder's oldest stored message arrived, in milliseconds since the epoch, by folder id. */
export async function oldestLoaded(ctx: MailContext, accountId: Id): Promise<Map<string, number>> {
  const rows = rowsAs<{ folderId: Id; oldest: Date | string }>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, vanishedAt: null },
      attributes: ['folderId', [fn('MIN', col(columnOf(ctx, 'mailMessages', 'receivedAt'))), 'oldest']],
      group: ['folderId'],
      raw: true,
    }),
  );
  return new Map(rows.map(({ folderId, oldest }) => [String(folderId), new Date(oldest).getTime()]));
}

/** A stored message that may be the same as one that has turned up elsewhere. */
export interface SameMessage {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  identityHash: string;
  vanished: boolean;
}

/** An account's stored messages with one of these identity hashes, including hidden ones, oldest rows first. */
export async function findSameMessages(
  ctx: MailContext,
  accountId: Id,
  identityHashes: readonly string[],
  transaction?: Transaction,
): Promise<SameMessage[]> {
  if (identityHashes.length === 0) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId, identityHash: { [Op.in]: [...new Set(identityHashes)] } },
    attributes: ['id', 'folderId', 'uidValidity', 'uid', 'identityHash', 'vanishedAt'],
    order: [['id', 'ASC']],
    raw: true,
    transaction,
  });
  return rowsAs<SameMessage & { vanishedAt: unknown }>(rows).map((row) => ({
    id: row.id,
    folderId: row.folderId,
    uidValidity: row.uidValidity,
    uid: Number(row.uid),
    identityHash: row.identityHash,
    vanished: row.vanishedAt != null,
  }));
}

/** Deletes messages with everything that belongs to them. */
export async function deleteMessages(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  await touchThreadsOf(ctx, ids, transaction);
  await deleteMessageRows(ctx, ids, transaction);
}

/** Like {@link deleteMessages}, but leaves the rows of their threads to the caller. */
export async function deleteMessageRows(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  const mailMessageId = { [Op.in]: [...ids] };
  await table(ctx, 'mailBodies').destroy({ where: { mailMessageId }, transaction });
  await table(ctx, 'mailAddresses').destroy({ where: { mailMessageId }, transaction });
  await table(ctx, 'mailAttachments').destroy({ where: { mailMessageId }, transaction });
  await table(ctx, 'mailMessageLabels').destroy({ where: { mailMessageId }, transaction });
  await table(ctx, 'mailLinks').destroy({ where: { mailMessageId }, transaction });
  await unindex(ctx, ids, transaction);
  await table(ctx, 'mailMessages').destroy({ where: { id: { [Op.in]: [...ids] } }, transaction });
}
