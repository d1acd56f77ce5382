import { foldersFor } from '../store/folders/folderNames';
import type { FolderRow } from '../store/folders/folders';
import { leftOutFolders } from '../store/folders/syncOptions';
import { pageThreads } from '../store/threads/threadPage';
import { ownAccount, ownRow } from './access';
import { read, type ActionTable } from './action';
import { writeCursor } from './listCursor';
import { before, flag, limit, rowId } from './parameters';
import { missing } from './request';

const THREADS = {
  folderId: rowId.nullish(),
  accountId: rowId.nullish(),
  unread: flag.default(false),
  before,
  limit,
};

/** As everywhere, these aren't part of all mail. */
const ELSEWHERE = ['trash', 'junk'] as const;

export const threadActions: ActionTable = {
  /** Conversations of a folder, or of an account except for trash and junk, newest first, in pages. */
  'mailThreads:page': read(THREADS, async (mail, http, { folderId, accountId, unread, ...where }) => {
    const folder = folderId == null ? null : await ownRow<FolderRow>(mail, http, 'mailFolders', folderId);
    const account = folder
      ? folder.accountId
      : (await ownAccount(mail, http, accountId ?? missing('accountId'))).id;
    const elsewhere = folder ? [] : await foldersFor(mail, [account], ELSEWHERE);
    const { rows, next } = await pageThreads(mail, {
      accountIds: [account],
      folderIds: folder && [folder.id],
      without: [...elsewhere, ...(await leftOutFolders(mail, [account]))],
      show: unread ? 'unread' : 'all',
      ...where,
    });
    http.set('Cache-Control', 'no-store');
    http.body = { rows, next: next && writeCursor(next) };
  }),
};
