import type { Id } from '../../common';
import type { MailContext } from '../context';

/** Ids of the users with a role whose snippets allow an action (`resource:verb`). */
export async function usersWho(ctx: MailContext, action: string): Promise<Id[]> {
  const { acl, db } = ctx.app;
  const roles = [...acl.roles].filter(([, role]) => role.snippetAllowed(action)).map(([name]) => name);
  const users = (await db.getRepository('users').find({
    filter: { 'roles.name': { $in: roles } },
    fields: ['id'],
  })) as Array<{ get(name: 'id'): Id }>;
  return [...new Set(users.map((user) => user.get('id')))];
}
