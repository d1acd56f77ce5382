import { Alert, Button, Flex, theme } from 'antd';
import type { ProviderSettingsView } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';
import { useOutcome } from '../../outcome';
import { useGrantedText } from './ConsentPanel';
import { isSetUp } from './settings-form';

/** Days before the secret expires at which people are warned. */
const WARN_DAYS = 30;

export interface SettingsNoticesProps {
  view: ProviderSettingsView;
  /** Leads to the field for a new secret. */
  onReplaceSecret(): void;
}

/** What an administrator has to know before anything else on the page. */
export function SettingsNotices({ view, onReplaceSecret }: SettingsNoticesProps) {
  const t = useT();
  const { token } = theme.useToken();
  const off = !view.enabled && isSetUp(view);
  return (
    <Flex vertical gap={token.margin}>
      <ConsentNotice view={view} />
      <ExpiryNotice view={view} onReplaceSecret={onReplaceSecret} />
      {off && (
        <Alert
          type="warning"
          showIcon
          message={t('Switched off: nobody can connect a mailbox, and no mail is fetched.')}
        />
      )}
    </Flex>
  );
}

/** The outcome of the consent that the user has just come back from. */
function ConsentNotice({ view }: { view: ProviderSettingsView }) {
  const t = useT();
  const reason = useReason();
  const granted = useGrantedText(view);
  const { outcome: result, dismiss } = useOutcome();
  if (!result) return null;
  return (
    <Alert
      type={result.error === null ? 'success' : 'error'}
      showIcon
      closable
      onClose={dismiss}
      message={result.error === null ? t('Admin consent is granted') : t('Admin consent was not granted')}
      description={result.error === null ? granted : reason(result.error)}
      data-testid="mail-consent-result"
    />
  );
}

function ExpiryNotice({ view: { secretExpiry }, onReplaceSecret }: SettingsNoticesProps) {
  const t = useT();
  const { day } = useDateFormat();
  if (!secretExpiry || secretExpiry.daysLeft >= WARN_DAYS) return null;
  const { daysLeft, expiresOn } = secretExpiry;
  const date = day(`${expiresOn}T00:00`);
  const expired = daysLeft < 0;
  const message = expired
    ? t('The client secret expired on {{date}}: no mailbox is synced any more.', { date })
    : daysLeft === 0
      ? t('The client secret expires today.')
      : daysLeft === 1
        ? t('The client secret expires tomorrow.')
        : t('The client secret expires in {{count}} days, on {{date}}.', { count: daysLeft, date });
  return (
    <Alert
      type={expired ? 'error' : 'warning'}
      showIcon
      message={message}
      description={
        // Below the text, because there is no room next to it on a phone.
        <Flex vertical align="start" gap="small">
          {t('Create a new one at Microsoft and enter it here. Nobody has to connect again.')}
          <Button onClick={onReplaceSecret}>{t('Replace the secret')}</Button>
        </Flex>
      }
      data-testid="mail-secret-expiry"
    />
  );
}
