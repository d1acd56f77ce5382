import { Button, Card, Result, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { ProviderSettingsView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { SettingsForm } from './SettingsForm';

/** A provider's settings, once they are loaded. */
export function ProviderSettingsPage({ provider }: { provider: string }) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const [view, setView] = useState<ProviderSettingsView>();
  const [failure, setFailure] = useState<unknown>();

  const answers = useAnswers(provider);
  const load = useCallback(() => {
    setFailure(undefined);
    void answers.take(() => api.providerSettings(provider), setView, { fail: setFailure });
  }, [answers, api, provider]);
  useEffect(load, [load]);

  if (failure) {
    const retry = <Button onClick={load}>{t('Try again')}</Button>;
    return (
      <Result
        status="warning"
        title={t('The settings could not be loaded')}
        subTitle={<SecondaryText>{errorText(failure)}</SecondaryText>}
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
