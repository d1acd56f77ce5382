import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';

const users = (ctx: MailContext) => ctx.app.db.getCollection('users').model;

/** People's names as the app shows them, by user id. */
export async function ownerNames(ctx: MailContext, userIds: Id[]): Promise<Map<string, string>> {
  const rows = await users(ctx).findAll({
    where: { id: { [Op.in]: userIds } },
    attributes: ['id', 'nickname', 'username', 'email'],
  });
  return new Map(
    rows.map((row) => {
      const names = ['nickname', 'username', 'email'].map((field) => row.get(field) as string | null);
      return [String(row.get('id')), names.find(Boolean) ?? ''];
    }),
  );
}

/** Ids of the owners of accounts whose name matches a LIKE pattern. */
export async function ownersMatching(ctx: MailContext, pattern: string): Promise<Id[]> {
  // PostgreSQL's LIKE is case-sensitive, the others' isn't.
  const like = { [ctx.app.db.inDialect('postgres') ? Op.iLike : Op.like]: pattern };
  const owners = await table(ctx, 'mailAccounts').findAll({ attributes: ['userId'], group: ['userId'] });
  const rows = await users(ctx).findAll({
    where: {
      id: { [Op.in]: owners.map((row) => row.get('userId') as Id) },
      [Op.or]: [{ nickname: like }, { username: like }],
    },
    attributes: ['id'],
  });
  return rows.map((row) => row.get('id') as Id);
}
