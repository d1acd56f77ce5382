import { App } from 'antd';
import { useCallback, useEffect } from 'react';
import { useT } from '../locale';

/** Asks before something typed is lost: on closing, and, by the browser's own question, on leaving the page. */
export function useLeaveGuard(unsaved: boolean, onClose: () => void): () => void {
  const { modal } = App.useApp();
  const t = useT();
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return useCallback(() => {
    if (!unsaved) {
      onClose();
      return;
    }
    modal.confirm({
      title: t('Discard this mail?'),
      content: t('What you wrote has not been sent and will be lost.'),
      okText: t('Discard'),
      okButtonProps: { danger: true },
      cancelText: t('Keep writing'),
      autoFocusButton: 'cancel',
      onOk: onClose,
    });
  }, [modal, onClose, t, unsaved]);
}
