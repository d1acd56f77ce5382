import { RobotOutlined } from '@ant-design/icons';
import type { MenuProps } from 'antd';
import { useCallback, useState } from 'react';
import { MAIL_ASSISTANT, type MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { askAssistant, hasAssistants, mayAsk } from '../../host/assistant';
import { useHost } from '../../host/context';
import { useT } from '../../locale';

interface Assistant {
  /** None if there is no mail assistant, or if the user may not chat with it. */
  items: NonNullable<MenuProps['items']>;
  /** Has to be called when somebody is about to open the menu. */
  look(): void;
}

/** What the mail assistant can do with a message, as items for an antd menu. Each opens NocoBase's chat. */
export function useAssistant({ id, threadKey, subject, draft }: MessageView): Assistant {
  const t = useT();
  const host = useHost();
  const answers = useAnswers(id);
  const [isThere, setThere] = useState(false);
  const look = useCallback(() => {
    if (!hasAssistants(host)) return;
    // Without an answer, it isn't offered.
    void answers.take(() => mayAsk(host, MAIL_ASSISTANT), setThere, { fail: () => undefined });
  }, [answers, host]);
  if (!isThere || draft) return { items: [], look };
  const system = `The person is looking at the message with the id ${id}, whose conversation has the threadKey ${threadKey}.`;
  const ask = (label: string) => ({
    key: label,
    label,
    onClick: () => askAssistant(host, MAIL_ASSISTANT, { title: subject || label, user: label, system }),
  });
  const children = [
    ask(t('Summarize this conversation')),
    ask(t('Draft an answer')),
    ask(t('List dates and tasks')),
  ];
  const item = {
    key: 'assistant',
    icon: <RobotOutlined aria-hidden />,
    label: t('Ask the mail assistant'),
    children,
  };
  return { items: [item], look };
}
