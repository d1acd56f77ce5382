import { App } from 'antd';
import { useState } from 'react';
import type { DeliveryFate, Id, MailAddress } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import { openComposer } from '../composer/composer-store';
import { useSendAgain } from '../composer/useSendAgain';

interface Failed {
  /** The report, which is in the mailbox that the message was sent from. */
  reportId: Id;
  /** The message that was sent, if it is here. */
  sentId: Id | undefined;
  recipients: readonly DeliveryFate[];
  subject: string;
}

/** Opens a composer with a message that didn't arrive, addressed to the recipients it didn't reach. */
export function useWriteAgain({ reportId, sentId, recipients, subject }: Failed) {
  const api = useMailApi();
  const errorText = useErrorText();
  const sendAgain = useSendAgain();
  const { message: toast } = App.useApp();
  const [busy, setBusy] = useState(false);

  const writeAnew = async () => {
    try {
      const { accountId } = await api.message(reportId);
      openComposer({ accountId, to: unreached(recipients), subject });
    } catch (error) {
      toast.error(errorText(error));
    }
  };
  const write = async () => {
    setBusy(true);
    if (sentId === undefined) await writeAnew();
    else
      await sendAgain(sentId, ({ draft, uploads }) => {
        const to = unreached(recipients, [...draft.to, ...draft.cc, ...draft.bcc]);
        return { draft: { ...draft, to, cc: [], bcc: [] }, uploads };
      });
    setBusy(false);
  };
  return { busy, write };
}

/** Returns the recipients that weren't reached, with the names they had. */
function unreached(recipients: readonly DeliveryFate[], known: readonly MailAddress[] = []): MailAddress[] {
  return recipients
    .filter(({ action }) => action === 'failed')
    .map(
      ({ address }) =>
        known.find((each) => each.address.toLowerCase() === address.toLowerCase()) ?? { name: '', address },
    );
}
