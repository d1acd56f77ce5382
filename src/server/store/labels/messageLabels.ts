import { Op } from 'sequelize';
import type { Id, LabelChange, LabelledView } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from '../db/names';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { select } from '../search/sql';

/** A message as labels see it. */
export interface LabelledMessage {
  id: Id;
  accountId: Id;
  folderId: Id;
  receivedAt: Date;
}

/** Messages with these ids, as far as they exist. */
export async function findLabelled(ctx: MailContext, ids: readonly Id[]): Promise<LabelledMessage[]> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] }, vanishedAt: null },
    attributes: ['id', 'accountId', 'folderId', 'receivedAt'],
  });
  return rowsAs<LabelledMessage>(rows);
}

interface Mark {
  labelId: Id;
  mailMessageId: Id;
}

/** Messages per statement. */
const PIECE = 500;

/** Adds labels to messages and removes others. Returns what has changed: a message may have had a label already. */
export async function changeLabels(
  ctx: MailContext,
  messages: readonly LabelledMessage[],
  { add, remove }: LabelChange,
): Promise<LabelledView['changed']> {
  const changed = new Map(
    [...add, ...remove].map((labelId) => [
      String(labelId),
      { labelId, added: [] as Id[], removed: [] as Id[] },
    ]),
  );
  const marks = table(ctx, 'mailMessageLabels');
  for (let at = 0; at < messages.length; at += PIECE) {
    const piece = messages.slice(at, at + PIECE);
    const mailMessageId = { [Op.in]: piece.map(({ id }) => id) };
    await inTransaction(ctx, async (transaction) => {
      const labelId = { [Op.in]: [...add, ...remove] };
      const existing = rowsAs<Mark>(
        await marks.findAll({ where: { mailMessageId, labelId }, raw: true, transaction }),
      );
      const has = new Set(existing.map(keyOf));
      const missing = add.flatMap((label) =>
        piece
          .filter(({ id }) => !has.has(keyOf({ labelId: label, mailMessageId: id })))
          .map(({ id, accountId, receivedAt }) => ({
            labelId: label,
            mailMessageId: id,
            accountId,
            receivedAt,
          })),
      );
      await marks.bulkCreate(missing, { ignoreDuplicates: true, transaction });
      if (remove.length > 0)
        await marks.destroy({ where: { mailMessageId, labelId: { [Op.in]: [...remove] } }, transaction });
      for (const mark of missing) changed.get(String(mark.labelId))?.added.push(mark.mailMessageId);
      const gone = new Set(remove.map(String));
      for (const mark of existing)
        if (gone.has(String(mark.labelId)))
          changed.get(String(mark.labelId))?.removed.push(mark.mailMessageId);
    });
  }
  return [...changed.values()].filter(({ added, removed }) => added.length + removed.length > 0);
}

const keyOf = ({ labelId, mailMessageId }: Mark): string => `${labelId} ${mailMessageId}`;

/** The labels on each of these messages, by the message's id; messages without any aren't included. */
export async function labelsOf(ctx: MailContext, ids: readonly Id[]): Promise<Map<string, Id[]>> {
  if (ids.length === 0) return new Map();
  const rows = await table(ctx, 'mailMessageLabels').findAll({
    where: { mailMessageId: { [Op.in]: [...ids] } },
    attributes: ['labelId', 'mailMessageId'],
    order: [['id', 'ASC']],
    raw: true,
  });
  return grouped(rowsAs<Mark>(rows).map(({ labelId, mailMessageId }) => [String(mailMessageId), labelId]));
}

/** The labels on any message of these conversations, by `accountId threadKey`. */
export async function labelsOfThreads(
  ctx: MailContext,
  accountIds: readonly Id[],
  threadKeys: readonly string[],
): Promise<Map<string, Id[]>> {
  if (accountIds.length === 0 || threadKeys.length === 0) return new Map();
  const [mark, message] = [namesOf(ctx, 'mailMessageLabels'), namesOf(ctx, 'mailMessages')];
  const rows = await select<{ label: Id; account: Id; thread: string }>(
    ctx,
    `SELECT DISTINCT l.${mark.column('labelId')} AS label, m.${message.column('accountId')} AS account,
       m.${message.column('threadKey')} AS thread
     FROM ${message.table} m JOIN ${mark.table} l ON l.${mark.column('mailMessageId')} = m.${message.column('id')}
     WHERE m.${message.column('accountId')} IN (:accountIds) AND m.${message.column('threadKey')} IN (:threadKeys)
       AND m.${message.column('vanishedAt')} IS NULL`,
    { accountIds: [...accountIds], threadKeys: [...threadKeys] },
  );
  return grouped(rows.map(({ label, account, thread }) => [`${account} ${thread}`, label]));
}

/** Those of the messages that have one of the labels. */
export async function withLabel(
  ctx: MailContext,
  labelIds: readonly Id[],
  ids: readonly Id[],
): Promise<Set<string>> {
  if (labelIds.length === 0 || ids.length === 0) return new Set();
  const rows = await table(ctx, 'mailMessageLabels').findAll({
    where: { labelId: { [Op.in]: [...labelIds] }, mailMessageId: { [Op.in]: [...ids] } },
    attributes: ['mailMessageId'],
    raw: true,
  });
  return new Set(rowsAs<Mark>(rows).map(({ mailMessageId }) => String(mailMessageId)));
}

function grouped(pairs: ReadonlyArray<readonly [key: string, labelId: Id]>): Map<string, Id[]> {
  const found = new Map<string, Id[]>();
  for (const [key, labelId] of pairs) found.set(key, [...(found.get(key) ?? []), labelId]);
  return found;
}
