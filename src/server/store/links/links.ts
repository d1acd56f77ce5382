import { Op } from 'sequelize';
import type { Id, LinkChange, LinkedView, LinkOrigin, RecordKey } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** A message as links see it. */
export interface LinkableMessage {
  id: Id;
  accountId: Id;
  receivedAt: Date;
}

interface Link extends RecordKey {
  id: Id;
  mailMessageId: Id;
  origin: LinkOrigin;
}

/** The app's own database. */
const MAIN = 'main';
/** Messages per statement. */
const PIECE = 500;
/** More links than anyone looks at; keeps a long conversation from being read for minutes. */
const MOST_READ = 1000;

/** Links messages to records and unlinks them from others. Returns what has changed: a message may have been linked. */
export async function changeLinks(
  ctx: MailContext,
  userId: Id,
  messages: readonly LinkableMessage[],
  { add, remove }: LinkChange,
  origin: LinkOrigin = 'hand',
): Promise<LinkedView['changed']> {
  const changed = new Map(
    [...add, ...remove].map(({ collection, recordKey }) => [
      recordId({ collection, recordKey }),
      { collection, recordKey, added: [] as Id[], removed: [] as Id[] },
    ]),
  );
  const links = table(ctx, 'mailLinks');
  for (let at = 0; at < messages.length; at += PIECE) {
    const piece = messages.slice(at, at + PIECE);
    const mailMessageId = { [Op.in]: piece.map(({ id }) => id) };
    await inTransaction(ctx, async (transaction) => {
      const where = { mailMessageId, dataSource: MAIN, [Op.or]: [...add, ...remove].map(whereRecord) };
      const existing = rowsAs<Link>(await links.findAll({ where, raw: true, transaction }));
      const has = new Set(existing.map(linkId));
      const missing = add.flatMap((record) =>
        piece
          .filter(({ id }) => !has.has(linkId({ ...record, mailMessageId: id })))
          .map(({ id, accountId, receivedAt }) => ({
            ...{ userId, accountId, receivedAt, origin, mailMessageId: id, dataSource: MAIN },
            ...whereRecord(record),
          })),
      );
      await links.bulkCreate(missing, { ignoreDuplicates: true, transaction });
      for (const link of missing) changed.get(recordId(link))?.added.push(link.mailMessageId);
      const gone = new Set(remove.map(recordId));
      const unlinked = existing.filter((link) => gone.has(recordId(link)));
      if (unlinked.length > 0) {
        const ids = unlinked.map(({ id }) => id);
        await links.destroy({ where: { id: { [Op.in]: ids } }, transaction });
      }
      for (const link of unlinked) changed.get(recordId(link))?.removed.push(link.mailMessageId);
    });
  }
  return [...changed.values()].filter(({ added, removed }) => added.length + removed.length > 0);
}

/** The records that these messages are linked to, first the one that was linked first, each with its messages. */
export async function linksOf(
  ctx: MailContext,
  ids: readonly Id[],
): Promise<Array<RecordKey & { origin: LinkOrigin; messageIds: Id[] }>> {
  if (ids.length === 0) return [];
  const rows = await table(ctx, 'mailLinks').findAll({
    where: { mailMessageId: { [Op.in]: [...ids] }, dataSource: MAIN },
    attributes: ['id', 'mailMessageId', 'collection', 'recordKey', 'origin'],
    order: [['id', 'ASC']],
    limit: MOST_READ,
    raw: true,
  });
  const records = new Map<string, RecordKey & { origin: LinkOrigin; messageIds: Id[] }>();
  for (const { mailMessageId, collection, recordKey, origin } of rowsAs<Link>(rows)) {
    const key = recordId({ collection, recordKey });
    const record = records.get(key) ?? { collection, recordKey, origin, messageIds: [] };
    record.messageIds.push(mailMessageId);
    records.set(key, record);
  }
  return [...records.values()];
}

/** Records compare by both parts; no collection's name contains a colon. */
export const recordId = ({ collection, recordKey }: RecordKey): string => `${collection}:${recordKey}`;

const linkId = (link: RecordKey & { mailMessageId: Id }): string => `${link.mailMessageId} ${recordId(link)}`;

const whereRecord = ({ collection, recordKey }: RecordKey) => ({ collection, recordKey });
