import { Button, Flex, List, Spin, Typography } from 'antd';
import type { SetAsideView } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';

interface Props {
  mail: SetAsideView;
  /** Where it lies; undefined where that is not known here. */
  folder: string | undefined;
  disabled: boolean;
  onRetry(): void;
}

/** One mail that could not be read: what is known of it, why, and since when. */
export function SetAsideItem({ mail, folder, disabled, onRetry }: Props) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { headerMissing, subject, fromName, fromAddress, receivedAt, since, waiting } = mail;
  return (
    <List.Item data-testid="mail-set-aside-item" style={{ paddingInline: 0 }}>
      <Flex wrap gap="small" align="center" style={{ width: '100%', minWidth: 0 }}>
        <Flex vertical style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Typography.Text strong ellipsis={{ tooltip: true }} dir="auto">
            {headerMissing ? t('Unknown subject') : subject || t('(no subject)')}
          </Typography.Text>
          <Typography.Text type="secondary" ellipsis>
            <bdi>{headerMissing ? t('Unknown sender') : fromName || fromAddress}</bdi>
            {` · ${format.short(receivedAt)}`}
            {folder !== undefined && (
              <>
                {' · '}
                <bdi>{folder}</bdi>
              </>
            )}
          </Typography.Text>
          <Typography.Text>{reason(mail.reason)}</Typography.Text>
          {since && !waiting && (
            <Typography.Text type="secondary">
              {t('Last tried {{time}}', { time: format.short(since) })}
            </Typography.Text>
          )}
        </Flex>
        {waiting ? (
          <Flex gap="small" align="center">
            <Spin size="small" />
            <Typography.Text type="secondary">{t('Waiting for the next sync')}</Typography.Text>
          </Flex>
        ) : (
          <Button size="small" disabled={disabled} onClick={onRetry}>
            {t('Try again')}
          </Button>
        )}
      </Flex>
    </List.Item>
  );
}
