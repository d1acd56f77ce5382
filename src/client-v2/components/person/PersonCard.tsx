import { CopyOutlined, EditOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Flex, Skeleton, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { displayName, type MailAddress, type MessageView } from '../../../common';
import { dateFormat } from '../../dates';
import { useT } from '../../locale';
import { SenderAvatar } from '../../mail-center/list/SenderAvatar';
import { useMailPath } from '../shared/useMailPath';
import { useCopy } from '../../useCopy';
import { openComposer } from '../composer/composer-store';
import { SecondaryText } from '../shared/SecondaryText';
import { useLanguage } from '../shared/useLanguage';
import { useLatestWith } from './useLatestWith';

export interface NamedPerson {
  person: MailAddress;
  /**
   * The message that names the person: new messages are written from its mailbox, and searches look there. One that is
   * still being written is in no folder.
   */
  message: Pick<MessageView, 'accountId'> & Partial<Pick<MessageView, 'folderId'>>;
}

/**
 * Shows who someone is, their latest messages, and buttons to write, to find all messages and to copy the
 * address.
 */
export function PersonCard({ person, message, onClose }: NamedPerson & { onClose(): void }) {
  const t = useT();
  const { token } = theme.useToken();
  const copy = useCopy();
  const navigate = useNavigate();
  const mailPath = useMailPath();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  const name = displayName(person);
  return (
    <Flex
      ref={card}
      vertical
      gap={token.marginSM}
      role="dialog"
      aria-label={name}
      tabIndex={-1}
      style={{ width: 300, maxWidth: 'calc(100vw - 64px)', outline: 'none' }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Escape must not close anything else.
        event.stopPropagation();
        onClose();
      }}
      data-testid="mail-person-card"
    >
      <Flex gap={token.marginSM} align="center">
        <SenderAvatar {...person} size={44} />
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography.Text strong>
            <bdi>{name}</bdi>
          </Typography.Text>
          {name !== person.address && (
            <SecondaryText style={{ display: 'block' }}>
              <bdi>{person.address}</bdi>
            </SecondaryText>
          )}
        </div>
      </Flex>
      <Flex gap={token.marginXS} wrap>
        <Button
          icon={<EditOutlined aria-hidden />}
          onClick={() => {
            onClose();
            openComposer({ accountId: message.accountId, to: [person] });
          }}
        >
          {t('Write')}
        </Button>
        <Button
          icon={<SearchOutlined aria-hidden />}
          onClick={() => {
            onClose();
            navigate(`${mailPath}?${everythingWith(person, message)}`);
          }}
        >
          {t('All messages')}
        </Button>
        <Button
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('Copy address')}
          title={t('Copy address')}
          onClick={() => void copy(person.address)}
        />
      </Flex>
      <Latest person={person} message={message} />
    </Flex>
  );
}

/** Returns the mail center's query string for all messages from and to a person. */
function everythingWith({ address }: MailAddress, { folderId }: NamedPerson['message']): string {
  const q = ['from', 'to', 'cc'].map((field) => `${field}:"${address.replaceAll('"', '')}"`).join(' OR ');
  const folder = folderId === undefined ? [] : [['folder', String(folderId)]];
  return String(new URLSearchParams([...folder, ['q', q], ['in', 'all']]));
}

function Latest({ person, message }: NamedPerson) {
  const mailPath = useMailPath();
  const t = useT();
  const { token } = theme.useToken();
  const format = dateFormat(useLanguage());
  const rows = useLatestWith(person.address, message.accountId);
  if (rows === undefined) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (rows.length === 0) return null;
  return (
    <div>
      <SecondaryText style={{ fontSize: token.fontSizeSM }}>{t('Latest messages')}</SecondaryText>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {rows.map(({ id, folderId, subject, receivedAt }) => (
          <li key={String(id)} style={{ display: 'flex', gap: token.marginXS }}>
            <Link
              to={`${mailPath}?${String(new URLSearchParams({ folder: String(folderId), message: String(id) }))}`}
              style={{ flex: 1, minWidth: 0, color: token['blue-7'] }}
            >
              <bdi
                style={{
                  display: 'block',
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                }}
              >
                {subject || t('(no subject)')}
              </bdi>
            </Link>
            <SecondaryText style={{ flex: 'none' }}>{format.short(receivedAt)}</SecondaryText>
          </li>
        ))}
      </ul>
    </div>
  );
}
