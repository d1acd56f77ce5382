import { App, Button } from 'antd';
import { useCallback, useMemo } from 'react';
import type { FolderView, Id, MessageView } from '../../common';
import { useMailApi } from '../api';
import { useErrorText, useT } from '../locale';

export interface MessageActions {
  flag(flags: { seen?: boolean; flagged?: boolean }): Promise<void>;
  move(folder: FolderView): Promise<void>;
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

  const offerUndo = useCallback(
    (text: string, ids: Id[], folderId: Id) => {
      const key = `mail-undo-${ids.join()}`;
      const undo = async () => {
        toast.destroy(key);
        if (await attempt(() => api.move(ids, folderId))) onChanged?.();
      };
      toast.open({
        key,
        type: 'success',
        duration: 6,
        content: (
          <>
            {text}
            <Button type="link" size="small" onClick={() => void undo()}>
              {t('Undo')}
            </Button>
          </>
        ),
      });
    },
    [api, attempt, onChanged, t, toast],
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
        offerUndo(t('Moved to {{folder}}', { folder: folder.name }), [message.id], message.folderId);
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
        if (permanent && !(await confirmRemoval(modal, t))) return;
        if (!(await attempt(() => api.remove([message.id])))) return;
        if (permanent) toast.success(t('Deleted'));
        else offerUndo(t('Moved to the trash'), [message.id], message.folderId);
        onChanged?.();
        onGone?.();
      },
    };
  }, [api, attempt, message, modal, offerUndo, onChanged, onGone, patch, t, toast]);
}

type ModalApi = ReturnType<typeof App.useApp>['modal'];

async function confirmRemoval(modal: ModalApi, t: ReturnType<typeof useT>): Promise<boolean> {
  return modal.confirm({
    title: t('Delete this mail for good?'),
    content: t('It is removed from the mail server and cannot be brought back.'),
    okText: t('Delete'),
    okButtonProps: { danger: true },
    cancelText: t('Cancel'),
    autoFocusButton: 'cancel',
  });
}
