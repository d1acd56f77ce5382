import { InboxOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Flex, Result, Skeleton, theme, Typography } from 'antd';
import { useErrorText, useT } from '../../locale';

/** Before the first answer: rows in outline. */
export function ListSkeleton() {
  const { token } = theme.useToken();
  return (
    <Flex vertical gap="middle" style={{ padding: token.padding }} aria-busy data-testid="mail-list-loading">
      {Array.from({ length: 7 }, (_, index) => (
        <Skeleton
          key={index}
          active
          avatar={{ size: 36 }}
          title={{ width: '50%' }}
          paragraph={{ rows: 1, width: '90%' }}
        />
      ))}
    </Flex>
  );
}

export function ListFailure({ failure, onRetry }: { failure: unknown; onRetry(): void }) {
  const t = useT();
  const errorText = useErrorText();
  return (
    <Result
      status="warning"
      title={t('The mails could not be loaded')}
      subTitle={errorText(failure)}
      extra={<Button onClick={onRetry}>{t('Try again')}</Button>}
    />
  );
}

export interface ListEmptyProps {
  /** A search or a filter hides what there is. */
  filtered: boolean;
  /** The first sync has not come this far. */
  syncing: boolean;
  onClear(): void;
}

export function ListEmpty({ filtered, syncing, onClear }: ListEmptyProps) {
  const t = useT();
  const { token } = theme.useToken();
  const Icon = filtered ? SearchOutlined : InboxOutlined;
  const text = filtered
    ? t('No mail matches')
    : syncing
      ? t('The first mails arrive in a moment')
      : t('Nothing here');
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      gap="middle"
      style={{ flex: 1, paddingBottom: '15vh' }}
      data-testid="mail-list-empty"
    >
      <Icon style={{ fontSize: 40, color: token.colorTextQuaternary }} />
      <Typography.Text type="secondary">{text}</Typography.Text>
      {filtered && <Button onClick={onClear}>{t('Show all mails')}</Button>}
    </Flex>
  );
}
