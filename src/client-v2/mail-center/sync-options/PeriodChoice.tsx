import { DatePicker, Flex, Select, theme } from 'antd';
import dayjs from 'dayjs';
import { useDateFormat } from '../../date-format';
import type { DateFormat } from '../../dates';
import { useT, type Translate } from '../../locale';
import { firstDay, PERIODS, type PeriodKind } from './period';

export interface ChosenPeriod {
  period: PeriodKind;
  /** A custom first day, YYYY-MM-DD. */
  day: string | null;
}

interface Props {
  value: ChosenPeriod;
  disabled: boolean;
  onChange(value: ChosenPeriod): void;
}

/** Chooses the day from which on messages are loaded. */
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

/** The day suggested for a custom period. */
const likelyDay = (before: PeriodKind): string | null => firstDay(before, null) ?? firstDay('1-year', null);

/** The day is fixed on saving, so the label says which one it will be. */
function labelOf(kind: PeriodKind, t: Translate, format: DateFormat): string {
  const day = firstDay(kind, null);
  const period = t(PERIODS[kind]);
  return day === null ? period : t('{{period}} (from {{date}})', { period, date: dayText(day, format) });
}

/** Formats a YYYY-MM-DD date. It is read as local midnight, because a date alone would be in UTC. */
export const dayText = (day: string, format: DateFormat): string => format.day(`${day}T00:00:00`);
