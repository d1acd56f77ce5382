import { Alert, Divider, Flex, Modal, Switch, theme } from 'antd';
import { useState } from 'react';
import type { AccountView, FolderView, NotificationChoices as Choices } from '../../../common';
import { useT } from '../../locale';
import { NotificationChoices } from './NotificationChoices';
import { SettingLine } from './SettingLine';
import { notificationSupport, type Support } from './support';
import { useNotificationSettings } from './useNotificationSettings';
import { usePreferences } from './usePreferences';

export interface NotificationsDialogProps {
  accounts: AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  onClose(): void;
}

/**
 * Lets users choose how they're told about new mail: in this browser, and in the host's notifications. Each choice
 * takes effect immediately, because each is easy to change back.
 */
export function NotificationsDialog({ accounts, folders, onClose }: NotificationsDialogProps) {
  const t = useT();
  const { token } = theme.useToken();
  const [settings, setSettings] = useNotificationSettings();
  const { preferences, save } = usePreferences();
  const [support, setSupport] = useState(notificationSupport);
  const on = settings.on && support === 'granted';
  const inApp = preferences?.inAppAvailable === true && preferences.inApp;

  const turn = async (wanted: boolean) => {
    if (wanted && support === 'ask') await Notification.requestPermission();
    const now = notificationSupport();
    setSupport(now);
    setSettings({ ...settings, on: wanted && now === 'granted' });
  };
  const change = (changed: Partial<Choices>) => {
    const next = { ...settings, ...changed };
    setSettings(next);
    save(next, preferences?.inApp ?? false);
  };
  const problem = useProblem(support);

  return (
    <Modal open title={t('Notifications')} footer={null} onCancel={onClose} width={460}>
      <Flex vertical gap={token.margin} style={{ paddingBlock: token.paddingXS }}>
        <SettingLine
          label={t('Show new mail on the desktop')}
          hint={t('In this browser, while NocoBase is open in one of its tabs.')}
        >
          <Switch
            checked={on}
            disabled={support === 'insecure' || support === 'missing'}
            onChange={(wanted) => void turn(wanted)}
            aria-label={t('Show new mail on the desktop')}
            data-testid="mail-notify"
          />
        </SettingLine>
        {problem && <Alert type="info" showIcon message={problem} />}
        {preferences?.inAppAvailable && (
          <SettingLine
            label={t('Also as NocoBase in-app message')}
            hint={t('Says how many messages have arrived, at most once a minute, even without an open tab.')}
          >
            <Switch
              checked={inApp}
              onChange={(wanted) => save(settings, wanted)}
              aria-label={t('Also as NocoBase in-app message')}
              data-testid="mail-notify-in-app"
            />
          </SettingLine>
        )}
        <Divider style={{ margin: 0 }} />
        <NotificationChoices
          accounts={accounts}
          folders={folders}
          choices={settings}
          disabled={!on && !inApp}
          onChange={change}
        />
      </Flex>
    </Modal>
  );
}

/** What prevents notifications, and what to do about it. */
function useProblem(support: Support): string | null {
  const t = useT();
  return {
    granted: null,
    ask: null,
    denied: t(
      'Your browser blocks notifications of this site. Allow them in its settings for this site, then turn this on.',
    ),
    insecure: t('Browsers show notifications only for pages that are opened over HTTPS.'),
    missing: t('This browser cannot show notifications.'),
  }[support];
}
