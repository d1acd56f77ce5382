import { CheckCircleFilled, CopyOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { ProviderSettingsView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { useCopy } from '../../useCopy';
import { isSetUp } from './settings-form';
import { useConsent } from './useConsent';

/** The consent for the whole organization: whether it was granted, who can grant it, and buttons to do so. */
export function ConsentPanel({ view, changed }: { view: ProviderSettingsView; changed: boolean }) {
  const t = useT();
  const copy = useCopy();
  const { token } = theme.useToken();
  const { consent, leaving } = useConsent(view.name);
  const granted = useGrantedText(view);
  const link = view.adminConsentUrl;
  const hint =
    changed || !isSetUp(view)
      ? t('Fill in all steps and save first: the link depends on the client ID and the tenant.')
      : !link && t('Owners of personal accounts agree for themselves; nobody has to do it for all.');
  return (
    <Flex vertical align="start" gap="small" data-testid="mail-consent">
      {granted && (
        <Typography.Text>
          <CheckCircleFilled style={{ color: token.colorSuccess, marginInlineEnd: token.marginXS }} />
          {granted}
        </Typography.Text>
      )}
      <Flex wrap gap="small">
        <Button
          type={granted ? 'default' : 'primary'}
          icon={<SafetyCertificateOutlined />}
          loading={leaving}
          disabled={!link || changed}
          onClick={consent}
        >
          {granted ? t('Grant admin consent again') : t('Grant admin consent')}
        </Button>
        <Button icon={<CopyOutlined />} disabled={!link || changed} onClick={() => link && void copy(link)}>
          {t('Copy the link for another administrator')}
        </Button>
      </Flex>
      {hint && <SecondaryText>{hint}</SecondaryText>}
    </Flex>
  );
}

/** Returns "Granted on 3 March 2026 for tenant contoso.com"; undefined if no consent was returned to us. */
export function useGrantedText({ consent }: ProviderSettingsView): string | undefined {
  const t = useT();
  const { day } = useDateFormat();
  if (!consent) return undefined;
  return t('Granted on {{date}} for tenant {{tenant}}', {
    date: day(consent.grantedAt),
    tenant: consent.tenant,
  });
}
