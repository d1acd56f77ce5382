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
  /** What was searched, and the name of the folder where; null for more than one. */
  search?: { text: string; folder: string | null };
  onEverywhere(): void;
  /** The first sync has not come this far. */
  syncing: boolean;
  onClear(): void;
}

export function ListEmpty({ filtered, search, syncing, onEverywhere, onClear }: ListEmptyProps) {
  const t = useT();
  const { token } = theme.useToken();
  const Icon = filtered ? SearchOutlined : InboxOutlined;
  const text = search
    ? search.folder !== null
      ? t('No mail in {{folder}} matches “{{search}}”', { folder: search.folder, search: search.text })
      : t('No mail in any folder matches “{{search}}”', { search: search.text })
    : filtered
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
      <Typography.Text
        type="secondary"
        style={{ maxWidth: '85%', textAlign: 'center', overflowWrap: 'anywhere' }}
      >
        {text}
      </Typography.Text>
      {search && search.folder !== null && <Button onClick={onEverywhere}>{t('Search all folders')}</Button>}
      {filtered && <Button onClick={onClear}>{t('Show all mails')}</Button>}
    </Flex>
  );
}
