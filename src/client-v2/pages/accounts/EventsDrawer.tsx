import { Badge, Button, Drawer, Empty, Flex, List, Result, Skeleton, Tag, theme, Typography } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountEventView, AccountOverview } from '../../../common';
import type { AccountAction } from '../../admin-api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useLanguage } from '../../components/shared/useLanguage';
import { useErrorText, useReason, useT } from '../../locale';
import { reasonValues } from '../../reason-values';
import { useActionLabels } from './action-labels';
import { applies, eventTone } from './overview';
import { SetAsideSummary } from './SetAsideSummary';
import { StateCell, type StateCellProps } from './StateCell';
import { TimeAgo } from './TimeAgo';
import { exactTime } from './times';
import { useAnswers } from '../../answers';
import { useAdminApi } from './useAdminApi';

const PAGE_SIZE = 50;

export interface EventsDrawerProps {
  open: boolean;
  /** Stays set while the drawer closes; null until it first opens. */
  account: AccountOverview | null;
  /** The accounts on the page. */
  accounts: AccountOverview[];
  onClose(): void;
  onAct(action: AccountAction, account: AccountOverview): void;
}

/** An account's events, newest first. */
export function EventsDrawer({ open, account, accounts, onClose, onAct }: EventsDrawerProps) {
  const t = useT();
  const { token } = theme.useToken();
  const labels = useActionLabels();
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was clicked disappears with the state it was for. The drawer still needs the keyboard
    // focus.
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
            <SecondaryText>{t('Mailbox of {{owner}}', { owner: account.owner.name })}</SecondaryText>
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
  const answers = useAnswers(id);
  const load = useCallback(() => {
    setFailure(undefined);
    void answers.take(() => api.events(id), setEvents, { fail: setFailure });
  }, [answers, api, id]);
  // A change of state is an event too, so they are loaded again.
  useEffect(() => {
    if (open) load();
  }, [open, load, state, stateSince]);

  if (failure && !events) {
    return (
      <Result
        status="warning"
        title={t('The events could not be loaded')}
        subTitle={<SecondaryText>{errorText(failure)}</SecondaryText>}
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
          <SecondaryText>
            <TimeAgo iso={at} />
          </SecondaryText>
        </Flex>
        {code && <Typography.Text>{reason(code, values)}</Typography.Text>}
        <SecondaryText>
          {count > 1
            ? t('{{from}} to {{to}}', { from: exactTime(firstAt, language), to: exactTime(at, language) })
            : exactTime(at, language)}
          {node && ` · ${node}`}
        </SecondaryText>
      </Flex>
    </List.Item>
  );
}
