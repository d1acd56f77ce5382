import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rolesWith } from '../../host';

/** Ids of the users with a role whose snippets allow an action (`resource:verb`). */
export async function usersWho(ctx: MailContext, action: string): Promise<Id[]> {
  const roles = rolesWith(ctx, action);
  const users = (await ctx.app.db.getRepository('users').find({
    filter: { 'roles.name': { $in: roles } },
    fields: ['id'],
  })) as Array<{ get(name: 'id'): Id }>;
  return [...new Set(users.map((user) => user.get('id')))];
}
