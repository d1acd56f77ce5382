import { useLanguage } from '../../components/shared/useLanguage';
import { Alert } from 'antd';
import type { SyncFolder } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { folderName } from '../folders/roles';
import { dayText } from './PeriodChoice';

/** Names listed in a sentence. The others are only counted. */
const MOST_NAMES = 5;

interface Props {
  /** The later first day, YYYY-MM-DD; null if it doesn't remove any messages. */
  day: string | null;
  dropped: readonly SyncFolder[];
}

/** What will be removed from here on saving. */
export function Consequences({ day, dropped }: Props) {
  const t = useT();
  const format = useDateFormat();
  const language = useLanguage();
  if (day === null && dropped.length === 0) return null;
  const names = dropped.slice(0, MOST_NAMES).map((folder) => folderName(folder, t));
  const rest = dropped.length - names.length;
  if (rest > 0) names.push(t('{{count}} more', { count: rest }));
  const folders = new Intl.ListFormat(language).format(names);
  return (
    <Alert
      showIcon
      type="warning"
      role="status"
      style={{ overflowWrap: 'anywhere' }}
      data-testid="mail-sync-consequences"
      message={
        <>
          {day !== null && (
            <div>
              {t('Mails older than {{date}} are removed from here; they stay on the server.', {
                date: dayText(day, format),
              })}
            </div>
          )}
          {dropped.length > 0 && (
            <div>
              {t('The mails of these folders are removed from here; they stay on the server: {{folders}}', {
                folders,
              })}
            </div>
          )}
        </>
      }
    />
  );
}
