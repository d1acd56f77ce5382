import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { FolderRole, FolderView } from '../../../common';
import type { MessageRow } from '../../api';
import { useAnswer, useForwardAsFiles, useMessageWindow, useSendAgain, type Filing } from '../../components';
import { useRemember } from '../../components/reminders/useRemember';
import { useMoveDialog } from '../move/useMoveDialog';
import { commandsFor, type RowCommand } from './row-commands';
import { RowMenu } from './RowMenu';
import type { Point } from './useListMenu';

export interface RowMenuState {
  selection: { ids: ReadonlySet<string>; rows: MessageRow[] };
  /** Set if the whole list is selected. */
  everything: { chosen: object | null };
  folders: ReadonlyMap<string, FolderView[]>;
  open(row: MessageRow): void;
  flag(rows: MessageRow[], flags: { seen?: boolean; flagged?: boolean }): void;
  file(rows: MessageRow[], as: Filing): void;
  move(rows: MessageRow[], target: FolderView): void;
  labelling: { ask(rows: MessageRow[]): void };
  snooze: { ask(rows: MessageRow[]): void; end(rows: MessageRow[]): void };
  linking: { ask(rows: MessageRow[]): void };
  remove(rows: MessageRow[]): void;
}

/** A row's menu. If the row is selected, its commands apply to all selected rows. */
export function useRowMenu(
  state: RowMenuState,
  roleOf: (row: MessageRow) => FolderRole | undefined,
): { menu: ReactNode; openMenu(row: MessageRow, at: Point): void } {
  const answer = useAnswer();
  const forwardAsFiles = useForwardAsFiles();
  const sendAgain = useSendAgain();
  const remember = useRemember();
  const askFolder = useMoveDialog();
  const openWindow = useMessageWindow();
  const [opened, setOpened] = useState<{ row: MessageRow; at: Point } | null>(null);
  const from = useRef<Element | null>(null);
  const openMenu = useCallback((row: MessageRow, at: Point) => {
    from.current = document.activeElement;
    setOpened({ row, at });
  }, []);
  if (!opened) return { menu: null, openMenu };

  const { row, at } = opened;
  const rows = state.selection.ids.has(String(row.id)) ? state.selection.rows : [row];
  const move = async () => {
    const target = await askFolder(state.folders.get(String(row.accountId)) ?? [], String(row.folderId));
    if (target) state.move(rows, target);
  };
  const commands: Record<RowCommand, () => void> = {
    open: () => state.open(row),
    edit: () => state.open(row),
    window: () => openWindow(row.id),
    reply: () => void answer(row.id, 'reply'),
    replyAll: () => void answer(row.id, 'replyAll'),
    forward: () => void answer(row.id, 'forward'),
    forwardAsFiles: () => void forwardAsFiles(rows),
    sendAgain: () => void sendAgain(row.id),
    read: () => state.flag(rows, { seen: true }),
    unread: () => state.flag(rows, { seen: false }),
    flag: () => state.flag(rows, { flagged: true }),
    unflag: () => state.flag(rows, { flagged: false }),
    archive: () => state.file(rows, 'archive'),
    spam: () => state.file(rows, 'spam'),
    notSpam: () => state.file(rows, 'notSpam'),
    move: () => void move(),
    label: () => state.labelling.ask(rows),
    remind: () => remember(row),
    snooze: () => state.snooze.ask(rows),
    unsnooze: () => state.snooze.end(rows),
    link: () => state.linking.ask(rows),
    remove: () => state.remove(rows),
  };
  const close = () => {
    setOpened(null);
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
  };
  const menu = (
    <RowMenu
      key={`${row.id} ${at.x} ${at.y}`}
      at={at}
      groups={commandsFor(rows, roleOf(row), rows.length > 1 && state.everything.chosen !== null)}
      onCommand={(command) => {
        close();
        commands[command]();
      }}
      onClose={close}
    />
  );
  return { menu, openMenu };
}
