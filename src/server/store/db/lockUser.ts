import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';

/**
 * Lets only one transaction at a time proceed for a user, on any node, until it ends. Code that counts what a user has
 * before adding to it needs this; otherwise several that count at once would all find room.
 */
export async function lockUser(ctx: MailContext, userId: Id, transaction: Transaction): Promise<void> {
  // On PostgreSQL this lock is weaker than FOR UPDATE, so the host's foreign keys to this user stay free.
  await ctx.app.db.getCollection('users').model.findByPk(userId, {
    attributes: ['id'],
    lock: transaction.LOCK.NO_KEY_UPDATE,
    transaction,
  });
}
