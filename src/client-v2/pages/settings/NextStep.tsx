import { Alert, Button, Flex } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { ProviderSettingsView } from '../../../common';
import { useT } from '../../locale';
import { MAIL_PATH } from '../../paths';

/** What to do next, once everything is saved and right. */
export function NextStep({ view }: { view: ProviderSettingsView }) {
  const t = useT();
  const navigate = useNavigate();
  if (!view.enabled)
    return <Alert type="warning" showIcon message={t('The settings are kept, but switched off.')} />;
  return (
    <Alert
      type="success"
      showIcon
      message={
        <Flex wrap align="center" gap="small">
          <div style={{ flex: '1 1 160px' }}>
            {t(
              'Everybody who may use NocoBase can now connect an Outlook mailbox. Connect yours to see that it works.',
            )}
          </div>
          <Button type="primary" onClick={() => navigate(MAIL_PATH)}>
            {t('Connect a mailbox')}
          </Button>
        </Flex>
      }
    />
  );
}
