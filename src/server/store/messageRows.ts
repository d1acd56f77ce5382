import { col, fn, Op, type Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { columnOf, table } from './rows';
import { unindex } from './search';
import { touchThreadsOf } from './threads';

/** `uidValidity` of a row whose move is not confirmed yet: it is in no folder of the server's. */
export const MOVING = 'moving';

/** A stored mail as far as a comparison with the server needs it. */
export interface KnownMessage {
  id: Id;
  uid: number;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
}

/** The mails of a folder under its present UIDVALIDITY, by ascending UID: all of them, or only the `newest` so many. */
export async function knownMessages(
  ctx: MailContext,
  folderId: Id,
  uidValidity: string,
  newest?: number,
): Promise<KnownMessage[]> {
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { folderId, uidValidity, vanishedAt: null },
    attributes: ['id', 'uid', 'seen', 'flagged', 'answered', 'draft'],
    order: [['uid', 'DESC']],
    ...(newest === undefined ? {} : { limit: newest }),
    raw: true,
  })) as unknown as KnownMessage[];
  return rows.reverse().map((row) => ({
    id: row.id,
    uid: Number(row.uid),
    seen: Boolean(row.seen),
    flagged: Boolean(row.flagged),
    answered: Boolean(row.answered),
    draft: Boolean(row.draft),
  }));
}

/** How many there are of {@link knownMessages}. */
export const countKnown = (ctx: MailContext, folderId: Id, uidValidity: string): Promise<number> =>
  table(ctx, 'mailMessages').count({ where: { folderId, uidValidity, vanishedAt: null } });

/** When the oldest stored mail of each folder came, in milliseconds, by folder id. */
export async function oldestLoaded(ctx: MailContext, accountId: Id): Promise<Map<string, number>> {
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { accountId, vanishedAt: null },
    attributes: ['folderId', [fn('MIN', col(columnOf(ctx, 'mailMessages', 'receivedAt'))), 'oldest']],
    group: ['folderId'],
    raw: true,
  })) as unknown as Array<{ folderId: Id; oldest: Date | string }>;
  return new Map(rows.map(({ folderId, oldest }) => [String(folderId), new Date(oldest).getTime()]));
}

/** A stored mail that may be the same as one that has turned up elsewhere. */
export interface Twin {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  identityHash: string;
  vanished: boolean;
}

export async function findTwins(
  ctx: MailContext,
  accountId: Id,
  identityHashes: readonly string[],
  transaction?: Transaction,
): Promise<Twin[]> {
  if (identityHashes.length === 0) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId, identityHash: { [Op.in]: [...new Set(identityHashes)] } },
    attributes: ['id', 'folderId', 'uidValidity', 'uid', 'identityHash', 'vanishedAt'],
    order: [['id', 'ASC']],
    raw: true,
    transaction,
  });
  return (rows as unknown as Array<Twin & { vanishedAt: unknown }>).map((row) => ({
    id: row.id,
    folderId: row.folderId,
    uidValidity: row.uidValidity,
    uid: Number(row.uid),
    identityHash: row.identityHash,
    vanished: row.vanishedAt != null,
  }));
}

/** Deletes mails with all that belongs to them. */
export async function deleteMessages(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  await touchThreadsOf(ctx, ids, transaction);
  await deleteMessageRows(ctx, ids, transaction);
}

/** {@link deleteMessages} where their threads' rows are seen to otherwise. */
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
  await unindex(ctx, ids, transaction);
  await table(ctx, 'mailMessages').destroy({ where: { id: { [Op.in]: [...ids] } }, transaction });
}
