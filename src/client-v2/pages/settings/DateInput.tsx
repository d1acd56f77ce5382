import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useT } from '../../locale';

const FORMAT = 'YYYY-MM-DD';

export interface DateInputProps {
  id?: string;
  value?: string;
  onChange?(value: string): void;
}

/** A day as `YYYY-MM-DD`; '' for none. Offers the same lifetimes as the providers. */
export function DateInput({ id, value, onChange }: DateInputProps) {
  const t = useT();
  const presets = [6, 12, 24].map((months) => ({
    label: t('In {{count}} months', { count: months }),
    value: () => dayjs().add(months, 'month'),
  }));
  const day = value ? dayjs(value, FORMAT) : null;
  return (
    <DatePicker
      id={id}
      // Anything but a day (an environment variable) can't be shown in a calendar.
      value={day?.isValid() ? day : null}
      onChange={(next) => onChange?.(next ? next.format(FORMAT) : '')}
      // Enter accepts the day; it must not submit the form as well.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      presets={presets}
      format={FORMAT}
      placeholder={FORMAT}
      style={{ width: '100%' }}
    />
  );
}
