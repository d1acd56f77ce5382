import { Tooltip } from 'antd';
import { useLanguage } from '../../components/useLanguage';
import { useDateFormat } from '../../date-format';
import { timeAgo } from './times';

/** How long ago; pointed at, exactly when. */
export function TimeAgo({ iso }: { iso: string }) {
  const language = useLanguage();
  const format = useDateFormat();
  return (
    <Tooltip title={format.full(iso)}>
      <time dateTime={iso}>{timeAgo(iso, language)}</time>
    </Tooltip>
  );
}
