import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  folderFor,
  isByDate,
  messageDeletion,
  type AccountView,
  type FolderRole,
  type FolderView,
  type Id,
  type LabelView,
} from '../../common';
import type { MessageRow } from '../api';
import { filedText, movedText, useDeletion, usePrefetch, useUndoToast, type Filing } from '../components';
import { changeOf } from '../components/labels/labelling';
import { useLabelUndo } from '../components/labels/useLabelUndo';
import { useT } from '../locale';
import { useOpenRow } from './drafts/useOpenRow';
import { isOnline } from '../offline/connection';
import { applyToRows } from '../row-changes';
import { applyToFolders } from './data/pending';
import type { Change, Flags } from './data/carry-out';
import { keepOpen } from './data/keep-open';
import { useCarryOut } from './data/useCarryOut';
import { useEverything } from './data/useEverything';
import { isLabelList, labelFolder, viewFolder } from './data/views';
import { useMailActions } from './data/useMailActions';
import { useFollowedRow } from './data/useFollowedRow';
import { useMessageList } from './data/useMessageList';
import { useLabelling } from './labels/useLabelling';
import { useLinking } from './records/useLinking';
import { useOpenView } from './labels/useOpenView';
import { useGrouping } from './layout/useGrouping';
import { insteadOf, openFolder } from './folders/open-folder';
import { folderName } from './folders/roles';
import { useSelection } from './list/useSelection';
import { useSnoozing } from './snooze/useSnoozing';
import { ASIDES, type MailLocation } from './location';

export interface MailCenterInput {
  accounts: AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  refresh(): Promise<void>;
  /** What is open. */
  location: MailLocation;
  /** In lists over all mailboxes, only these count. */
  only?: readonly Id[];
}

/** The folder's role for each kind of filing. */
const FILED_IN = { archive: 'archive', spam: 'junk', notSpam: 'inbox' } as const;

export type MailCenterState = ReturnType<typeof useMailCenter>;

