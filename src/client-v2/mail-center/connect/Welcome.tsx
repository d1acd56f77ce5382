import { LockOutlined, MailTwoTone, SettingOutlined, SyncOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Flex, Skeleton, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { SETTINGS_PATH } from '../../paths';
import { ConnectButtons } from './ConnectButton';
import { readyProviders, useMayConfigure, useProviders } from './useProviders';

/** What people without an account see: how to connect one, or why that isn't possible yet. */
export function Welcome() {
  const providers = useProviders();
  const ready = readyProviders(providers);
  const mayConfigure = useMayConfigure(ready.length === 0 ? providers?.[0]?.name : undefined);
  if (!providers) return <Skeleton active style={{ maxWidth: 440, margin: '15vh auto 0' }} />;
  if (ready.length === 0) return <NotSetUp mayConfigure={mayConfigure} />;
  return (
    <Invitation>
      <ConnectButtons providers={ready} type="primary" size="large" />
    </Invitation>
  );
}

function Invitation({ children }: { children: ReactNode }) {
  const t = useT();
  const points = [
    {
      icon: <SyncOutlined />,
      text: t('Read, answer and send here; everything stays in step with your mailbox.'),
    },
    { icon: <UserOutlined />, text: t('Only you see your mail, whoever else uses this system.') },
    { icon: <LockOutlined />, text: t('You sign in at your mail provider; your password never comes here.') },
  ];
  return (
    <Centered
      title={t('Your mail, right here')}
      text={t('Connect your mailbox to work with your mail beside your data.')}
    >
      {children}
      <Flex vertical gap="small" style={{ textAlign: 'start' }}>
        {points.map(({ icon, text }) => (
          <Flex key={text} gap="small">
            <SecondaryText>{icon}</SecondaryText>
            <SecondaryText>{text}</SecondaryText>
          </Flex>
        ))}
      </Flex>
    </Centered>
  );
}

function NotSetUp({ mayConfigure }: { mayConfigure: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Centered
      title={t('Mail is not set up yet')}
      text={
        mayConfigure
          ? t(
              'Before mailboxes can be connected, the connection to Microsoft has to be set up once. It takes a few minutes.',
            )
          : t(
              'An administrator has to set up the connection to Microsoft first. Then you can connect your mailbox here.',
            )
      }
    >
      {mayConfigure && (
        <Button
          type="primary"
          size="large"
          icon={<SettingOutlined />}
          onClick={() => navigate(SETTINGS_PATH)}
        >
          {t('Set up Microsoft')}
        </Button>
      )}
    </Centered>
  );
}

function Centered({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      gap="large"
      style={{
        flex: 1,
        padding: token.paddingXL,
        paddingBottom: '12vh',
        textAlign: 'center',
        overflow: 'auto',
      }}
      data-testid="mail-welcome"
    >
      <MailTwoTone twoToneColor={token.colorPrimary} style={{ fontSize: 56 }} />
      <div style={{ maxWidth: 440 }}>
        <Typography.Title level={3} style={{ marginTop: 0 }}>
          {title}
        </Typography.Title>
        <SecondaryText>{text}</SecondaryText>
      </div>
      {children}
    </Flex>
  );
}
