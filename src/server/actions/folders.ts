import { z } from 'zod';
import { MailError } from '../errors';
import {
  enqueueCreateFolder,
  enqueueEmptyFolder,
  enqueueReadFolder,
  enqueueRemoveFolder,
  enqueueRenameFolder,
} from '../outbox';
import type { FolderRow } from '../store/folders/folders';
import { sameId } from '../store/db/rows';
import { ownAccount, ownRow } from './access';
import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { change, type ActionTable } from './action';
import { callerOf } from './caller';
import { permanently, rowId, text } from './parameters';

/** Whitespace at either end is a slip; outbox/enqueue/folderName.ts decides which names are allowed. */
const folderName = text(1000).transform((name) => name.trim());
const FOLDER = { filterByTk: rowId };
const NEW_FOLDER = z.object({ accountId: rowId, parentId: rowId.nullish(), name: folderName });

/** Folder actions: shown immediately, carried out in the next turn. */
export const folderActions: ActionTable = {
  'mailFolders:create': change({ values: NEW_FOLDER }, async (mail, http, { values }) => {
    const { accountId, parentId, name } = values;
    const account = await ownAccount(mail, http, accountId);
    const parent = parentId == null ? null : await ownRow<FolderRow>(mail, http, 'mailFolders', parentId);
    if (parent && !sameId(parent.accountId, account.id)) throw new MailError('not-found');
    const id = await enqueueCreateFolder(mail, callerOf(http), account.id, parent?.id ?? null, name);
    http.body = { id };
  }),

  'mailFolders:rename': change(
    { ...FOLDER, values: z.object({ name: folderName }) },
    async (mail, http, { filterByTk, values: { name } }) => {
      await enqueueRenameFolder(mail, callerOf(http), await ownFolder(mail, http, filterByTk), name);
      http.body = {};
    },
  ),

  'mailFolders:remove': change(
    { ...FOLDER, values: z.object({ permanently }) },
    async (mail, http, { filterByTk, values: options }) => {
      await enqueueRemoveFolder(mail, callerOf(http), await ownFolder(mail, http, filterByTk), options);
      http.body = {};
    },
  ),

  'mailFolders:empty': change(FOLDER, async (mail, http, { filterByTk }) => {
    await enqueueEmptyFolder(mail, callerOf(http), await ownFolder(mail, http, filterByTk));
    http.body = {};
  }),

  'mailFolders:markRead': change(FOLDER, async (mail, http, { filterByTk }) => {
    await enqueueReadFolder(mail, callerOf(http), await ownFolder(mail, http, filterByTk));
    http.body = {};
  }),
};

const ownFolder = (mail: MailContext, http: Context, id: Id): Promise<FolderRow> =>
  ownRow<FolderRow>(mail, http, 'mailFolders', id);