/** The state of the mail center: what is open, listed and selected, and the actions on it. */
export function useMailCenter({ accounts, folders, refresh, location, only }: MailCenterInput) {
  const t = useT();
  const undoToast = useUndoToast();
  const labelUndo = useLabelUndo();
  const deletion = useDeletion();
  const [cursor, setCursor] = useState<string | null>(null);

  /** What is open in place of a folder. */
  const aside = ASIDES.find((name) => name === location.folder) ?? null;
  const openMessageId = aside === null ? location.message : null;
  const { view, label } = useOpenView(location.folder);
  const folder = useMemo(() => {
    if (label) return labelFolder(label);
    // The label is still looked up.
    if (isLabelList(view)) return undefined;
    return view
      ? viewFolder(view, [...folders.values()].flat(), t)
      : openFolder(location.folder, accounts, folders);
  }, [view, label, location.folder, accounts, folders, t]);
  const folderId = folder ? String(folder.id) : null;
  useEffect(() => setCursor(null), [folderId]);
  const refuge = useMemo(() => insteadOf(location.folder, folders), [location.folder, folders]);
  const { openFolder: goTo, query, setQuery } = location;
  useEffect(() => {
    if (refuge !== null) goTo(refuge, true);
  }, [refuge, goTo]);

  const { grouped, setGrouped } = useGrouping();
  // Drafts aren't grouped, because each is a separate message to continue writing.
  const conversations = grouped && folder?.role !== 'drafts' && isByDate(query.sort);
  const list = useMessageList(folder, query, conversations, only);
  const { reload } = list;
  const settle = useCallback(() => Promise.all([reload(), refresh()]), [reload, refresh]);
  const resettle = useCallback(() => void settle(), [settle]);
  const onScreen = useRef<ReadonlyMap<string, FolderView[]>>(folders);
  const shownUnread = useCallback(
    (id: string) => [...onScreen.current.values()].flat().find((each) => String(each.id) === id)?.unread ?? 0,
    [],
  );
  const actions = useMailActions(settle, shownUnread);
  const { pending } = actions;
  const open = useFollowedRow(list.rows, openMessageId);
  const rows = useMemo(
    () =>
      applyToRows(
        query.show === 'unread' || view === 'all-unread' ? keepOpen(list.rows, open, query.sort) : list.rows,
        pending,
      ),
    [list.rows, open, query.show, query.sort, view, pending],
  );
  const shownFolders = useMemo(
    () => new Map([...folders].map(([id, all]) => [id, applyToFolders(all, pending)])),
    [folders, pending],
  );
  onScreen.current = shownFolders;
  const everything = useEverything(list.wanted);
  const selection = useSelection(rows, everything);
  const carryOut = useCarryOut(resettle);

  const marked = useFollowedRow(rows, cursor);
  /** Ids of rows on screen: of the open message, and of the one the keys apply to. */
  const openId = openMessageId === null ? null : String(open?.id ?? openMessageId);
  const active = openId ?? (marked ? String(marked.id) : cursor);
  usePrefetch(rows, openId, conversations);
  const { openMessage } = location;
  const { isDraft, openRow } = useOpenRow(folders, openMessage, setCursor);
  /** The selected messages or, if there are none, the open one. */
  const targets = selection.rows.length > 0 ? selection.rows : rows.filter(({ id }) => String(id) === active);

  /** If the open message leaves the list, the reader continues with the next one. */
  const leave = (leaving: MessageRow[]) => {
    const gone = new Set(leaving.map(({ id }) => String(id)));
    if (active === null || !gone.has(active)) return;
    const index = rows.findIndex(({ id }) => String(id) === active);
    const stays = (row: MessageRow) => !gone.has(String(row.id));
    const next = rows.slice(index).find(stays) ?? rows.slice(0, Math.max(0, index)).reverse().find(stays);
    setCursor(next ? String(next.id) : null);
    if (location.message !== null) openMessage(next?.id ?? null);
  };
  /** Removes messages from the list, and the selection with them. A selection of other messages stays. */
  const take = (taken: MessageRow[]) => {
    leave(taken);
    if (taken.some(({ id }) => selection.ids.has(String(id)))) selection.clear();
  };
  const foldersOf = (accountId: Id | undefined) => shownFolders.get(String(accountId)) ?? [];
  const folderOfRow = (row: MessageRow) =>
    foldersOf(row.accountId).find(({ id }) => String(id) === String(row.folderId));
  /** The folder with this role in the account of a message. */
  const folderOf = (row: MessageRow | undefined, role: FolderRole) =>
    folderFor(foldersOf(row?.accountId), role);
  /**
   * If all messages of the list are selected, rather than only those loaded, every action on the selection
   * applies to all of them.
   */
  const withEverything = (chosen: MessageRow[], change: Change): boolean => {
    if (!everything.chosen || chosen.length !== selection.rows.length) return false;
    if (!chosen.every(({ id }) => selection.ids.has(String(id)))) return false;
    void carryOut(everything.chosen, change, () =>
      change.kind === 'flag' || change.kind === 'label' || change.kind === 'snooze'
        ? selection.clear()
        : take(chosen),
    );
    return true;
  };
  const move = async (moved: MessageRow[], target: FolderView) => {
    const allowed = moved.filter(
      ({ accountId, folderId: from }) =>
        String(accountId) === String(target.accountId) && String(from) !== String(target.id),
    );
    take(allowed);
    const done = await actions.move(allowed, target.id);
    if (done) undoToast(movedText(t, folderName(target, t), done.moved.length), done.moved, resettle);
  };
  const file = async (filed: MessageRow[], as: Filing) => {
    const target = folderOf(filed[0], FILED_IN[as]);
    const allowed = filed.filter(({ folderId: from }) => String(from) !== String(target?.id));
    take(allowed);
    const done = await actions.file(allowed, as, target?.id);
    if (done) undoToast(filedText(t, as, done.moved.length), done.moved, resettle);
  };
  /** Returns whether everything in the list is labelled, step by step. */
  const labelRows = (chosen: MessageRow[], label: LabelView, add: boolean): boolean => {
    const done = { label, add };
    if (withEverything(chosen, { kind: 'label', ...done })) return true;
    void actions.label(chosen, changeOf(done)).then((answer) => answer && labelUndo(done, answer, resettle));
    return false;
  };
  const labelling = useLabelling(rows, labelRows);
  const snooze = useSnoozing({ folder, view, query, actions, resettle, take, folderOfRow, withEverything });
  const linking = useLinking();
  const asking = useRef(false);
  const remove = async (removed: MessageRow[]) => {
    if (removed.length === 0 || asking.current) return;
    // Only a guess of what is shown at once: in the trash the server will ask first.
    const inTrash = removed.some(
      ({ accountId, folderId: id }) => messageDeletion(id, foldersOf(accountId)) === 'permanent',
    );
    const before = { cursor, message: location.message };
    asking.current = inTrash;
    await deletion({
      count: removed.reduce((sum, { conversation }) => sum + (conversation?.total ?? 1), 0),
      askFirst: inTrash && !isOnline(),
      remove: (permanently) => {
        // There is nothing left to ask, and while offline, the change itself may wait for hours.
        if (permanently) asking.current = false;
        const atOnce = permanently || !inTrash;
        if (atOnce) take(removed);
        return actions.remove(removed, { permanently, atOnce });
      },
      onRefused: () => {
        if (inTrash) return;
        setCursor(before.cursor);
        openMessage(before.message);
      },
      onUndone: resettle,
    });
    asking.current = false;
  };

  const dragged = useRef<MessageRow[]>([]);
  return {
    location,
    aside,
    folder,
    folders: shownFolders,
    /** Set if the list is over all accounts. */
    view,
    /** Set if it lists everything with a label. */
    label,
    accounts,
    account: accounts.find(({ id }) => String(id) === String(folder?.accountId)) ?? accounts[0],
    query,
    setQuery,
    /**
     * Whether messages are listed and read by conversation. `grouped` is the user's choice for all folders.
     */
    conversations,
    grouped,
    setGrouped,
    list,
    rows,
    selection,
    active,
    openId,
    openRow: open,
    cursor,
    setCursor,
    open: openRow,
    isDraft,
    targets,
    everything,
    labelling,
    linking,
    labelRows,
    snooze,
    flag: (rows: MessageRow[], flags: Flags) => {
      if (!withEverything(rows, { kind: 'flag', flags })) actions.flag(rows, flags);
    },
    move: (rows: MessageRow[], target: FolderView) => {
      if (!withEverything(rows, { kind: 'move', target })) void move(rows, target);
    },
    file: (rows: MessageRow[], as: Filing) => {
      if (!withEverything(rows, { kind: 'file', as })) void file(rows, as);
    },
    remove: (rows: MessageRow[]) => {
      const inFolder = folder && !query.everywhere;
      const permanently =
        !!inFolder && messageDeletion(folder.id, foldersOf(folder.accountId)) === 'permanent';
      if (!withEverything(rows, { kind: 'remove', permanently })) void remove(rows);
    },
    dragStart: (row: MessageRow) => {
      dragged.current = selection.ids.has(String(row.id)) ? selection.rows : [row];
    },
    /** The messages that are dragged. */
    dragged: () => dragged.current,
  };
}
