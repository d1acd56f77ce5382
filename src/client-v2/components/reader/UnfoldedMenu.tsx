import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { isSnoozable, isSnoozed, type MessageView } from '../../../common';
import { useT } from '../../locale';
import type { AnswerKind } from '../composer/useAnswer';
import { LabelDialog } from '../labels/LabelDialog';
import type { MessageLabels } from '../labels/useMessageLabels';
import { useMessageMenu } from './MessageMenu';
import { useFolderRole } from './useFolderRole';
import type { MessageActions } from './useMessageActions';

export interface UnfoldedMenuProps {
  message: MessageView;
  actions: MessageActions;
  labels: MessageLabels;
  onAnswer(kind: AnswerKind): void;
  onKeepUnread(): void;
}

/** The actions on a single message of a conversation. */
export function UnfoldedMenu({ message, actions, labels, onAnswer, onKeepUnread }: UnfoldedMenuProps) {
  const t = useT();
  const [labelling, setLabelling] = useState(false);
  const more = useMessageMenu({ message });
  const role = useFolderRole(message);
  const answers: MenuProps['items'] = [
    { key: 'replyAll', label: t('Reply all'), onClick: () => onAnswer('replyAll') },
    { key: 'forward', label: t('Forward'), onClick: () => onAnswer('forward') },
    { type: 'divider' },
  ];
  const menu: MenuProps['items'] = [
    ...(message.draft ? [] : answers),
    {
      key: 'flag',
      label: message.flagged ? t('Remove flag') : t('Flag'),
      onClick: () => void actions.flag({ flagged: !message.flagged }),
    },
    {
      key: 'unread',
      label: t('Mark as unread'),
      onClick: () => {
        onKeepUnread();
        void actions.flag({ seen: false });
      },
    },
    {
      key: 'label',
      label: t('Label…'),
      onClick: () => setLabelling(true),
    },
    ...(isSnoozable(role) || isSnoozed(message)
      ? [{ key: 'snooze', label: t('Snooze…'), onClick: () => void actions.snooze() }]
      : []),
    {
      key: 'archive',
      label: t('Move to the archive'),
      onClick: () => void actions.file('archive'),
    },
    { type: 'divider' },
    ...more.items,
    { type: 'divider' },
    { key: 'delete', label: t('Delete'), danger: true, onClick: () => void actions.remove() },
  ];
  return (
    <>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: menu }}>
        <Button
          type="text"
          size="small"
          icon={<EllipsisOutlined />}
          aria-label={t('More for this message')}
          data-testid="mail-message-more"
          onPointerEnter={more.prepare}
          onFocus={more.prepare}
        />
      </Dropdown>
      {more.dialog}
      <LabelDialog
        open={labelling}
        onClose={() => setLabelling(false)}
        on={labels.on}
        onToggle={labels.toggle}
      />
    </>
  );
}
