import { Button, Flex, Input, Space, theme, Typography } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { App } from 'antd';
import type { ProviderSettingsView } from '../../../common';
import { useT } from '../../locale';

/** Delegated permissions of the registration (Microsoft: "Authenticate an IMAP, POP or SMTP connection using OAuth"). */
const PERMISSIONS = ['IMAP.AccessAsUser.All', 'SMTP.Send', 'offline_access', 'openid', 'email', 'profile'];
const ENTRA = 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade';

/** What an admin has to do at Microsoft before the form can be filled in. */
export function RegistrationGuide({ view }: { view: ProviderSettingsView }) {
  const t = useT();
  const { token } = theme.useToken();
  const steps = [
    <>
      {t(
        'In the Microsoft Entra admin center, add an app registration. “Single tenant” is the right choice for one company.',
      )}{' '}
      <Typography.Link href={ENTRA} target="_blank" rel="noopener noreferrer">
        {t('Open app registrations')}
      </Typography.Link>
    </>,
    <>
      {t('Add the platform “Web” with this redirect URI:')}
      <RedirectUri value={view.redirectUri} />
    </>,
    <>
      {t('Under “API permissions”, add these delegated permissions of Microsoft Graph:')}
      <Flex wrap gap={token.sizeXXS} style={{ marginTop: token.marginXS }}>
        {PERMISSIONS.map((name) => (
          <Typography.Text code key={name} style={{ fontSize: token.fontSizeSM }}>
            {name}
          </Typography.Text>
        ))}
      </Flex>
    </>,
    <>
      {t(
        'Grant admin consent there. Since the end of 2025 Microsoft no longer lets users of most companies agree to IMAP themselves.',
      )}{' '}
      {view.adminConsentUrl && (
        <Typography.Link href={view.adminConsentUrl} target="_blank" rel="noopener noreferrer">
          {t('Grant admin consent')}
        </Typography.Link>
      )}
    </>,
    t(
      'Under “Certificates & secrets”, create a client secret and copy its value, not its ID. Microsoft shows it only once.',
    ),
  ];
  return (
    <ol style={{ margin: 0, paddingInlineStart: token.paddingLG, color: token.colorTextSecondary }}>
      {steps.map((step, index) => (
        <li key={index} style={{ marginBottom: token.marginSM, paddingInlineStart: token.paddingXXS }}>
          {step}
        </li>
      ))}
    </ol>
  );
}

/** The exact URI to register, to be copied: a single other character makes Microsoft refuse (AADSTS50011). */
function RedirectUri({ value }: { value: string }) {
  const t = useT();
  const { message } = App.useApp();
  const { token } = theme.useToken();
  const copy = async () => {
    await copyText(value);
    message.success(t('Copied'));
  };
  return (
    <Space.Compact style={{ width: '100%', marginTop: token.marginXS }}>
      <Input
        readOnly
        value={value}
        aria-label={t('Redirect URI')}
        data-testid="redirect-uri"
        onFocus={(event) => event.target.select()}
      />
      <Button icon={<CopyOutlined />} onClick={copy}>
        {t('Copy')}
      </Button>
    </Space.Compact>
  );
}

/** `navigator.clipboard` exists in secure contexts alone; a NocoBase inside a company may be on plain HTTP. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
