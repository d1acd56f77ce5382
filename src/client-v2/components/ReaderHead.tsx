import { DownOutlined, FlagFilled } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, theme, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import type { MailAddress, MessageView } from '../../common';
import { useT } from '../locale';
import { SenderAvatar } from '../mail-center/list/SenderAvatar';
import { displayName, formatAddress } from './addresses';
import { useLanguage } from './useLanguage';

/** Subject, sender, recipients and date. The recipients unfold to all addresses. */
export function ReaderHead({ message }: { message: MessageView }) {
  const { token } = theme.useToken();
  const t = useT();
  const [open, setOpen] = useState(false);
  // On a phone the name is enough; the address is below, with the recipients'.
  const address = css`
    margin-inline-start: ${token.marginXS}px;
    font-weight: normal;
    @container (max-width: 480px) {
      display: none;
    }
  `;
  const sender = message.from[0] ?? { name: message.fromName, address: message.fromAddress };
  return (
    <header>
      <Typography.Title
        level={4}
        style={{ margin: `0 0 ${token.margin}px`, overflowWrap: 'anywhere' }}
        dir="auto"
      >
        {message.flagged && (
          <FlagFilled aria-label={t('Flagged')} style={{ color: token.colorError, marginInlineEnd: 8 }} />
        )}
        {message.subject || <Typography.Text type="secondary">{t('(no subject)')}</Typography.Text>}
      </Typography.Title>
      <Flex gap={token.marginSM} align="flex-start">
        <SenderAvatar {...sender} size={40} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Flex gap={token.marginSM} justify="space-between" align="baseline" wrap>
            <Typography.Text strong style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
              <bdi>{displayName(sender) || t('(no sender)')}</bdi>
              {sender.name && (
                <Typography.Text type="secondary" className={address}>
                  &lt;<bdi>{sender.address}</bdi>&gt;
                </Typography.Text>
              )}
            </Typography.Text>
            <SentAt value={message.sentAt} />
          </Flex>
          <Recipients message={message} open={open} onToggle={() => setOpen(!open)} />
        </div>
      </Flex>
    </header>
  );
}

function SentAt({ value }: { value: string }) {
  const language = useLanguage();
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  const short = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
  return (
    <Tooltip title={full.format(date)}>
      <Typography.Text type="secondary" style={{ whiteSpace: 'nowrap' }}>
        <time dateTime={value}>{short.format(date)}</time>
      </Typography.Text>
    </Tooltip>
  );
}

function Recipients({ message, open, onToggle }: { message: MessageView; open: boolean; onToggle(): void }) {
  const { token } = theme.useToken();
  const t = useT();
  const everybody = [...message.to, ...message.cc, ...message.bcc];
  const rows: Array<[string, MailAddress[]]> = [
    [t('From'), message.from],
    [t('Reply to'), message.replyTo],
    [t('To'), message.to],
    [t('Cc'), message.cc],
    [t('Bcc'), message.bcc],
  ];
  const table = css`
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 2px ${token.marginSM}px;
    margin: ${token.marginXXS}px 0 0;
    & dt {
      color: ${token.colorTextTertiary};
    }
    & dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
  `;
  return (
    <>
      <Button
        type="text"
        size="small"
        aria-expanded={open}
        onClick={onToggle}
        style={{ maxWidth: '100%', marginInlineStart: -7, color: token.colorTextSecondary }}
      >
        <Typography.Text type="secondary" ellipsis style={{ maxWidth: '100%' }}>
          {everybody.length
            ? t('To {{names}}', { names: everybody.map(displayName).join(', ') })
            : t('Undisclosed recipients')}
        </Typography.Text>
        <DownOutlined rotate={open ? 180 : 0} style={{ fontSize: 10 }} />
      </Button>
      {open && (
        <dl className={table}>
          {rows.map(([label, list]) =>
            list.length ? (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>
                  {list.map((entry, index) => (
                    <div key={index}>
                      <bdi>{formatAddress(entry)}</bdi>
                    </div>
                  ))}
                </dd>
              </div>
            ) : null,
          )}
        </dl>
      )}
    </>
  );
}
