import { Alert, Button, Card, Result, Skeleton, theme } from 'antd';
import { css } from '@emotion/css';
import { useCallback, useEffect, useState } from 'react';
import type { ProviderSettingsView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { RegistrationGuide } from './RegistrationGuide';
import { SettingsForm } from './SettingsForm';
import { SavedNotice } from './SavedNotice';

/** Settings of one provider: what to do at the provider, and the form for what came of it. */
export function ProviderSettingsPage({ provider }: { provider: string }) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const [view, setView] = useState<ProviderSettingsView>();
  const [failure, setFailure] = useState<unknown>();
  const [saved, setSaved] = useState(false);

  const load = useCallback(() => {
    setFailure(undefined);
    api.providerSettings(provider).then(setView, setFailure);
  }, [api, provider]);
  useEffect(load, [load]);

  if (failure) {
    const retry = <Button onClick={load}>{t('Try again')}</Button>;
    return (
      <Result
        status="warning"
        title={t('The settings could not be loaded')}
        subTitle={errorText(failure)}
        extra={retry}
      />
    );
  }
  if (!view)
    return (
      <Card variant="borderless">
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    );

  const isNew = Object.keys(view.savedSecrets).length === 0;
  const layout = css`
    & > .first {
      order: -1;
    }
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: ${token.marginLG}px;
    align-items: start;
    @media (min-width: ${token.screenXL}px) {
      grid-template-columns: minmax(0, 640px) minmax(320px, 480px);
      & > .first {
        order: 0;
      }
    }
  `;
  return (
    <div className={layout} data-testid="mail-settings">
      <Card variant="borderless" title={t('Connection to {{provider}}', { provider: view.title })}>
        {!view.enabled && !saved && Object.keys(view.savedSecrets).length > 0 && (
          <Alert
            type="warning"
            showIcon
            message={t('Switched off: nobody can connect a mailbox, and no mail is fetched.')}
            style={{ marginBottom: token.marginLG }}
          />
        )}
        <SettingsForm
          view={view}
          onSaved={(next) => {
            setView(next);
            setSaved(true);
          }}
          onEdit={() => setSaved(false)}
          notice={saved && <SavedNotice enabled={view.enabled} />}
        />
      </Card>
      {/* Above the form where there is one column and nothing is set up yet; beside it where there are two. */}
      <Card variant="borderless" title={t('First, at Microsoft')} className={isNew ? 'first' : undefined}>
        <RegistrationGuide view={view} />
      </Card>
    </div>
  );
}
