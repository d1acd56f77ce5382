import { App, type InputRef } from 'antd';
import { useState, type RefObject } from 'react';
import { useMailApi } from '../api';
import { openComposer, type ComposerInit } from '../components';
import { useErrorText } from '../locale';
import { useShortcuts } from './keyboard/useShortcuts';
import type { Panes } from './layout/useLayout';
import type { MailCenterState } from './useMailCenter';

type AnswerKind = NonNullable<ComposerInit['source']>['kind'];

/** The keys of the mail center; says whether their overview is open. */
export function useMailShortcuts(state: MailCenterState, panes: Panes, searchRef: RefObject<InputRef>) {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [helpOpen, setHelpOpen] = useState(false);
  const { rows, active, targets, selection, location } = state;
  const reading = location.message !== null;

  const step = (by: number) => {
    const index = rows.findIndex(({ id }) => String(id) === active);
    const next = rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by))];
    if (!next) return;
    state.setCursor(String(next.id));
    // With the reader beside the list, going through the list is reading.
    if (panes !== 'one' || reading) state.open(next);
  };
  const answer = async (kind: AnswerKind) => {
    if (active === null) return;
    try {
      const source = await api.message(active);
      openComposer({ accountId: source.accountId, source: { message: source, kind } });
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const [first] = targets;
  const listed = !state.outboxOpen;
  useShortcuts({
    next: listed ? () => step(1) : undefined,
    previous: listed ? () => step(-1) : undefined,
    open: first && (() => state.open(first)),
    close: () => (selection.rows.length > 0 ? selection.clear() : location.openMessage(null)),
    select:
      first &&
      (() => rows.filter(({ id }) => String(id) === active).forEach((row) => selection.toggle(row, false))),
    read: first && (() => state.flag(targets, { seen: !targets.every(({ seen }) => seen) })),
    markRead: first && (() => state.flag(targets, { seen: true })),
    markUnread: first && (() => state.flag(targets, { seen: false })),
    archive: first && state.folder?.role !== 'archive' ? () => state.file(targets, 'archive') : undefined,
    spam: first && (() => state.file(targets, state.folder?.role === 'junk' ? 'notSpam' : 'spam')),
    flag: first && (() => state.flag(targets, { flagged: !targets.every(({ flagged }) => flagged) })),
    remove: first && (() => state.remove(targets)),
    search: listed ? () => searchRef.current?.focus() : undefined,
    compose: () => openComposer({ accountId: state.account?.id }),
    reply: () => void answer('reply'),
    replyAll: () => void answer('replyAll'),
    forward: () => void answer('forward'),
    help: () => setHelpOpen(true),
  });
  return { helpOpen, closeHelp: () => setHelpOpen(false) };
}
