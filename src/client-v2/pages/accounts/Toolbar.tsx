import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Select, Tooltip, Typography } from 'antd';
import { useCallback } from 'react';
import { ACCOUNT_STATES, type HealthView } from '../../../common';
import type { AccountAction, OverviewQuery } from '../../admin-api';
import { SearchInput } from '../../components/shared/SearchInput';
import { useT } from '../../locale';
import { useActionLabels } from './action-labels';

export interface ToolbarProps {
  query: OverviewQuery;
  health: HealthView | undefined;
  loading: boolean;
  onChange(patch: Partial<OverviewQuery>): void;
  onRefresh(): void;
}

/** The search, the filter by state, and a button to refresh. */
export function Toolbar({ query, health, loading, onChange, onRefresh }: ToolbarProps) {
  const t = useT();
  const search = useCallback((text: string) => onChange({ search: text || undefined }), [onChange]);
  const options = ACCOUNT_STATES.map((state) => {
    const count = health?.accounts[state];
    return { value: state, label: count ? `${t(`state.${state}`)} (${count})` : t(`state.${state}`) };
  });
  return (
    <Flex wrap gap="small" align="center">
      <SearchInput
        value={query.search ?? ''}
        label={t('Search owner or address')}
        onChange={search}
        style={{ flex: '1 1 200px', maxWidth: 320 }}
        testId="mail-admin-search"
      />
      <Select
        allowClear
        value={query.state}
        onChange={(state) => onChange({ state })}
        options={options}
        placeholder={t('All states')}
        aria-label={t('State')}
        style={{ flex: '1 1 160px', maxWidth: 240 }}
        data-testid="mail-admin-state"
      />
      <Tooltip title={t('Refresh')}>
        <Button icon={<ReloadOutlined />} loading={loading} onClick={onRefresh} aria-label={t('Refresh')} />
      </Tooltip>
    </Flex>
  );
}

export interface SelectionBarProps {
  count: number;
  busy: boolean;
  onAct(action: AccountAction): void;
  onClear(): void;
}

/** The actions on the selected accounts, shown instead of the search. */
export function SelectionBar({ count, busy, onAct, onClear }: SelectionBarProps) {
  const t = useT();
  const labels = useActionLabels();
  return (
    <Flex wrap gap="small" align="center" role="toolbar" aria-label={t('Selected mailboxes')}>
      <Typography.Text strong>{t('{{count}} selected', { count })}</Typography.Text>
      {labels.map(({ action, label, icon, danger }) => (
        <Button
          key={action}
          icon={icon}
          danger={danger}
          disabled={busy}
          onClick={() => onAct(action)}
          data-testid={`mail-admin-bulk-${action}`}
        >
          {label}
        </Button>
      ))}
      <Button type="text" onClick={onClear}>
        {t('Clear selection')}
      </Button>
    </Flex>
  );
}
