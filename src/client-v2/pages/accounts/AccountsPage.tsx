import { Alert, Button, Card, Empty, Flex, Pagination, Result, Skeleton, theme } from 'antd';
import { useCallback, useRef, useState } from 'react';
import type { AccountOverview, Id } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { AccountCards } from './AccountCards';
import { AccountsTable } from './AccountsTable';
import { EventsDrawer } from './EventsDrawer';
import { HealthSummary } from './HealthSummary';
import { SelectionBar, Toolbar } from './Toolbar';
import { useAccountActions } from './useAccountActions';
import { useNarrow } from './useNarrow';
import { useOverview } from './useOverview';
import { useTurnedOff } from './useTurnedOff';

/**
 * The tab "Accounts": every mailbox with its state and the actions on it. Messages can't be reached from
 * here.
 */
export default function AccountsPage() {
  const t = useT();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const root = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(root);
  const { query, change, accounts, health, loading, failure, refresh } = useOverview();
  const turnedOff = useTurnedOff(health);
  const [selected, setSelected] = useState<Id[]>([]);
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState<AccountOverview | null>(null);
  const { act, busy } = useAccountActions((action, done) => {
    setSelected([]);
    if (action === 'disconnect' && done.some(({ id }) => id === opened?.id)) setOpen(false);
    void refresh();
  });
  // Must stay the same function across renders: the search box waits for a pause in typing, not in rendering.
  const ask = useCallback<typeof change>(
    (patch) => {
      setSelected([]);
      change(patch);
    },
    [change],
  );
  const rows = accounts?.rows ?? [];
  const chosen = rows.filter(({ id }) => selected.includes(id));
  const Accounts = narrow ? AccountCards : AccountsTable;

  return (
    <div ref={root} data-testid="mail-admin">
      {failure && !accounts ? (
        <Result
          status="warning"
          title={t('The accounts could not be loaded')}
          subTitle={<SecondaryText>{turnedOff ?? errorText(failure)}</SecondaryText>}
          extra={<Button onClick={() => void refresh()}>{t('Try again')}</Button>}
        />
      ) : !accounts ? (
        <Card variant="borderless">
          <Skeleton active paragraph={{ rows: 8 }} />
        </Card>
      ) : (
        <Flex vertical gap={token.margin}>
          {Boolean(failure) && <Alert type="warning" showIcon message={errorText(failure)} />}
          <HealthSummary health={health} />
          <Card variant="borderless">
            <Flex vertical gap={token.margin}>
              {chosen.length > 0 ? (
                <SelectionBar
                  count={chosen.length}
                  busy={busy}
                  onAct={(action) => act(action, chosen)}
                  onClear={() => setSelected([])}
                />
              ) : (
                <Toolbar
                  query={query}
                  health={health}
                  loading={loading}
                  onChange={ask}
                  onRefresh={() => void refresh()}
                />
              )}
              {rows.length === 0 && !loading ? (
                <NoAccounts filtered={Boolean(query.search || query.state)} />
              ) : (
                <Accounts
                  rows={rows}
                  loading={loading}
                  selected={chosen.map(({ id }) => id)}
                  onSelect={setSelected}
                  onAct={(action, account) => act(action, [account])}
                  onEvents={(account) => {
                    setOpened(account);
                    setOpen(true);
                  }}
                />
              )}
              <Pagination
                align="end"
                hideOnSinglePage
                simple={narrow}
                current={query.page}
                pageSize={query.pageSize}
                total={accounts.count}
                showSizeChanger={false}
                onChange={(page) => ask({ page })}
              />
            </Flex>
          </Card>
        </Flex>
      )}
      <EventsDrawer
        open={open}
        accounts={rows}
        account={opened && (rows.find(({ id }) => id === opened.id) ?? opened)}
        onClose={() => setOpen(false)}
        onAct={(action, account) => act(action, [account])}
      />
    </div>
  );
}

function NoAccounts({ filtered }: { filtered: boolean }) {
  const t = useT();
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        filtered ? t('No mailbox matches') : t('As soon as somebody connects a mailbox, it shows here.')
      }
      data-testid="mail-admin-empty"
    />
  );
}
