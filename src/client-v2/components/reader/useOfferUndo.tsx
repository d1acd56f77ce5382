import { App } from 'antd';
import { useCallback } from 'react';
import { useErrorText, useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { forgetUndo, rememberUndo } from './last-undo';

/** Long enough to notice a slip. Afterwards the messages can still be found in the folder it names. */
const SECONDS = 8;
/** There is only one toast: the latest change replaces the previous one. */
export const TOAST = 'mail-undo';

/** Says what was done, with an undo button. */
export function useOfferUndo(): (text: string, undo: () => Promise<void>) => void {
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  return useCallback(
    (text, work) => {
      const undo = async () => {
        forgetUndo(undo);
        toast.open({ key: TOAST, type: 'loading', duration: 0, content: t('Undoing…') });
        try {
          await work();
          toast.open({ key: TOAST, type: 'success', content: t('Undone') });
        } catch (error) {
          toast.destroy(TOAST);
          toast.error(errorText(error));
        }
      };
      rememberUndo(undo);
      toast.open({
        key: TOAST,
        type: 'success',
        duration: SECONDS,
        content: (
          <>
            {text}
            <LinkStyleButton size="small" onClick={() => void undo()} data-testid="mail-undo">
              {t('Undo')}
            </LinkStyleButton>
          </>
        ),
      });
    },
    [errorText, t, toast],
  );
}
