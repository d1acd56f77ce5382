import { Button, Card, Flex, List, Skeleton, theme, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { useMailApi } from '../../api';
import { LoadFailure } from '../../components/shared/LoadFailure';
import { SearchInput } from '../../components/shared/SearchInput';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { usePages } from '../../components/shared/usePages';
import { useT } from '../../locale';
import { AddSuppressions } from './AddSuppressions';
import { SuppressionLine } from './SuppressionLine';

/** Rows per page. */
const PAGE = 50;

/** The tab "Suppressed addresses": addresses and domains that get no bulk email. */
export default function SuppressionsPage() {
  const t = useT();
  const api = useMailApi();
  const { token } = theme.useToken();
  const [search, setSearch] = useState('');
  const read = useCallback(
    (before: string | null) => api.suppressions({ search, before, limit: PAGE }),
    [api, search],
  );
  const { rows, failure, more, showMore, reload } = usePages(read);
  const list = () => {
    if (failure !== undefined)
      return <LoadFailure title={t('The list could not be loaded')} error={failure} onRetry={reload} />;
    if (!rows) return <Skeleton active paragraph={{ rows: 6 }} />;
    if (rows.length === 0)
      return (
        <SecondaryText>{search ? t('No address matches') : t('No addresses are suppressed.')}</SecondaryText>
      );
    return (
      <List
        bordered
        size="small"
        dataSource={rows}
        rowKey={({ id }) => String(id)}
        renderItem={(suppression) => <SuppressionLine suppression={suppression} onRemoved={reload} />}
        loadMore={
          more && (
            <Flex justify="center" style={{ padding: token.paddingXS }}>
              <Button onClick={showMore}>{t('Show more')}</Button>
            </Flex>
          )
        }
      />
    );
  };
  return (
    <Card variant="borderless" style={{ maxWidth: 760 }} data-testid="mail-suppressions">
      <Flex vertical gap={token.margin}>
        <Typography.Paragraph style={{ margin: 0 }}>
          {t(
            'These addresses get no bulk email: they unsubscribed, a message to them bounced, or somebody added them here. Other messages still reach them.',
          )}
        </Typography.Paragraph>
        <AddSuppressions onAdded={reload} />
        <SearchInput
          value={search}
          label={t('Search addresses')}
          onChange={setSearch}
          testId="mail-suppressions-search"
        />
        {list()}
      </Flex>
    </Card>
  );
}
