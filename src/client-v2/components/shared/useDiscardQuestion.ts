import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from '../../locale';

/** Asks before text typed into a form is lost. */
export function useDiscardQuestion(): (discard: () => void) => void {
  const t = useT();
  const { modal } = App.useApp();
  return useCallback(
    (discard) => {
      let agreed = false;
      modal.confirm({
        title: t('Discard your changes?'),
        okText: t('Discard'),
        okButtonProps: { danger: true },
        cancelText: t('Keep editing'),
        autoFocusButton: 'cancel',
        onOk: () => {
          agreed = true;
        },
        // Waits until the dialog has given the focus back, so that what comes next may take it.
        afterClose: () => agreed && discard(),
      });
    },
    [modal, t],
  );
}
