import { Flex, Progress, theme } from 'antd';
import type { CampaignSummary } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { timeLeft } from '../shared/time-left';
import { toneColour, ToneText } from '../shared/ToneText';
import { useLanguage } from '../shared/useLanguage';
import { countsText } from './campaign-text';

/** How far a bulk email has got: a bar, numbers, the time left, and why it waits. */
export function ProgressLine({ campaign }: { campaign: CampaignSummary }) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const language = useLanguage();
  const { token } = theme.useToken();
  const { counts, state, waitsUntil, waitReason, minutes } = campaign;
  const percent = (count: number) => (counts.total > 0 ? (count / counts.total) * 100 : 0);
  const tried = counts.sent + counts.failed + counts.unclear;
  const isRunning = state === 'running';
  const time = waitsUntil && format.soon(waitsUntil);
  return (
    <Flex vertical gap={token.marginXXS}>
      <Progress
        percent={percent(tried)}
        success={{ percent: percent(counts.sent), strokeColor: token.colorPrimary }}
        strokeColor={toneColour('danger', token)}
        size={{ height: 6 }}
        showInfo={false}
        aria-label={t('Progress of the bulk email')}
      />
      <SecondaryText style={{ fontVariantNumeric: 'tabular-nums' }} data-testid="mail-bulk-counts">
        {countsText(counts, t, new Intl.NumberFormat(language))}
      </SecondaryText>
      {isRunning && time ? (
        <SecondaryText>
          {waitReason
            ? t('Waits until {{time}}: {{reason}}', { time, reason: reason(waitReason) })
            : t('Waits until {{time}}: the mail server takes only so many mails a minute', { time })}
        </SecondaryText>
      ) : (
        isRunning && minutes !== null && <SecondaryText>{timeLeft(minutes * 60, t)}</SecondaryText>
      )}
      {state === 'paused' && campaign.reason !== null && (
        <ToneText tone="warning">{reason(campaign.reason)}</ToneText>
      )}
    </Flex>
  );
}
