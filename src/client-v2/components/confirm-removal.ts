import type { App } from 'antd';
import type { Translate } from '../locale';

type ModalApi = ReturnType<typeof App.useApp>['modal'];

/** Asks before mails are removed that no way leads back to. */
export async function confirmRemoval(modal: ModalApi, t: Translate, count: number): Promise<boolean> {
  return modal.confirm({
    title: count === 1 ? t('Delete this mail for good?') : t('Delete {{count}} mails for good?', { count }),
    content:
      count === 1
        ? t('It is removed from the mail server and cannot be brought back.')
        : t('They are removed from the mail server and cannot be brought back.'),
    okText: t('Delete'),
    okButtonProps: { danger: true },
    cancelText: t('Cancel'),
    autoFocusButton: 'cancel',
  });
}
