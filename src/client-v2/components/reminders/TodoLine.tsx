import { BellOutlined } from '@ant-design/icons';
import { Alert, Flex } from 'antd';
import { useContext, useState } from 'react';
import type { Id } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { dueText } from './due-text';
import { FollowUpsContext } from './FollowUpsContext';
import { useFinish } from './useFinish';
import { useRemember } from './useRemember';

/** Says when an open message is to be dealt with. Renders nothing if there is no reminder of it. */
export function TodoLine({ messageId }: { messageId: Id }) {
  const t = useT();
  const format = useDateFormat();
  const { list, reload } = useContext(FollowUpsContext);
  const remember = useRemember();
  const done = useFinish(reload);
  const [busy, setBusy] = useState(false);
  const todo = list.find((each) => each.kind === 'toDo' && String(each.messageId) === String(messageId));
  if (!todo) return null;
  const { text, overdue } = dueText(todo, t, format);
  const finish = async () => {
    setBusy(true);
    await done(todo);
    setBusy(false);
  };
  return (
    <Alert
      type={overdue ? 'warning' : 'info'}
      showIcon
      icon={<BellOutlined aria-hidden />}
      message={text}
      action={
        <Flex wrap>
          <LinkStyleButton size="small" onClick={() => remember({ id: messageId })}>
            {t('Change')}
          </LinkStyleButton>
          <LinkStyleButton size="small" disabled={busy} onClick={() => void finish()}>
            {t('Done')}
          </LinkStyleButton>
        </Flex>
      }
      data-testid="mail-todo"
    />
  );
}
