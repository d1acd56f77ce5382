import { App } from 'antd';
import { useCallback, useMemo } from 'react';
import type { FolderView, MessageView } from '../../common';
import { useMailApi } from '../api';
import { useErrorText, useT } from '../locale';
import { confirmRemoval } from './confirm-removal';
import { FILED, type Filing } from './filing';
import { useUndoToast } from './useUndoToast';

export interface MessageActions {
  flag(flags: { seen?: boolean; flagged?: boolean }): Promise<void>;
  move(folder: FolderView): Promise<void>;
  /** To the archive, to junk, or back from there. */
  file(as: Filing): Promise<void>;
  /** To the trash, with a way back; from the trash for good, after a question. */
  remove(): Promise<void>;
  folders(): Promise<FolderView[]>;
}

interface Handlers {
  patch(change: Partial<MessageView>): void;
  onChanged?(): void;
  /** The mail is no longer where it was. */
  onGone?(): void;
}

/** What can be done with one mail. Each change shows at once and is taken back if the server refuses it. */
export function useMessageActions(message: MessageView | undefined, handlers: Handlers): MessageActions {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast, modal } = App.useApp();
  const { patch, onChanged, onGone } = handlers;

  const attempt = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (error) {
        toast.error(errorText(error));
        return false;
      }
    },
    [toast, errorText],
  );

  const undoToast = useUndoToast();
  const offerUndo = useCallback(
    (text: string, { id, folderId }: MessageView) => undoToast(text, [{ id, folderId }], onChanged),
    [undoToast, onChanged],
  );

  return useMemo(() => {
    const folders = () => (message ? api.folders(message.accountId) : Promise.resolve([]));
    return {
      folders,
      async flag(flags) {
        if (!message) return;
        const before = { seen: message.seen, flagged: message.flagged };
        patch(flags);
        if (await attempt(() => api.flag([message.id], flags))) onChanged?.();
        else patch(before);
      },
      async move(folder) {
        if (!message || !(await attempt(() => api.move([message.id], folder.id)))) return;
        offerUndo(t('Moved to {{folder}}', { folder: folder.name }), message);
        onChanged?.();
        onGone?.();
      },
      async file(as) {
        if (!message || !(await attempt(() => api[as]([message.id])))) return;
        offerUndo(t(FILED[as]), message);
        onChanged?.();
        onGone?.();
      },
      async remove() {
        if (!message) return;
        let folder: FolderView | undefined;
        const found = await attempt(async () => {
          folder = (await folders()).find(({ id }) => String(id) === String(message.folderId));
        });
        if (!found) return;
        const permanent = folder?.role === 'trash';
        if (permanent && !(await confirmRemoval(modal, t, 1))) return;
        if (!(await attempt(() => api.remove([message.id])))) return;
        if (permanent) toast.success(t('Deleted'));
        else offerUndo(t('Moved to the trash'), message);
        onChanged?.();
        onGone?.();
      },
    };
  }, [api, attempt, message, modal, offerUndo, onChanged, onGone, patch, t, toast]);
}
