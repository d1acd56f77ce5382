import type { InputRef } from 'antd';
import { useEffect, useState, type RefObject } from 'react';
import { openComposer, prefetchComposer, undoLast, useAnswer, type AnswerKind } from '../components';
import { folderFor, type FolderRole } from '../../common';
import { useShortcuts } from './keyboard/useShortcuts';
import { focusedRow } from './list/focused-row';
import { pageSize, rowAt } from './list/steps';
import { useMoveDialog } from './move/useMoveDialog';
import type { MailCenterState } from './useMailCenter';

/**
 * Sets up the mail center's keyboard shortcuts. Returns whether their overview is open. `inPlace` says that a
 * message replaces the list.
 */
export function useMailShortcuts(state: MailCenterState, inPlace: boolean, searchRef: RefObject<InputRef>) {
  const answerTo = useAnswer();
  const askFolder = useMoveDialog();
  const [helpOpen, setHelpOpen] = useState(false);
  const { rows, active, targets, selection, location } = state;
  const reading = location.message !== null;
  const focused = focusedRow(state);

  const step = (by: number) => {
    const next = rowAt(rows, focused, by);
    if (!next) return;
    state.setCursor(String(next.id));
    // With the reader next to the list, moving through the list opens the messages.
    if ((!inPlace || reading) && !state.isDraft(next)) state.open(next);
  };
  const extend = (by: number) => {
    const next = rowAt(rows, focused, by);
    if (!next) return;
    selection.extend(focused, next);
    state.setCursor(String(next.id));
  };
  const toggle = () => {
    const row = rows.find(({ id }) => String(id) === focused);
    if (!row) return;
    selection.toggle(row);
    state.setCursor(String(row.id));
  };
  /** Continues with the previous message instead of the next one. */
  const archiveToPrevious = () => {
    const leaving = new Set(targets.map(({ id }) => String(id)));
    const first = rows.findIndex(({ id }) => leaving.has(String(id)));
    const previous = rows.slice(0, Math.max(0, first)).at(-1);
    state.file(targets, 'archive');
    if (previous && reading && !state.isDraft(previous)) state.open(previous);
    else if (previous) state.setCursor(String(previous.id));
  };
  const move = async () => {
    const [{ accountId, folderId }] = targets;
    const target = await askFolder(state.folders.get(String(accountId)) ?? [], String(folderId));
    if (target) state.move(targets, target);
  };
  const goTo = (role: FolderRole) => {
    const folder = folderFor(state.folders.get(String(state.account?.id)) ?? [], role);
    if (folder) location.openFolder(folder.id);
  };
  const answer = (kind: AnswerKind, withTemplates = false) => {
    const row = rows.find(({ id }) => String(id) === active);
    if (row && state.isDraft(row)) state.open(row);
    else if (active !== null) void answerTo(active, kind, withTemplates);
  };
  useEffect(prefetchComposer, []);
  const [first] = targets;
  const listed = state.aside === null;
  const canArchive = first !== undefined && state.folder?.role !== 'archive';
  const inList = (act: (event: KeyboardEvent) => void) => (listed ? act : undefined);
  useShortcuts({
    next: inList(() => step(1)),
    previous: inList(() => step(-1)),
    first: inList(() => step(-rows.length)),
    last: inList(() => step(rows.length)),
    pageDown: inList((event) => step(pageSize(event))),
    pageUp: inList((event) => step(-pageSize(event))),
    extendNext: inList(() => extend(1)),
    extendPrevious: inList(() => extend(-1)),
    open: first && (() => state.open(first)),
    close: () => (selection.rows.length > 0 ? selection.clear() : location.openMessage(null)),
    select: inList(toggle),
    selectAll: inList(() => selection.all()),
    read: first && (() => state.flag(targets, { seen: !targets.every(({ seen }) => seen) })),
    markRead: first && (() => state.flag(targets, { seen: true })),
    markUnread: first && (() => state.flag(targets, { seen: false })),
    archive: canArchive ? () => state.file(targets, 'archive') : undefined,
    archiveToNext: canArchive ? () => state.file(targets, 'archive') : undefined,
    archiveToPrevious: canArchive ? archiveToPrevious : undefined,
    spam: first && (() => state.file(targets, state.folder?.role === 'junk' ? 'notSpam' : 'spam')),
    flag: first && (() => state.flag(targets, { flagged: !targets.every(({ flagged }) => flagged) })),
    move: first && (() => void move()),
    label: first && (() => state.labelling.ask(targets)),
    snooze: state.snooze.can(targets) ? () => state.snooze.ask(targets) : undefined,
    remove: first && (() => state.remove(targets)),
    undo: () => void undoLast(),
    search: inList(() => searchRef.current?.focus()),
    goInbox: () => goTo('inbox'),
    goSent: () => goTo('sent'),
    goDrafts: () => goTo('drafts'),
    compose: () => openComposer({ accountId: state.account?.id }),
    reply: () => answer('reply'),
    replyAll: () => answer('replyAll'),
    forward: () => answer('forward'),
    template: () => answer('reply', true),
    help: () => setHelpOpen(true),
  });
  return { helpOpen, closeHelp: () => setHelpOpen(false) };
}
