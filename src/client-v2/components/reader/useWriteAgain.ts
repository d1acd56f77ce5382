import { App } from 'antd';
import { useState } from 'react';
import type { DeliveryFate, Id, MailAddress, MessageView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { openComposer } from '../composer/composer-store';
import { paragraphs } from '../composer/draft';

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
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const [busy, setBusy] = useState(false);

  const write = async () => {
    setBusy(true);
    try {
      if (sentId === undefined) {
        const { accountId } = await api.message(reportId);
        openComposer({ accountId, to: unreached(recipients), subject });
        return;
      }
      const [sent, body] = await Promise.all([api.message(sentId), api.body(sentId)]);
      const html = body.html || paragraphs(body.text);
      const to = unreached(recipients, sent);
      openComposer({ accountId: sent.accountId, to, subject: sent.subject, html, isSigned: true });
      const files = body.attachments.map(({ filename }) => filename || t('Unnamed file'));
      if (files.length > 0) toast.info(t('Please attach again: {{names}}', { names: files.join(', ') }), 8);
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, write };
}

/** Returns the recipients that weren't reached, with the names they had. */
function unreached(recipients: readonly DeliveryFate[], sent?: MessageView): MailAddress[] {
  const known = sent ? [...sent.to, ...sent.cc, ...sent.bcc] : [];
  return recipients
    .filter(({ action }) => action === 'failed')
    .map(
      ({ address }) =>
        known.find((each) => each.address.toLowerCase() === address.toLowerCase()) ?? { name: '', address },
    );
}
