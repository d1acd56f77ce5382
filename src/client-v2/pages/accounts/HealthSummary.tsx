import { css } from '@emotion/css';
import { Badge, Card, Flex, Popover, Skeleton, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { HealthView } from '../../../common';
import { LinkStyleButton } from '../../components/shared/LinkStyleButton';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { ToneText } from '../../components/shared/ToneText';
import { useLanguage } from '../../components/shared/useLanguage';
import { useReason, useT } from '../../locale';
import { BackfillLine } from './BackfillLine';
import { needAttention, ranked, sum } from './overview';
import { duration } from './times';
import { useTurnedOff } from './useTurnedOff';

/** Figures cover many mailboxes, so none is named. */
const SOMEBODY = { address: '…', user: '…' };
const TONES = { ok: 'success', degraded: 'warning', down: 'error' } as const;

/** Says in one line whether messages are flowing, with the figures behind it below. */
export function HealthSummary({ health }: { health: HealthView | undefined }) {
  const t = useT();
  const language = useLanguage();
  const reason = useReason();
  const turnedOff = useTurnedOff(health);
  const { token } = theme.useToken();
  const number = new Intl.NumberFormat(language);
  if (!health)
    return (
      <Card variant="borderless">
        <Skeleton active paragraph={{ rows: 1 }} />
      </Card>
    );
  const total = sum(health.accounts);
  const attention = needAttention(health);
  const sentences = {
    ok: total === 0 ? t('Nobody has connected a mailbox yet') : t('All mailboxes are synced'),
    degraded: t('Some mailboxes are not synced'),
    down: t('No mailbox is synced'),
  };
  const failures = ranked(health.failures);
  const nodes = ranked(health.nodes);
  const wait = (seconds: number | null) => (seconds === null ? '–' : duration(seconds, language));
  return (
    <Card variant="borderless" data-testid="mail-health" data-status={health.status}>
      <Badge
        status={TONES[health.status]}
        text={<Typography.Text strong>{turnedOff ?? sentences[health.status]}</Typography.Text>}
      />
      <BackfillLine backfills={health.backfills} />
      <div className={tiles(token.margin)}>
        <Tile
          label={t('Mailboxes')}
          value={number.format(total)}
          note={attention > 0 && t('{{count}} need attention', { count: attention })}
          danger={attention > 0}
        />
        <Tile label={t('Longest since last sync')} value={wait(health.syncLag)} />
        <Tile
          label={t('Waiting to be carried out')}
          value={number.format(health.queue.length)}
          note={health.queue.oldest !== null && t('oldest: {{time}}', { time: wait(health.queue.oldest) })}
        />
        <Tile
          label={t('Sent in 24 hours')}
          value={number.format(health.sends.sent)}
          note={health.sends.failed > 0 && t('{{count}} failed', { count: health.sends.failed })}
          danger={health.sends.failed > 0}
        />
        <Tile
          label={t('Faults in 24 hours')}
          value={number.format(sum(health.failures))}
          details={failures.map(([code, count]) => ({ key: code, text: reason(code, SOMEBODY), count }))}
        />
        <Tile
          label={t('Nodes at work')}
          value={number.format(nodes.length)}
          details={nodes.map(([node, count]) => ({ key: node, text: node, count }))}
        />
      </div>
    </Card>
  );
}

const tiles = (gap: number) => css`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
  gap: ${gap}px;
  margin-top: ${gap}px;
`;

interface TileProps {
  label: string;
  value: string;
  note?: ReactNode;
  danger?: boolean;
  /** The parts that make up the figure. */
  details?: Array<{ key: string; text: string; count: number }>;
}

function Tile({ label, value, note, danger, details = [] }: TileProps) {
  const t = useT();
  const { token } = theme.useToken();
  const list = (
    <Flex vertical gap="small" style={{ maxWidth: 360, maxHeight: 320, overflow: 'auto' }}>
      {details.map(({ key, text, count }) => (
        <Flex key={key} justify="space-between" gap="middle">
          <span>{text}</span>
          <strong>{count}</strong>
        </Flex>
      ))}
    </Flex>
  );
  return (
    <Flex vertical>
      <SecondaryText>{label}</SecondaryText>
      <Flex align="baseline" wrap gap={`0 ${token.marginXS}px`}>
        <span style={{ fontSize: token.fontSizeHeading4, fontVariantNumeric: 'tabular-nums' }}>{value}</span>
        {note && <ToneText tone={danger ? 'danger' : 'secondary'}>{note}</ToneText>}
        {details.length > 0 && (
          <Popover content={list} title={label} trigger={['hover', 'click']}>
            <LinkStyleButton size="small" style={{ paddingInline: 0 }}>
              {t('Details')}
            </LinkStyleButton>
          </Popover>
        )}
      </Flex>
    </Flex>
  );
}
