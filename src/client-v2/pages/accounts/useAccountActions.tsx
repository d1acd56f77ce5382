import { App } from 'antd';
import { useState } from 'react';
import type { AccountOverview } from '../../../common';
import type { AccountAction } from '../../admin-api';
import { useErrorText, useT, type Translate } from '../../locale';
import { targetsOf } from './overview';
import { useAdminApi } from './useAdminApi';

export interface AccountActions {
  /** Carries out the action on those accounts it applies to. Disconnecting asks first. */
  act(action: AccountAction, accounts: AccountOverview[]): void;
  busy: boolean;
}

/**
 * The actions sync now, pause, resume and disconnect for one or more accounts. `onDone` gets the accounts for
 * which they succeeded.
 */
export function useAccountActions(
  onDone: (action: AccountAction, done: AccountOverview[]) => void,
): AccountActions {
  const t = useT();
  const api = useAdminApi();
  const errorText = useErrorText();
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);

  const carryOut = async (action: AccountAction, targets: AccountOverview[]) => {
    setBusy(true);
    const results = await Promise.allSettled(targets.map(({ id }) => api.act(action, id)));
    setBusy(false);
    const refused = results.flatMap((result, index) =>
      result.status === 'rejected' ? [{ account: targets[index], reason: result.reason as unknown }] : [],
    );
    const done = targets.filter((_, index) => results[index].status === 'fulfilled');
    if (done.length > 0) message.success(doneText(t, action, done));
    for (const { account, reason } of refused) message.error(`${account.address}: ${errorText(reason)}`);
    onDone(action, done);
  };
  const act = (action: AccountAction, accounts: AccountOverview[]) => {
    const targets = targetsOf(action, accounts);
    if (targets.length === 0) return;
    if (action !== 'disconnect') return void carryOut(action, targets);
    modal.confirm({
      title:
        targets.length === 1
          ? t('Disconnect {{address}}?', { address: targets[0].address })
          : t('Disconnect {{count}} mailboxes?', { count: targets.length }),
      content: <WhatGoes accounts={targets} />,
      okText: t('Disconnect'),
      okButtonProps: { danger: true },
      cancelText: t('Cancel'),
      onOk: () => carryOut(action, targets),
    });
  };
  return { act, busy };
}

function WhatGoes({ accounts }: { accounts: AccountOverview[] }) {
  const t = useT();
  return (
    <>
      <p>
        {t(
          'All mails, attachments and everything waiting to be sent are removed from this system, and the sign-in is forgotten. Nothing is deleted in the mailbox itself: when its owner connects it again, its mail comes back. Shared mailboxes that its sign-in opens go with it.',
        )}
      </p>
      <ul style={{ maxHeight: 200, overflow: 'auto', paddingInlineStart: 20, marginBottom: 0 }}>
        {accounts.map(({ id, address, owner }) => (
          <li key={id}>{t('{{address}} of {{owner}}', { address, owner: owner.name })}</li>
        ))}
      </ul>
    </>
  );
}

function doneText(t: Translate, action: AccountAction, done: AccountOverview[]): string {
  const [{ address }] = done;
  const count = done.length;
  switch (action) {
    case 'sync':
      return count === 1
        ? t('{{address}} is synced now', { address })
        : t('{{count}} mailboxes are synced now', { count });
    case 'pause':
      return count === 1
        ? t('{{address}} is paused', { address })
        : t('{{count}} mailboxes are paused', { count });
    case 'resume':
      return count === 1
        ? t('{{address}} has resumed', { address })
        : t('{{count}} mailboxes go on', { count });
    case 'disconnect':
      return count === 1
        ? t('{{address}} is disconnected', { address })
        : t('{{count}} mailboxes are disconnected', { count });
  }
}
