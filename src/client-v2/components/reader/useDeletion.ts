import { App } from 'antd';
import { useCallback } from 'react';
import type { RemovalView } from '../../../common';
import { isTakenBack, needsConfirmation } from '../../api-error';
import { useErrorText, useT } from '../../locale';
import { confirmDeletion } from './confirm-deletion';
import { TOAST } from './useOfferUndo';
import { useUndoToast } from './useUndoToast';

interface Asked {
  /** Number of messages to delete. */
  count: number;
  /** Asks before anything is sent, if the server can't be reached and the messages seem to be in the trash. */
  askFirst?: boolean;
  /** Sends the request. Resolves to undefined if it failed and the user was told. */
  remove(permanently: boolean): Promise<RemovalView | undefined>;
  /** Called if the server refuses to do it without confirmation. */
  onRefused?(): void;
  onUndone?(): void;
}

/**
 * Deletes messages and says what happened to them. The server decides whether that is a move to the trash or
 * permanent, because it knows where they are now. It refuses permanent deletion without confirmation, which
 * is then requested. Resolves to whether the messages are gone from where they were.
 */
export function useDeletion(): (asked: Asked) => Promise<boolean> {
  const t = useT();
  const errorText = useErrorText();
  const undoToast = useUndoToast();
  const { message: toast, modal } = App.useApp();
  return useCallback(
    async ({ count, askFirst, remove, onRefused, onUndone }) => {
      let removed: RemovalView | undefined;
      try {
        const confirmed = async () => ((await confirmDeletion(modal, t, count)) ? remove(true) : undefined);
        removed = await (askFirst
          ? confirmed()
          : remove(false).catch((error: unknown) => {
              if (!needsConfirmation(error)) throw error;
              onRefused?.();
              return confirmed();
            }));
      } catch (error) {
        if (!isTakenBack(error)) toast.error(errorText(error));
      }
      if (!removed) return false;
      const { trashed, deleted } = removed;
      if (trashed.length)
        undoToast(
          trashed.length === 1
            ? t('Moved to the trash')
            : t('{{count}} messages moved to the trash', { count: trashed.length }),
          trashed,
          onUndone,
        );
      // Replaces the previous toast, but not the one that offers to undo the move to the trash.
      const key = trashed.length ? undefined : TOAST;
      if (deleted.length) toast.open({ key, type: 'success', content: t('Deleted permanently') });
      if (!trashed.length && !deleted.length)
        toast.open({ key, type: 'info', content: t('Already deleted') });
      return true;
    },
    [errorText, modal, t, toast, undoToast],
  );
}
