import { Op } from 'sequelize';
import { MOST_TODOS, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** The message that somebody wants to be reminded of. */
export interface RememberedMail {
  id: Id;
  accountId: Id;
  subject: string | null;
  fromName: string | null;
  sentAt: Date;
}

const KIND = 'toDo';

/** A reminder that was set. */
export interface Remembered {
  id: Id;
  /** When it was due before; null if there was none, or it was done. */
  before: Date | null;
}

/**
 * Reminds a user of a message; if they already are to be reminded of it, at another time. Throws
 * `todos-full` if there are too many.
 */
export async function rememberMail(
  ctx: MailContext,
  userId: Id,
  { id: mailMessageId, accountId, subject, fromName, sentAt }: RememberedMail,
  dueAt: Date,
): Promise<Remembered> {
  const todos = table(ctx, 'mailTodos');
  return inTransaction(ctx, async (transaction) => {
    // Requests at the same time wait for each other, so that no message gets two.
    const lock = transaction.LOCK.UPDATE;
    await table(ctx, 'mailAccounts').findByPk(accountId, { attributes: ['id'], lock, transaction });
    const known = await todos.findOne({ where: { mailMessageId, kind: KIND }, transaction });
    if (known) {
      const before = known.get('state') === 'done' ? null : new Date(known.get('dueAt') as Date);
      await known.update({ state: 'waiting', dueAt }, { transaction });
      return { id: known.get('id') as Id, before };
    }
    if (
      (await todos.count({ where: { userId, kind: KIND, state: { [Op.ne]: 'done' } }, transaction })) >=
      MOST_TODOS
    )
      throw new MailError('todos-full', { params: { limit: MOST_TODOS } });
    const row = await todos.create(
      {
        ...{ accountId, userId, mailMessageId, kind: KIND, state: 'waiting', dueAt, sentAt },
        ...{ subject: subject ?? '', senderName: fromName ?? '', recipients: [] },
      },
      { transaction },
    );
    return { id: row.get('id') as Id, before: null };
  });
}
