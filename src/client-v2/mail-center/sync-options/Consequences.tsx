import { useFlowContext } from '@nocobase/flow-engine';
import { Alert } from 'antd';
import type { SyncFolder } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { folderName } from '../folders/roles';
import { dayText } from './PeriodChoice';

/** Names that a sentence holds; the rest is a number. */
const MOST_NAMES = 5;

interface Props {
  /** The later first day, YYYY-MM-DD; null where no mails go for it. */
  day: string | null;
  dropped: readonly SyncFolder[];
}

/** What goes from here when this is saved. */
export function Consequences({ day, dropped }: Props) {
  const t = useT();
  const format = useDateFormat();
  const { language } = useFlowContext().i18n;
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
