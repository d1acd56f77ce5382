import { DatePicker } from 'antd';
import { useT } from '../../locale';
import { SecondaryText } from './SecondaryText';

const YEAR = 365 * 24 * 60 * 60_000;

/** Whether a time is still to come. */
export const isToCome = (at: Date | null): at is Date => at !== null && at.getTime() > Date.now();

/** Lets a person choose a time within a year. It is in the browser's time zone, which is shown below. */
export function FutureTimePicker({
  at,
  onAt,
  autoFocus,
}: {
  at: Date | null;
  onAt(at: Date | null): void;
  autoFocus?: boolean;
}) {
  const t = useT();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isPast = at !== null && !isToCome(at);
  return (
    <>
      <DatePicker
        autoFocus={autoFocus}
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        showNow={false}
        status={isPast ? 'error' : undefined}
        disabledDate={(day) => day.endOf('day').valueOf() < Date.now() || day.valueOf() > Date.now() + YEAR}
        onChange={(value) => onAt(value ? value.toDate() : null)}
        // A picked time counts even if nobody presses the picker's own button.
        onCalendarChange={(value) => onAt(value && !Array.isArray(value) ? value.toDate() : null)}
        style={{ width: '100%' }}
        aria-label={t('Date and time')}
      />
      <SecondaryText>
        {isPast ? t('Choose a time that is still to come.') : t('Time zone: {{timeZone}}', { timeZone })}
      </SecondaryText>
    </>
  );
}
