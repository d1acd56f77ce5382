import { Op } from 'sequelize';
import type { FolderRole, Id } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';

/** How people call a folder by what it is for; more than one way may be right. */
export type RoleNames = Partial<Record<FolderRole, readonly string[]>>;

/** The folders of accounts that a name means: by what they are for, by their name, or by their whole path. */
export async function foldersNamed(
  ctx: MailContext,
  accountIds: readonly Id[],
  name: string,
  roleNames: RoleNames,
): Promise<Id[]> {
  const wanted = name.trim().toLowerCase();
  const roles = Object.entries(roleNames)
    .filter(([role, names]) => role === wanted || names.some((known) => known.toLowerCase() === wanted))
    .map(([role]) => role);
  const rows = await table(ctx, 'mailFolders').findAll({
    where: { accountId: { [Op.in]: [...accountIds] } },
    attributes: ['id', 'name', 'path', 'role'],
  });
  return rows
    .filter((row) => {
      const text = (field: string) => ((row.get(field) as string | null) ?? '').toLowerCase();
      return roles.includes(text('role')) || text('name') === wanted || text('path') === wanted;
    })
    .map((row) => row.get('id') as Id);
}

/** The folders of accounts that are for something, e.g. every Inbox. */
export async function foldersFor(
  ctx: MailContext,
  accountIds: readonly Id[],
  roles: readonly string[],
): Promise<Id[]> {
  const where = { accountId: { [Op.in]: [...accountIds] }, role: { [Op.in]: [...roles] } };
  const rows = await table(ctx, 'mailFolders').findAll({ where, attributes: ['id'] });
  return rows.map((row) => row.get('id') as Id);
}
