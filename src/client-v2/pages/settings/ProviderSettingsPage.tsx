import { Button, Card, Result, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { ProviderSettingsView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { SettingsForm } from './SettingsForm';

/** Settings of one provider, once they are read. */
export function ProviderSettingsPage({ provider }: { provider: string }) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const [view, setView] = useState<ProviderSettingsView>();
  const [failure, setFailure] = useState<unknown>();

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
  return (
    <div data-testid="mail-settings">
      <SettingsForm view={view} onSaved={setView} />
    </div>
  );
}
