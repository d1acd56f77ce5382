import { App } from 'antd';
import { useCallback, useMemo } from 'react';
import { isSnoozed, type FolderView, type Id, type MessageView, type MoveView } from '../../../common';
import { useMailApi } from '../../api';
import { isTakenBack } from '../../api-error';
import { useErrorText, useT } from '../../locale';
import { isOnline } from '../../offline/connection';
import { useSnoozeDialog } from '../snooze/useSnoozeDialog';
import { useSnoozeUndo } from '../snooze/useSnoozeUndo';
import { filedText, movedText } from './filed-text';
import type { Filing } from './filing';
import { useDeletion } from './useDeletion';
import { useUndoToast } from './useUndoToast';

export interface MessageActions {
  flag(flags: { seen?: boolean; flagged?: boolean }): Promise<void>;
  move(folder: FolderView): Promise<void>;
  /** Moves it to the archive, to junk, or back from there. */
  file(as: Filing): Promise<void>;
  /** Asks until when to snooze it. */
  snooze(): Promise<void>;
  unsnooze(): Promise<void>;
  /** Moves it to the trash, with undo. In the trash, deletes it permanently after a confirmation. */
  remove(): Promise<void>;
  folders(): Promise<FolderView[]>;
}

interface Handlers {
  patch(change: Partial<MessageView>): void;
  onChanged?(): void;
  /** Called when the message is no longer where it was. */
  onGone?(): void;
}

/** A message, or the one that represents its conversation in a folder. */
export type ActedOn = Pick<
  MessageView,
  'id' | 'accountId' | 'folderId' | 'seen' | 'flagged' | 'snoozedUntil' | 'returnedAt'
>;

/**
 * The actions on a message, or on its whole conversation within its folder. Each change shows immediately and
 * is reverted if the server refuses it. `count` is the number of messages; without it, only the message
 * itself is meant.
 */
export function useMessageActions(
  message: ActedOn | undefined,
  handlers: Handlers,
  count?: number,
): MessageActions {
  const whole = count !== undefined;
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const deletion = useDeletion();
  const { patch, onChanged, onGone } = handlers;

  const attempt = useCallback(
    async <T,>(work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (error) {
        if (!isTakenBack(error)) toast.error(errorText(error));
        return undefined;
      }
    },
    [toast, errorText],
  );

  const undoToast = useUndoToast();
  const askTime = useSnoozeDialog();
  const snoozeUndo = useSnoozeUndo();
  return useMemo(() => {
    /** Shows a change immediately if it has to wait for a connection. */
    const leaveIfOffline = (): boolean => {
      if (isOnline()) return false;
      onChanged?.();
      onGone?.();
      return true;
    };
    const leave = async (said: (moved: number) => string, move: (ids: Id[]) => Promise<MoveView>) => {
      const { id } = message ?? {};
      if (id === undefined) return;
      const moving = attempt(() => move([id]));
      const hasLeft = leaveIfOffline();
      const answer = await moving;
      if (answer) undoToast(said(answer.moved.length), answer.moved, onChanged);
      // Whatever the outcome, the list then shows the current state.
      if (answer || hasLeft) onChanged?.();
      if (answer && !hasLeft) onGone?.();
    };
    const snooze = async (time: Date | null) => {
      if (!message) return;
      const until = time?.toISOString() ?? null;
      const leaves = until !== null && !isSnoozed(message);
      const snoozing = attempt(() => api.snooze([message.id], until, whole));
      const hasLeft = leaves && leaveIfOffline();
      const answer = await snoozing;
      if (answer) {
        patch({ snoozedUntil: until, returnedAt: null });
        snoozeUndo(until, answer.changed, onChanged);
      }
      if (answer || hasLeft) onChanged?.();
      if (answer && leaves && !hasLeft) onGone?.();
    };
    return {
      async snooze() {
        const time = message && (await askTime(isSnoozed(message)));
        if (time !== undefined) await snooze(time);
      },
      unsnooze: () => snooze(null),
      folders: () => (message ? api.folders(message.accountId) : Promise.resolve([])),
      async flag(flags) {
        if (!message) return;
        const before = {
          ...(flags.seen === undefined ? {} : { seen: message.seen }),
          ...(flags.flagged === undefined ? {} : { flagged: message.flagged }),
        };
        patch(flags);
        // Marking as read and removing flags affects the whole conversation; marking as unread and flagging
        // affects one message.
        const all = whole && (flags.seen === true || flags.flagged === false);
        if (await attempt(() => api.flag([message.id], flags, all))) onChanged?.();
        else {
          patch(before);
          // The conversation's other messages may have had different flags.
          if (all) onChanged?.();
        }
      },
      move: (folder) =>
        leave(
          (moved) => movedText(t, folder.name, moved),
          (ids) => api.move(ids, folder.id, whole),
        ),
      file: (as) =>
        leave(
          (moved) => filedText(t, as, moved),
          (ids) => api[as](ids, whole),
        ),
      async remove() {
        if (!message) return;
        const remove = (permanently: boolean) => api.remove([message.id], { permanently, whole });
        const removing = deletion({ count: count ?? 1, remove, onUndone: onChanged });
        const hasLeft = leaveIfOffline();
        const removed = await removing;
        if (removed || hasLeft) onChanged?.();
        if (removed && !hasLeft) onGone?.();
      },
    };
  }, [
    api,
    askTime,
    attempt,
    count,
    deletion,
    message,
    onChanged,
    onGone,
    patch,
    snoozeUndo,
    t,
    undoToast,
    whole,
  ]);
}
