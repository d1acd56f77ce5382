import { SettingOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useT } from '../locale';
import { ConnectButtons } from '../mail-center/connect/ConnectButton';
import { readyProviders, useMayConfigure, useProviders } from '../mail-center/connect/useProviders';
import { SETTINGS_PATH } from '../paths';
import { BlockNote } from './BlockNote';

/** What people without a mailbox see in a block: how to connect one, or why that isn't possible yet. */
export function ConnectHint() {
  const t = useT();
  const navigate = useNavigate();
  const providers = useProviders();
  const ready = readyProviders(providers);
  const mayConfigure = useMayConfigure(ready.length === 0 ? providers?.[0]?.name : undefined);
  if (!providers) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (ready.length > 0)
    return (
      <BlockNote
        title={t('Connect your mailbox to see your emails here')}
        text={t('Only you see your mail, whoever else uses this system.')}
      >
        <ConnectButtons providers={ready} type="primary" />
      </BlockNote>
    );
  return (
    <BlockNote
      title={t('Mail is not set up yet')}
      text={t(
        mayConfigure
          ? 'Before mailboxes can be connected, the connection to Microsoft has to be set up once. It takes a few minutes.'
          : 'An administrator has to set up the connection to Microsoft first. Then you can connect your mailbox here.',
      )}
    >
      {mayConfigure && (
        <Button type="primary" icon={<SettingOutlined />} onClick={() => navigate(SETTINGS_PATH)}>
          {t('Set up Microsoft')}
        </Button>
      )}
    </BlockNote>
  );
}
