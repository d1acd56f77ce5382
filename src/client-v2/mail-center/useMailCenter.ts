import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AccountView, FolderRole, FolderView } from '../../common';
import type { MessageRow } from '../api';
import { confirmRemoval, FILED, useUndoToast, type Filing } from '../components';
import { useT } from '../locale';
import { EVERYTHING, type ListQuery } from './data/query';
import { applyToFolders, applyToRows } from './data/pending';
import { keepOpen } from './data/keep-open';
import { useMailActions } from './data/useMailActions';
import { useMessageList } from './data/useMessageList';
import { inboxOf } from './folders/folder-tree';
import { folderName } from './folders/roles';
import { useSelection } from './list/useSelection';
import { OUTBOX, useMailLocation } from './location';

export interface MailCenterInput {
  accounts: AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  refresh(): Promise<void>;
}

/** Where what is filed goes. */
const FILED_IN = { archive: 'archive', spam: 'junk', notSpam: 'inbox' } as const;

export type MailCenterState = ReturnType<typeof useMailCenter>;

/** What is open, what is listed, what is chosen, and what can be done with it. */
export function useMailCenter({ accounts, folders, refresh }: MailCenterInput) {
  const t = useT();
  const { modal } = App.useApp();
  const undoToast = useUndoToast();
  const location = useMailLocation();
  const [query, setQuery] = useState<ListQuery>(EVERYTHING);
  const [cursor, setCursor] = useState<string | null>(null);

  const folder = useMemo(
    () => openFolder(location.folder, accounts, folders),
    [location.folder, accounts, folders],
  );
  const folderId = folder ? String(folder.id) : null;
  useEffect(() => {
    setQuery(EVERYTHING);
    setCursor(null);
  }, [folderId]);
  const refuge = useMemo(() => insteadOf(location.folder, folders), [location.folder, folders]);
  const { openFolder: goTo } = location;
  useEffect(() => {
    if (refuge !== null) goTo(refuge, true);
  }, [refuge, goTo]);

  const list = useMessageList(folder, query);
  const { reload } = list;
  const settle = useCallback(() => Promise.all([reload(), refresh()]), [reload, refresh]);
  const resettle = () => void settle();
  const onScreen = useRef<ReadonlyMap<string, FolderView[]>>(folders);
  const shownUnread = useCallback(
    (id: string) => [...onScreen.current.values()].flat().find((each) => String(each.id) === id)?.unread ?? 0,
    [],
  );
  const actions = useMailActions(settle, shownUnread);
  const { pending } = actions;
  const open = useOpenRow(list.rows, location.message);
  const rows = useMemo(
    () => applyToRows(query.show === 'unread' ? keepOpen(list.rows, open) : list.rows, pending),
    [list.rows, open, query.show, pending],
  );
  const shownFolders = useMemo(
    () => new Map([...folders].map(([id, all]) => [id, applyToFolders(all, pending)])),
    [folders, pending],
  );
  onScreen.current = shownFolders;
  const selection = useSelection(rows);

  const active = location.message ?? cursor;
  const { openMessage } = location;
  const openRow = useCallback(
    (row: MessageRow) => {
      setCursor(String(row.id));
      openMessage(row.id);
    },
    [openMessage],
  );
  /** The chosen mails, or else the one that is open. */
  const targets = selection.rows.length > 0 ? selection.rows : rows.filter(({ id }) => String(id) === active);

  /** What leaves the list takes its place in the reader with it: the next mail follows. */
  const leave = (leaving: MessageRow[]) => {
    const gone = new Set(leaving.map(({ id }) => String(id)));
    if (active === null || !gone.has(active)) return;
    const index = rows.findIndex(({ id }) => String(id) === active);
    const stays = (row: MessageRow) => !gone.has(String(row.id));
    const next = rows.slice(index).find(stays) ?? rows.slice(0, Math.max(0, index)).reverse().find(stays);
    setCursor(next ? String(next.id) : null);
    if (location.message !== null) openMessage(next?.id ?? null);
  };
  /** They leave the list, and are chosen no more. */
  const take = (taken: MessageRow[]) => {
    leave(taken);
    selection.clear();
  };
  /** The folder of a mail's account that is for this. */
  const folderOf = (row: MessageRow | undefined, role: FolderRole) =>
    shownFolders.get(String(row?.accountId))?.find((candidate) => candidate.role === role);
  const move = async (moved: MessageRow[], target: FolderView) => {
    const allowed = moved.filter(
      ({ accountId, folderId: from }) =>
        String(accountId) === String(target.accountId) && String(from) !== String(target.id),
    );
    take(allowed);
    const done = await actions.move(allowed, target.id);
    if (done) undoToast(t('Moved to {{folder}}', { folder: folderName(target, t) }), allowed, resettle);
  };
  const file = async (filed: MessageRow[], as: Filing) => {
    const target = folderOf(filed[0], FILED_IN[as]);
    const allowed = filed.filter(({ folderId: from }) => String(from) !== String(target?.id));
    take(allowed);
    if (await actions.file(allowed, as, target?.id)) undoToast(t(FILED[as]), allowed, resettle);
  };
  const remove = async (removed: MessageRow[]) => {
    const forGood = removed.some(({ folderId: from }) => {
      const trash = folderOf(removed[0], 'trash');
      return !trash || String(trash.id) === String(from);
    });
    if (forGood && !(await confirmRemoval(modal, t, removed.length))) return;
    take(removed);
    if ((await actions.remove(removed)) && !forGood) undoToast(t('Moved to the trash'), removed, resettle);
  };

  const dragged = useRef<MessageRow[]>([]);
  return {
    location,
    outboxOpen: location.folder === OUTBOX,
    folder,
    folders: shownFolders,
    account: accounts.find(({ id }) => String(id) === String(folder?.accountId)) ?? accounts[0],
    query,
    setQuery,
    list,
    rows,
    selection,
    active,
    cursor,
    setCursor,
    open: openRow,
    targets,
    flag: actions.flag,
    move: (rows: MessageRow[], target: FolderView) => void move(rows, target),
    file: (rows: MessageRow[], as: Filing) => void file(rows, as),
    remove: (rows: MessageRow[]) => void remove(rows),
    dragStart: (row: MessageRow) => {
      dragged.current = selection.ids.has(String(row.id)) ? selection.rows : [row];
    },
    drop: (target: FolderView) => void move(dragged.current, target),
  };
}

