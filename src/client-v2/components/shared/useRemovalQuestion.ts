import { App } from 'antd';
import { useErrorText, useT } from '../../locale';

interface Removal {
  title: string;
  /** What else would be lost. */
  content?: string;
  /** What the button says; “Delete” if omitted. */
  okText?: string;
  remove(): Promise<unknown>;
}

/** Returns a function that asks before something is removed, and says why if that fails. */
export function useRemovalQuestion(): (removal: Removal) => void {
  const t = useT();
  const errorText = useErrorText();
  const { modal, message } = App.useApp();
  return ({ title, content, okText = t('Delete'), remove }) =>
    void modal.confirm({
      ...{ title, content, okText },
      okButtonProps: { danger: true },
      cancelText: t('Cancel'),
      async onOk() {
        try {
          await remove();
        } catch (error) {
          message.error(errorText(error));
        }
      },
    });
}
