import { css } from '@emotion/css';
import { ExportOutlined } from '@ant-design/icons';
import { Button, Collapse, Flex, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { GuideStep, ProviderSettingsView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { CopyValues } from './CopyValue';
import { portalLink, type FilledStep } from './guide';
import type { SettingValues } from './settings-form';

export interface StepContentProps {
  view: ProviderSettingsView;
  step: FilledStep;
  values: SettingValues;
  /** The fields, shown next to the instructions. */
  children?: ReactNode;
  /** Shown below the text. */
  more?: ReactNode;
}

/** What to do at the provider and, next to it, the fields for the results. */
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
        {step.help && <StepHelp help={step.help} />}
        {more}
      </Flex>
      {children && <div>{children}</div>}
    </div>
  );
}

/** Folded, because most people already have what it is about. */
function StepHelp({ help: { title, text, links } }: { help: NonNullable<GuideStep['help']> }) {
  const t = useT();
  const { token } = theme.useToken();
  const content = (
    <Flex vertical gap="small" align="start">
      <Typography.Text style={{ whiteSpace: 'pre-line' }}>{t(text)}</Typography.Text>
      {links.map(({ label, url }) => (
        <Typography.Link
          key={url}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          style={{ color: token['blue-7'] }}
        >
          {t(label)} <ExportOutlined />
        </Typography.Link>
      ))}
    </Flex>
  );
  return (
    <Collapse
      ghost
      size="small"
      // Aligns it with the text above.
      style={{ alignSelf: 'stretch', marginInline: -token.paddingSM }}
      items={[{ key: title, label: t(title), children: content }]}
    />
  );
}

/** Leads to the admin pages of the cloud currently chosen in the form. */
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
        <SecondaryText>
          {t('Fill in the client ID, and this button leads straight to the page.')}
        </SecondaryText>
      )}
    </Flex>
  );
}
