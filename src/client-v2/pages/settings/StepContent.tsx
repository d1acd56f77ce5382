import { css } from '@emotion/css';
import { ExportOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { ProviderSettingsView } from '../../../common';
import { useT } from '../../locale';
import { CopyValues } from './CopyValue';
import { portalLink, type FilledStep } from './guide';
import type { SettingValues } from './settings-form';

export interface StepContentProps {
  view: ProviderSettingsView;
  step: FilledStep;
  values: SettingValues;
  /** The fields, beside what is said about them. */
  children?: ReactNode;
  /** Below the text. */
  more?: ReactNode;
}

/** What is to be done at the provider, and beside it the fields for what comes of it. */
export function StepContent({ view, step: filled, values, children, more }: StepContentProps) {
  const t = useT();
  const { step } = filled;
  const { token } = theme.useToken();
  const columns = css`
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    gap: ${token.marginLG}px ${token.marginXL}px;
    & > * {
      max-width: 560px;
      min-width: 0;
    }
    & .ant-form-item:last-child {
      margin-bottom: ${token.marginXS}px;
    }
  `;
  return (
    <div className={columns}>
      <Flex vertical gap="middle" align="start">
        <Typography.Text style={{ whiteSpace: 'pre-line' }}>{t(step.text)}</Typography.Text>
        {step.copy && (
          <div style={{ alignSelf: 'stretch' }}>
            <CopyValues copy={step.copy} redirectUri={view.redirectUri} />
          </div>
        )}
        <StepLink view={view} step={filled} values={values} />
        {more}
      </Flex>
      {children && <div>{children}</div>}
    </div>
  );
}

/** Into the admin pages of the cloud that is chosen in the form right now. */
function StepLink({ view, step, values }: Pick<StepContentProps, 'view' | 'step' | 'values'>) {
  const t = useT();
  const link = portalLink(view.guide, step.step, values);
  if (!link) return null;
  return (
    <Flex vertical align="start" gap="small">
      <Button
        href={link.url ?? undefined}
        disabled={link.url === null}
        target="_blank"
        rel="noopener noreferrer"
        icon={<ExportOutlined />}
      >
        {t(link.label)}
      </Button>
      {link.url === null && (
        <Typography.Text type="secondary">
          {t('Fill in the client ID, and this button leads straight to the page.')}
        </Typography.Text>
      )}
    </Flex>
  );
}
