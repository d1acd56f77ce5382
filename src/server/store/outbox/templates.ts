import { Op } from 'sequelize';
import { MOST_TEMPLATES, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { lockUser } from '../db/lockUser';
import { rowAs, rowsAs, table } from '../db/rows';
import { textsIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

/** A template without its text. */
export interface TemplateHead {
  id: Id;
  userId: Id;
  folder: string;
  title: string;
  subject: string;
  preview: string;
  language: string;
  /** Names of roles. */
  roles: string[];
  isShared: boolean;
  uploadIds: Id[];
  updatedAt: Date;
}

export interface TemplateRow extends TemplateHead {
  html: string;
}

export type TemplateValues = Pick<
  TemplateRow,
  'folder' | 'title' | 'subject' | 'html' | 'preview' | 'language' | 'uploadIds'
>;

/** Who reads: a user with the roles that count at the moment. */
export interface Reader {
  userId: Id;
  roles: readonly string[];
}

const HEAD = [
  ...['id', 'userId', 'folder', 'title', 'subject', 'preview', 'language', 'roles', 'isShared'],
  ...['uploadIds', 'updatedAt'],
];
/** Maximum number of templates of others that a list contains. */
const MOST_SHARED = 1000;

/** The reader's own templates, and those shared with one of the roles, in no particular order. */
export async function listTemplates(ctx: MailContext, { userId, roles }: Reader): Promise<TemplateHead[]> {
  const templates = table(ctx, 'mailTemplates');
  const own = await templates.findAll({ where: { userId }, attributes: HEAD });
  const shared = await templates.findAll({
    where: { isShared: true, userId: { [Op.ne]: userId } },
    attributes: ['id', 'roles'],
    order: [['id', 'ASC']],
  });
  // Databases differ in how they look into JSON, and there are few shared templates.
  const readable = shared.filter((row) => isFor(roles, row.get('roles'))).slice(0, MOST_SHARED);
  const ids = readable.map((row) => row.get('id') as Id);
  const others = ids.length
    ? await templates.findAll({ where: { id: { [Op.in]: ids } }, attributes: HEAD })
    : [];
  return rowsAs<TemplateHead>([...own, ...others]).map(complete);
}

/** A template that the reader may use; null for any other. */
export async function findTemplate(
  ctx: MailContext,
  id: Id,
  { userId, roles }: Reader,
): Promise<TemplateRow | null> {
  const row = rowAs<TemplateRow>(await table(ctx, 'mailTemplates').findByPk(id));
  if (!row) return null;
  const isReadable = String(row.userId) === String(userId) || isFor(roles, row.roles);
  return isReadable ? complete(row) : null;
}

/** Stores a new template. Throws `templates-full` if its owner has too many. */
export async function createTemplate(
  ctx: MailContext,
  userId: Id,
  values: TemplateValues,
): Promise<TemplateRow> {
  return inTransaction(ctx, async (transaction) => {
    await lockUser(ctx, userId, transaction);
    const templates = table(ctx, 'mailTemplates');
    if ((await templates.count({ where: { userId }, transaction })) >= MOST_TEMPLATES)
      throw new MailError('templates-full', { params: { limit: MOST_TEMPLATES } });
    const row = await templates.create({ userId, ...values, roles: [], isShared: false }, { transaction });
    return complete(rowAs<TemplateRow>(row));
  });
}

/** Changes a template of the user's. */
export async function updateTemplate(
  ctx: MailContext,
  userId: Id,
  id: Id,
  values: Partial<TemplateValues & Pick<TemplateRow, 'roles' | 'isShared'>>,
): Promise<void> {
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailTemplates').update({ ...values }, { where: { id, userId }, transaction }),
  );
}

/** Deletes a template of the user's; its files are the caller's to remove. */
export async function destroyTemplate(ctx: MailContext, userId: Id, id: Id): Promise<void> {
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailTemplates').destroy({ where: { id, userId }, transaction }),
  );
}

/** Ids of all uploads that templates need. */
export async function templateUploads(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailTemplates').findAll({ attributes: ['uploadIds'] });
  return rows.flatMap((row) => textsIn(row.get('uploadIds')));
}

/** Fills in what a database returns as null or as text. */
function complete<T extends TemplateHead>(row: T): T {
  const { folder, subject, preview, language, roles, isShared, uploadIds } = row;
  return {
    ...row,
    ...{ folder: folder ?? '', subject: subject ?? '', preview: preview ?? '', language: language ?? '' },
    ...{ roles: textsIn(roles), uploadIds: textsIn(uploadIds), isShared: Boolean(isShared) },
  };
}

const isFor = (roles: readonly string[], shared: unknown): boolean =>
  textsIn(shared).some((role) => roles.includes(role));
