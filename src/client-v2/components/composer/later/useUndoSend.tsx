import { App } from 'antd';
import { useCallback, type ReactNode } from 'react';
import type { OperationView } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { forgetUndo, rememberUndo } from '../../reader/last-undo';
import { LinkStyleButton } from '../../shared/LinkStyleButton';
import { openDraft } from '../composer-store';

/** Lets a send that waits be undone, by a button in its toast or by the key that undoes the latest change. */
export function useUndoSend(
  { id }: Pick<OperationView, 'id'>,
  toastKey: string,
  onUndone: () => void,
): {
  /** Adds the button to a toast's text. It reopens the message in a composer. */
  withUndo(text: string): ReactNode;
  /** Called when it's too late. */
  forget(): void;
} {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const undo = useCallback(async () => {
    try {
      const draft = await api.recall(id);
      onUndone();
      toast.open({ key: toastKey, type: 'success', content: t('Not sent. You can keep writing.') });
      openDraft(draft);
    } catch (error) {
      toast.error(errorText(error));
    }
  }, [api, errorText, id, onUndone, t, toast, toastKey]);
  const forget = useCallback(() => forgetUndo(undo), [undo]);
  const withUndo = useCallback(
    (text: string) => {
      rememberUndo(undo);
      const press = () => {
        forgetUndo(undo);
        void undo();
      };
      return (
        <>
          {text}
          <LinkStyleButton size="small" onClick={press} data-testid="mail-undo-send">
            {t('Undo')}
          </LinkStyleButton>
        </>
      );
    },
    [t, undo],
  );
  return { withUndo, forget };
}
