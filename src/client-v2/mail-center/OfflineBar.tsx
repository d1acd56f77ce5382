import { Alert } from 'antd';
import { LinkStyleButton } from '../components/shared/LinkStyleButton';
import { useT } from '../locale';
import { useOnline } from '../offline/connection';
import { useWaitingChanges } from '../offline/useWaitingChanges';

/** Shows that the browser is offline before anyone finds out by clicking, and how many changes are waiting. */
export function OfflineBar() {
  const t = useT();
  const online = useOnline();
  const { count, undoLast } = useWaitingChanges();
  if (online && count === 0) return null;
  const state = online
    ? t('You are online again.')
    : t('You are offline. What you have opened stays readable.');
  const waiting = online
    ? t('{{count}} changes are waiting for the server', { count })
    : t('{{count}} changes wait until you are online', { count });
  return (
    <Alert
      banner
      type="warning"
      message={
        count === 0 ? (
          state
        ) : (
          <>
            {state} {waiting}{' '}
            {/* Within the text, because beside it the text would have half of a phone's width. */}
            <LinkStyleButton
              size="small"
              style={{ height: 'auto', padding: 0 }}
              onClick={undoLast}
              data-testid="mail-offline-undo"
            >
              {t('Undo the last one')}
            </LinkStyleButton>
          </>
        )
      }
      data-testid="mail-offline"
    />
  );
}
