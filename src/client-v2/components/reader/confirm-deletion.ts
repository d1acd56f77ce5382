import type { App } from 'antd';
import type { Translate } from '../../locale';

type ModalApi = ReturnType<typeof App.useApp>['modal'];

/**
 * Asks before messages are deleted permanently. `count` is their number, or that number as formatted text.
 */
export async function confirmDeletion(
  modal: ModalApi,
  t: Translate,
  count: number | string,
  content = count === 1
    ? t('It is removed from the mail server and cannot be brought back.')
    : t('They are removed from the mail server and cannot be brought back.'),
): Promise<boolean> {
  return modal.confirm({
    title:
      count === 1
        ? t('Delete this message permanently?')
        : t('Delete {{count}} messages permanently?', { count }),
    content,
    okText: t('Delete permanently'),
    okButtonProps: { danger: true },
    cancelText: t('Cancel'),
    autoFocusButton: 'cancel',
  });
}