/** The open mail as it was listed last, for as long as it is open. */
function useOpenRow(rows: MessageRow[], message: string | null): MessageRow | undefined {
  const last = useRef<MessageRow>();
  last.current = rows.find(({ id }) => String(id) === message) ?? last.current;
  return message !== null && String(last.current?.id) === message ? last.current : undefined;
}

/** Where to go from a folder that is left out by now; null where one can stay. */
function insteadOf(id: string | null, folders: ReadonlyMap<string, FolderView[]>): string | null {
  for (const list of folders.values()) {
    const inbox = inboxOf(list);
    const leftOut = list.some((folder) => String(folder.id) === id && folder.leftOut);
    if (leftOut && inbox && String(inbox.id) !== id) return String(inbox.id);
  }
  return null;
}

/** The folder the URL names, as long as it exists; else the first Inbox. */
function openFolder(
  id: string | null,
  accounts: AccountView[],
  folders: ReadonlyMap<string, FolderView[]>,
): FolderView | undefined {
  if (id === OUTBOX) return undefined;
  const all = [...folders.values()].flat();
  const named = all.find((candidate) => String(candidate.id) === id);
  if (named) return named;
  // Not while the account it may belong to is still being read: the Inbox would flash up.
  if (id !== null && accounts.some((account) => !folders.has(String(account.id)))) return undefined;
  for (const account of accounts) {
    const inbox = inboxOf(folders.get(String(account.id)) ?? []);
    if (inbox) return inbox;
  }
  return undefined;
}
