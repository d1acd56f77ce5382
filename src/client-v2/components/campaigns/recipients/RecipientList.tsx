import { Button, Flex, List, Skeleton, theme } from 'antd';
import { useState } from 'react';
import type { CampaignView, Id } from '../../../../common';
import { useT } from '../../../locale';
import { FilterChip } from '../../shared/FilterChip';
import { RetryAlert } from '../../shared/RetryAlert';
import { SearchInput } from '../../shared/SearchInput';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import { RecipientLine } from './RecipientLine';
import { draftFilters, sentFilters, type RecipientFilter } from './recipient-filters';
import { useRecipients } from './useRecipients';

interface Props {
  campaign: CampaignView;
  /** Whether somebody is being removed. */
  removing?: boolean;
  onRemove?(id: Id): void;
  onOpenMessage?(folder: Id, message: Id): void;
}

/** The recipients of a bulk email, by what became of them, with a search. */
export function RecipientList({ campaign, removing = false, onRemove, onOpenMessage }: Props) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [state, setState] = useState<RecipientFilter['state']>();
  const [search, setSearch] = useState('');
  const isDraft = campaign.state === 'draft';
  const filters = (isDraft ? draftFilters : sentFilters)(campaign.counts, t);
  // The filter for those who wait is gone when nobody does any more.
  const chosen = filters.some((filter) => filter.state === state) ? state : undefined;
  const { rows, failure, more, showMore, reload } = useRecipients(campaign, { state: chosen, search });
  const number = new Intl.NumberFormat(language);
  return (
    <Flex vertical gap={token.marginXS} component="section" aria-label={t('Recipients')}>
      <Flex wrap gap={token.marginXS} align="center" justify="space-between">
        <Flex wrap gap={token.marginXXS} role="group" aria-label={t('Show only')}>
          {filters.map((filter) => (
            <FilterChip
              key={filter.name}
              on={filter.state === chosen}
              onClick={() => setState(filter.state)}
              testId={`mail-bulk-filter-${filter.state ?? 'all'}`}
            >
              {`${filter.name} (${number.format(filter.count)})`}
            </FilterChip>
          ))}
        </Flex>
        <SearchInput
          value={search}
          label={t('Search recipients')}
          onChange={setSearch}
          style={{ flex: '1 1 180px', maxWidth: 280 }}
          testId="mail-bulk-search"
        />
      </Flex>
      {failure !== undefined && <RetryAlert error={failure} onRetry={reload} />}
      {!rows && failure === undefined && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {rows?.length === 0 && <SecondaryText>{t('Nobody here')}</SecondaryText>}
      {rows && rows.length > 0 && (
        <List
          bordered
          size="small"
          // While writing, the buttons below stay within reach.
          style={isDraft ? { maxHeight: '50vh', overflow: 'auto' } : undefined}
          dataSource={rows}
          rowKey={({ id }) => String(id)}
          renderItem={(recipient) => (
            <RecipientLine
              recipient={recipient}
              isDraft={isDraft}
              disabled={removing}
              onRemove={onRemove && (() => onRemove(recipient.id))}
              onOpenMessage={onOpenMessage}
            />
          )}
          loadMore={
            more && (
              <Flex justify="center" style={{ padding: token.paddingXS }}>
                <Button onClick={showMore}>{t('Show more')}</Button>
              </Flex>
            )
          }
        />
      )}
    </Flex>
  );
}
