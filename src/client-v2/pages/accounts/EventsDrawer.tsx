import { Badge, Button, Drawer, Empty, Flex, List, Result, Skeleton, Tag, theme, Typography } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountEventView, AccountOverview } from '../../../common';
import type { AccountAction } from '../../admin-api';
import { useLanguage } from '../../components/useLanguage';
import { useErrorText, useReason, useT } from '../../locale';
import { reasonValues } from '../../reason-values';
import { useActionLabels } from './action-labels';
import { applies, eventTone } from './overview';
import { SetAsideSummary } from './SetAsideSummary';
import { StateCell, type StateCellProps } from './StateCell';
import { TimeAgo } from './TimeAgo';
import { exactTime } from './times';
import { useAdminApi } from './useAdminApi';

const PAGE_SIZE = 50;

export interface EventsDrawerProps {
  open: boolean;
  /** Stays while the drawer closes; null before the first one. */
  account: AccountOverview | null;
  /** Those on the page. */
  accounts: AccountOverview[];
  onClose(): void;
  onAct(action: AccountAction, account: AccountOverview): void;
}

/** What happened to an account, newest first. */
export function EventsDrawer({ open, account, accounts, onClose, onAct }: EventsDrawerProps) {
  const t = useT();
  const { token } = theme.useToken();
  const labels = useActionLabels();
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone with the state it was for; keys still belong to the drawer.
    if (document.activeElement === document.body) content.current?.focus();
  }, [account?.state]);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      width="min(640px, 100vw)"
      title={account?.address}
      data-testid="mail-admin-events"
    >
      {account && (
        <Flex ref={content} vertical gap={token.marginLG} tabIndex={-1} style={{ outline: 'none' }}>
          <Flex vertical gap="small">
            <Typography.Text type="secondary">
              {t('Mailbox of {{owner}}', { owner: account.owner.name })}
            </Typography.Text>
            <StateCell account={account} accounts={accounts} whole />
          </Flex>
          <Flex wrap gap="small">
            {labels
              .filter(({ action }) => applies(action, account))
              .map(({ action, label, icon, danger }) => (
                <Button key={action} icon={icon} danger={danger} onClick={() => onAct(action, account)}>
                  {label}
                </Button>
              ))}
          </Flex>
          <SetAsideSummary counts={account.setAside} />
          <Events key={account.id} open={open} account={account} accounts={accounts} />
        </Flex>
      )}
    </Drawer>
  );
}

function Events({ open, account, accounts }: Pick<EventsDrawerProps, 'open'> & StateCellProps) {
  const t = useT();
  const api = useAdminApi();
  const errorText = useErrorText();
  const { id, state, stateSince } = account;
  const [events, setEvents] = useState<AccountEventView[]>();
  const [failure, setFailure] = useState<unknown>();
  const load = useCallback(() => {
    setFailure(undefined);
    api.events(id).then(setEvents, setFailure);
  }, [api, id]);
  // A change of state is an event.
  useEffect(() => {
    if (open) load();
  }, [open, load, state, stateSince]);

  if (failure && !events) {
    return (
      <Result
        status="warning"
        title={t('The events could not be loaded')}
        subTitle={errorText(failure)}
        extra={<Button onClick={load}>{t('Try again')}</Button>}
      />
    );
  }
  if (!events) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (events.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nothing has happened yet')} />;
  return (
    <List
      dataSource={events}
      rowKey="id"
      renderItem={(event) => <EventItem event={event} values={reasonValues(account, accounts)} />}
      pagination={events.length > PAGE_SIZE && { pageSize: PAGE_SIZE, size: 'small', showSizeChanger: false }}
    />
  );
}

function EventItem({ event, values }: { event: AccountEventView; values: Record<string, string> }) {
  const t = useT();
  const reason = useReason();
  const language = useLanguage();
  const { kind, code, node, count, firstAt, at } = event;
  return (
    <List.Item data-testid="mail-admin-event">
      <Flex vertical style={{ width: '100%', minWidth: 0 }}>
        <Flex wrap justify="space-between" gap="0 16px">
          <Flex align="baseline" gap="small">
            <Badge status={eventTone(kind)} text={t(`event.${kind}`)} />
            {count > 1 && <Tag style={{ marginInlineEnd: 0 }}>{t('{{count}} times', { count })}</Tag>}
          </Flex>
          <Typography.Text type="secondary">
            <TimeAgo iso={at} />
          </Typography.Text>
        </Flex>
        {code && <Typography.Text>{reason(code, values)}</Typography.Text>}
        <Typography.Text type="secondary">
          {count > 1
            ? t('{{from}} to {{to}}', { from: exactTime(firstAt, language), to: exactTime(at, language) })
            : exactTime(at, language)}
          {node && ` · ${node}`}
        </Typography.Text>
      </Flex>
    </List.Item>
  );
}
