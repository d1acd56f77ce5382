import { DatePicker, Flex, Select, theme } from 'antd';
import dayjs from 'dayjs';
import { useDateFormat } from '../../date-format';
import type { DateFormat } from '../../dates';
import { useT, type Translate } from '../../locale';
import { firstDay, PERIODS, type PeriodKind } from './period';

export interface ChosenPeriod {
  period: PeriodKind;
  /** The day of one's own, YYYY-MM-DD. */
  day: string | null;
}

interface Props {
  value: ChosenPeriod;
  disabled: boolean;
  onChange(value: ChosenPeriod): void;
}

/** From which day on mails are here. */
export function PeriodChoice({ value: { period, day }, disabled, onChange }: Props) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const kinds = Object.keys(PERIODS) as PeriodKind[];
  return (
    <Flex gap={token.marginXS} wrap align="center">
      <Select
        value={period}
        disabled={disabled}
        onChange={(kind) =>
          onChange({ period: kind, day: kind === 'day' ? (day ?? likelyDay(period)) : day })
        }
        options={kinds.map((kind) => ({ value: kind, label: labelOf(kind, t, format) }))}
        style={{ flex: '1 1 180px' }}
        aria-label={t('Period')}
        data-testid="mail-sync-period"
      />
      {period === 'day' && (
        <DatePicker
          value={day === null ? null : dayjs(day)}
          disabled={disabled}
          disabledDate={(date) => date.isAfter(dayjs(), 'day')}
          onChange={(date: dayjs.Dayjs | null) =>
            onChange({ period, day: date ? date.format('YYYY-MM-DD') : null })
          }
          style={{ flex: '1 1 140px' }}
          aria-label={t('First day')}
          data-testid="mail-sync-day"
        />
      )}
    </Flex>
  );
}

/** A day to begin with for whoever wants one of their own. */
const likelyDay = (before: PeriodKind): string | null => firstDay(before, null) ?? firstDay('1-year', null);

/** The day is fixed when it is saved: the label says which one that is. */
function labelOf(kind: PeriodKind, t: Translate, format: DateFormat): string {
  const day = firstDay(kind, null);
  const period = t(PERIODS[kind]);
  return day === null ? period : t('{{period}} (from {{date}})', { period, date: dayText(day, format) });
}

/** A YYYY-MM-DD in words. Read at midnight here: a day alone would be one of UTC. */
export const dayText = (day: string, format: DateFormat): string => format.day(`${day}T00:00:00`);
