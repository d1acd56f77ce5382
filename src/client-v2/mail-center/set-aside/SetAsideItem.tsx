import { Button, Flex, List, Spin, Typography } from 'antd';
import { displayName, type SetAsideView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';

interface Props {
  mail: SetAsideView;
  /** The name of its folder; undefined if it isn't known here. */
  folder: string | undefined;
  disabled: boolean;
  onRetry(): void;
}

/** An unreadable message: what is known about it, the reason, and since when. */
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
            {subject || (headerMissing ? t('Unknown subject') : t('(no subject)'))}
          </Typography.Text>
          <SecondaryText ellipsis>
            <bdi>
              {displayName({ name: fromName, address: fromAddress }) ||
                (headerMissing ? t('Unknown sender') : '')}
            </bdi>
            {` · ${format.short(receivedAt)}`}
            {folder !== undefined && (
              <>
                {' · '}
                <bdi>{folder}</bdi>
              </>
            )}
          </SecondaryText>
          <Typography.Text>{reason(mail.reason)}</Typography.Text>
          {since && !waiting && (
            <SecondaryText>{t('Last tried {{time}}', { time: format.short(since) })}</SecondaryText>
          )}
        </Flex>
        {waiting ? (
          <Flex gap="small" align="center">
            <Spin size="small" />
            <SecondaryText>{t('Waiting for the next sync')}</SecondaryText>
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
