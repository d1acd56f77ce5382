import { CopyOutlined } from '@ant-design/icons';
import { useHost } from '../../host/context';
import { Button, Flex, Input, Typography } from 'antd';
import { useT } from '../../locale';
import { useCopy } from '../../useCopy';
import { adminRequestLink } from './admin-request';
import { lastAttempt } from './last-attempt';
import { useProviders } from './useProviders';

/** Says who can help if Microsoft requires an administrator's consent, with a text to send to that person. */
export function AdminConsentHelp() {
  const t = useT();
  const copy = useCopy();
  const { app } = useHost();
  const link = adminRequestLink(useProviders(), lastAttempt()?.provider);
  if (!link) return null;
  const address = new URL(app.getPublicPath(), window.location.origin).href;
  const text = t('connect.adminRequest', { app: address, link });
  return (
    <Flex vertical align="start" gap="small" data-testid="mail-admin-request">
      <Typography.Text>
        {t(
          'An administrator of your Microsoft 365 organization can allow it for everybody: a Global Administrator, Privileged Role Administrator or Cloud Application Administrator. Send this to one of them:',
        )}
      </Typography.Text>
      <Input.TextArea
        readOnly
        value={text}
        autoSize={{ minRows: 4, maxRows: 8 }}
        aria-label={t('Text for your administrator')}
        style={{ maxWidth: 640 }}
      />
      <Button icon={<CopyOutlined />} onClick={() => void copy(text)}>
        {t('Copy text')}
      </Button>
    </Flex>
  );
}
