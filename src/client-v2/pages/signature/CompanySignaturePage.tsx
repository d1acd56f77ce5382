import { Button, Card, Result, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { CompanySignature } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { CompanySignatureForm } from './CompanySignatureForm';

/** The tab "Company signature" of the plugin's settings. */
export default function CompanySignaturePage() {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const [stored, setStored] = useState<CompanySignature>();
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers(api);
  const load = useCallback(() => {
    setFailure(undefined);
    void answers.take(() => api.companySignature(), setStored, { fail: setFailure });
  }, [answers, api]);
  useEffect(load, [load]);

  if (failure)
    return (
      <Result
        status="warning"
        title={t('The settings could not be loaded')}
        subTitle={<SecondaryText>{errorText(failure)}</SecondaryText>}
        extra={<Button onClick={load}>{t('Try again')}</Button>}
      />
    );
  if (!stored)
    return (
      <Card variant="borderless">
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    );
  return (
    <div data-testid="mail-company-signature">
      <CompanySignatureForm stored={stored} onSaved={setStored} />
    </div>
  );
}
