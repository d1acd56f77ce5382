import { App } from 'antd';
import { useCallback } from 'react';
import { derivedSubject, type MessageView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { messageFile } from './attached-file';
import { openComposer } from './composer-store';
import { typeAhead } from './type-ahead';

/** More messages than anyone attaches to one. */
const MOST = 50;

type Forwarded = Pick<MessageView, 'id' | 'subject' | 'size'>;

/** Opens a new message to which these messages are attached, as files and with everything that is in them. */
export function useForwardAsFiles(): (messages: readonly Forwarded[]) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  return useCallback(
    async (messages) => {
      const [first] = messages;
      if (!first) return;
      if (messages.length > MOST) {
        toast.warning(
          t('Up to {{count}} messages can be forwarded as attachments at once.', { count: MOST }),
        );
        return;
      }
      typeAhead.end();
      typeAhead.begin();
      try {
        const forwarded = await api.message(first.id);
        openComposer({
          accountId: forwarded.accountId,
          forwarded,
          subject: messages.length === 1 ? derivedSubject(forwarded.subject, 'forward') : '',
          files: messages.map((each) => messageFile(each, t('message'))),
        });
      } catch (error) {
        typeAhead.end();
        toast.error(errorText(error));
      }
    },
    [api, errorText, t, toast],
  );
}
