import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from '../../locale';
import { SnoozeChoices } from './SnoozeChoices';

/** Asks until when to snooze messages. Resolves to null if they should no longer be, and to undefined if cancelled. */
export function useSnoozeDialog(): (isSnoozed: boolean) => Promise<Date | null | undefined> {
  const t = useT();
  const { modal } = App.useApp();
  return useCallback(
    (isSnoozed) =>
      new Promise((resolve) => {
        const dialog = modal.confirm({
          icon: null,
          title: t('Snooze until…'),
          width: 360,
          footer: null,
          closable: true,
          maskClosable: true,
          autoFocusButton: null,
          afterClose: () => resolve(undefined),
          content: (
            <SnoozeChoices
              isSnoozed={isSnoozed}
              onChoose={(until) => {
                resolve(until);
                dialog.destroy();
              }}
            />
          ),
        });
      }),
    [modal, t],
  );
}
