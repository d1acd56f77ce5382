import { MOST_GROUPS, type GroupInput, type GroupView, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { lockUser } from '../db/lockUser';
import { rowAs, rowsAs, table } from '../db/rows';
import { listIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

/** A user's groups, in no particular order. */
export async function listGroups(ctx: MailContext, userId: Id): Promise<GroupView[]> {
  return rowsAs<GroupView>(await table(ctx, 'mailGroups').findAll({ where: { userId } })).map(complete);
}

/** Stores a new group. Throws `groups-full` if its owner has too many. */
export async function createGroup(ctx: MailContext, userId: Id, input: GroupInput): Promise<GroupView> {
  return inTransaction(ctx, async (transaction) => {
    await lockUser(ctx, userId, transaction);
    const groups = table(ctx, 'mailGroups');
    if ((await groups.count({ where: { userId }, transaction })) >= MOST_GROUPS)
      throw new MailError('groups-full', { params: { limit: MOST_GROUPS } });
    return complete(rowAs<GroupView>(await groups.create({ userId, ...input }, { transaction })));
  });
}

/** Changes a group of the user's. */
export async function updateGroup(ctx: MailContext, userId: Id, id: Id, input: GroupInput): Promise<void> {
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailGroups').update({ ...input }, { where: { id, userId }, transaction }),
  );
}

/** Deletes a group of the user's. */
export async function destroyGroup(ctx: MailContext, userId: Id, id: Id): Promise<void> {
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailGroups').destroy({ where: { id, userId }, transaction }),
  );
}

/** Without the owner, and with members that a database returns as text. */
const complete = ({ id, name, members }: GroupView): GroupView => ({ id, name, members: listIn(members) });
