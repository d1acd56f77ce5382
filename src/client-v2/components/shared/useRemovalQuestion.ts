import { App } from 'antd';
import { useErrorText, useT } from '../../locale';

interface Removal {
  title: string;
  /** What else would be lost. */
  content?: string;
  /** What the button says; “Delete” if omitted. */
  okText?: string;
  /** What the other button says; “Cancel” if omitted. */
  cancelText?: string;
  remove(): Promise<unknown>;
}

/** Returns a function that asks before something is removed, and says why if that fails. */
export function useRemovalQuestion(): (removal: Removal) => void {
  const t = useT();
  const errorText = useErrorText();
  const { modal, message } = App.useApp();
  return ({ title, content, okText = t('Delete'), cancelText = t('Cancel'), remove }) =>
    void modal.confirm({
      ...{ title, content, okText, cancelText },
      okButtonProps: { danger: true },
      async onOk() {
        try {
          await remove();
        } catch (error) {
          message.error(errorText(error));
        }
      },
    });
}
