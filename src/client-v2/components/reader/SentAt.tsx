import { Tooltip } from 'antd';
import { useLanguage } from '../shared/useLanguage';
import { SecondaryText } from '../shared/SecondaryText';

/** When a message was sent. Renders nothing if that isn't a date. */
export function SentAt({ value }: { value: string }) {
  const language = useLanguage();
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  const short = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Tooltip title={<FullDate value={value} />}>
      <SecondaryText style={{ whiteSpace: 'nowrap' }}>
        <time dateTime={value}>{short.format(date)}</time>
      </SecondaryText>
    </Tooltip>
  );
}

/** The date with its weekday, seconds and time zone. */
export function FullDate({ value }: { value: string }) {
  const language = useLanguage();
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(date);
}
