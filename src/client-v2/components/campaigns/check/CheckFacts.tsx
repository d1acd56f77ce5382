import { Alert, Flex, Radio, theme, Typography } from 'antd';
import type { CampaignCheck, CampaignView, MissingValues } from '../../../../common';
import { useT, type Translate } from '../../../locale';
import { useLanguage } from '../../shared/useLanguage';

interface Props {
  campaign: CampaignView;
  check: CampaignCheck;
  missing: MissingValues;
  onMissing(missing: MissingValues): void;
}

/** What starting a bulk email means, in sentences: who gets it, who doesn't, and how long it takes. */
export function CheckFacts({ campaign, check, missing, onMissing }: Props) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const { ready, incomplete, suppressed, perDay } = check;
  const { leftOut } = campaign.counts;
  const count = ready + (missing === 'empty' ? incomplete : 0);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    check.missing.map((each) => `${each.variable} (${each.count})`),
  );
  const facts = [
    t('{{count}} people get this message, each one of their own.', { count }),
    leftOut > 0 && t('{{count}} are left out. You find them under “Recipients”.', { count: leftOut }),
    suppressed > 0 &&
      t('{{count}} have asked for no more bulk email since they were added.', { count: suppressed }),
    duration(check, count, t),
  ].filter(Boolean);
  return (
    <Flex vertical gap={token.marginXS} data-testid="mail-bulk-check">
      {facts.map((fact, index) => (
        <Typography.Text key={String(fact)} strong={index === 0}>
          {fact}
        </Typography.Text>
      ))}
      {incomplete > 0 && (
        <Alert
          type="warning"
          showIcon
          message={t('{{count}} people lack a value that the text needs: {{names}}', {
            count: incomplete,
            names,
          })}
          description={
            <Radio.Group
              value={missing}
              onChange={(event) => onMissing(event.target.value as MissingValues)}
              aria-label={t('What happens if a value is missing')}
              style={{ display: 'flex', flexDirection: 'column', gap: token.marginXXS }}
              options={[
                { value: 'leaveOut', label: t('They get nothing') },
                { value: 'empty', label: t('They get the text without it') },
              ]}
            />
          }
        />
      )}
      {perDay !== null && count > perDay && (
        <Alert
          type="warning"
          showIcon
          message={t('Your mailbox can send to {{limit}} recipients a day, so this takes more than a day.', {
            limit: new Intl.NumberFormat(language).format(perDay),
          })}
        />
      )}
    </Flex>
  );
}

/** Says how long it takes at the server's pace; undefined if nothing limits it. */
function duration({ perMinute }: CampaignCheck, count: number, t: Translate): string | undefined {
  if (perMinute === null) return undefined;
  const minutes = Math.ceil(count / perMinute);
  const hours = Math.round(minutes / 60);
  return minutes < 90
    ? t('It takes at least {{count}} minutes, at {{pace}} messages a minute.', {
        count: minutes,
        pace: perMinute,
      })
    : t('It takes at least {{count}} hours, at {{pace}} messages a minute.', {
        count: hours,
        pace: perMinute,
      });
}
