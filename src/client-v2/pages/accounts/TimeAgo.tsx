import { Tooltip } from 'antd';
import { useLanguage } from '../../components/shared/useLanguage';
import { useDateFormat } from '../../date-format';
import { timeAgo } from './times';

/** How long ago something was. A tooltip shows the exact time. */
export function TimeAgo({ iso }: { iso: string }) {
  const language = useLanguage();
  const format = useDateFormat();
  return (
    <Tooltip title={format.full(iso)}>
      <time dateTime={iso}>{timeAgo(iso, language)}</time>
    </Tooltip>
  );
}
