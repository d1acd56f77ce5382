import { col, fn, Op } from 'sequelize';
import { MOST_NOTES, type Id, type NoteView } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { presentDate } from '../db/clock';
import { columnOf, rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** The parts of a message that find the notes on its conversation. */
export interface NotedMail {
  id: Id;
  accountId: Id;
  threadKey: string | null;
}

interface NoteRow {
  id: Id;
  text: string;
  writtenAt: Date | string;
  editedAt: Date | string | null;
}

/** Milliseconds for which a deleted note is kept. */
const KEPT = 24 * 60 * 60_000;

const onConversation = ({ id, accountId, threadKey }: NotedMail) => ({
  accountId,
  deletedAt: null,
  ...(threadKey === null ? { mailMessageId: id } : { [Op.or]: [{ threadKey }, { mailMessageId: id }] }),
});

const viewOf = ({ id, text, writtenAt, editedAt }: NoteRow): NoteView => ({
  ...{ id, text, createdAt: new Date(writtenAt).toISOString() },
  editedAt: editedAt === null ? null : new Date(editedAt).toISOString(),
});

/** The notes on a message's conversation, the oldest first. */
export async function listNotes(ctx: MailContext, mail: NotedMail): Promise<NoteView[]> {
  const rows = await table(ctx, 'mailNotes').findAll({
    where: onConversation(mail),
    order: [
      ['writtenAt', 'ASC'],
      ['id', 'ASC'],
    ],
    limit: MOST_NOTES,
  });
  return rowsAs<NoteRow>(rows).map(viewOf);
}

/** Stores a note. Throws `notes-full` if its conversation has too many. */
export async function createNote(
  ctx: MailContext,
  userId: Id,
  { id: mailMessageId, accountId, threadKey }: NotedMail,
  text: string,
): Promise<NoteView> {
  return inTransaction(ctx, async (transaction) => {
    // Requests at the same time wait for each other, and threads aren't joined in the meantime.
    const lock = transaction.LOCK.UPDATE;
    await table(ctx, 'mailAccounts').findByPk(accountId, { attributes: ['id'], lock, transaction });
    const where = onConversation({ id: mailMessageId, accountId, threadKey });
    if ((await table(ctx, 'mailNotes').count({ where, transaction })) >= MOST_NOTES)
      throw new MailError('notes-full', { params: { limit: MOST_NOTES } });
    const message = await table(ctx, 'mailMessages').findByPk(mailMessageId, {
      attributes: ['threadKey'],
      transaction,
    });
    const writtenAt = await presentDate(ctx, transaction);
    const row = await table(ctx, 'mailNotes').create(
      {
        ...{ accountId, userId, mailMessageId, threadKey: message?.get('threadKey') ?? threadKey },
        ...{ text, writtenAt },
      },
      { transaction },
    );
    return viewOf({ id: row.get('id') as Id, text, writtenAt, editedAt: null });
  });
}

/** Changes a note's text. */
export async function updateNote(ctx: MailContext, id: Id, text: string): Promise<void> {
  const editedAt = await presentDate(ctx);
  await table(ctx, 'mailNotes').update({ text, editedAt }, { where: { id, deletedAt: null } });
}

/** Deletes a note, which can be undone for some time; null undoes it. */
export async function setNoteDeleted(ctx: MailContext, id: Id, deleted: boolean): Promise<void> {
  const deletedAt = deleted ? await presentDate(ctx) : null;
  await table(ctx, 'mailNotes').update({ deletedAt }, { where: { id } });
}

/** Forgets notes that were deleted so long ago that nobody undoes it. */
export async function dropDeletedNotes(ctx: MailContext): Promise<void> {
  const before = new Date((await presentDate(ctx)).getTime() - KEPT);
  await table(ctx, 'mailNotes').destroy({ where: { deletedAt: { [Op.lt]: before } } });
}

/** The rows of a list with the number of notes on the conversation of each that has any. */
export async function withNotes<Row extends NotedMail>(
  ctx: MailContext,
  rows: readonly Row[],
): Promise<Array<Row & { notes?: number }>> {
  if (rows.length === 0) return [];
  const accountId = { [Op.in]: [...new Set(rows.map((row) => row.accountId))] };
  const counted = (column: 'threadKey' | 'mailMessageId', where: object) =>
    table(ctx, 'mailNotes').findAll({
      where: { accountId, deletedAt: null, ...where },
      attributes: ['accountId', column, [fn('COUNT', col(columnOf(ctx, 'mailNotes', 'id'))), 'count']],
      group: ['accountId', column],
      raw: true,
    });
  const keys = rows.flatMap(({ threadKey }) => threadKey ?? []);
  const byThread = keys.length > 0 ? await counted('threadKey', { threadKey: { [Op.in]: keys } }) : [];
  const single = rows.filter(({ threadKey }) => threadKey === null).map(({ id }) => id);
  const byMail =
    single.length > 0 ? await counted('mailMessageId', { mailMessageId: { [Op.in]: single } }) : [];
  const counts = new Map<string, number>();
  for (const row of rowsAs<{ accountId: Id; threadKey?: string; mailMessageId?: Id; count: number | string }>(
    [...byThread, ...byMail],
  ))
    counts.set(`${row.accountId} ${row.threadKey ?? row.mailMessageId}`, Number(row.count));
  return rows.map((row) => {
    const notes = counts.get(`${row.accountId} ${row.threadKey ?? row.id}`);
    return notes === undefined ? row : { ...row, notes };
  });
}
