import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from '../../locale';

/** Asks before what was typed into a form is lost. */
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
        // Once the question has given the focus back: what comes next may take it.
        afterClose: () => agreed && discard(),
      });
    },
    [modal, t],
  );
}
