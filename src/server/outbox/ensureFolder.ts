import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { listFolderRows } from '../store/folders';
import { createLocalFolder } from '../store/localFolders';
import type { CreateFolderPayload } from './createFolder';
import { enqueueChange } from './enqueueChange';

/** What Exchange and Outlook call them; by these names they are known again. */
const NAMES = { archive: 'Archive', junk: 'Junk Email', inbox: null } as const;

/** The folder of an account that is for this; where the server has none, one is made. */
export async function ensureFolder(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
  role: keyof typeof NAMES,
): Promise<Id> {
  const existing = () => findByRole(ctx, accountId, role);
  const found = await existing();
  if (found !== null) return found;
  const name = NAMES[role];
  if (name === null) throw new MailError('folder-gone');
  try {
    await enqueueChange(ctx, userId, accountId, 'createFolder', async (transaction) => {
      const rows = await listFolderRows(ctx, accountId, transaction);
      if (rows.some((row) => row.role === role || row.path === name)) return null;
      const delimiter = rows[0]?.delimiter ?? '/';
      const facts = { path: name, name, parentPath: null, delimiter, role, selectable: true };
      const folderId = await createLocalFolder(ctx, accountId, facts, transaction);
      return { messages: [], folderId, parentId: null } satisfies CreateFolderPayload;
    });
  } catch (error) {
    // Two clicks at once: the other one has made it.
    if ((await existing()) === null) throw error;
  }
  const made = await existing();
  if (made === null) throw new MailError('folder-gone');
  return made;
}

async function findByRole(ctx: MailContext, accountId: Id, role: string): Promise<Id | null> {
  const rows = await listFolderRows(ctx, accountId);
  return rows.find((folder) => folder.role === role && folder.selectable)?.id ?? null;
}
