import { useEffect, useState } from 'react';
import type { OwnCompanySignature } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useT } from '../../locale';

/** Says what the company's signature means for one's own; nothing if there is none. */
export function CompanySignatureNote() {
  const t = useT();
  const api = useMailApi();
  const answers = useAnswers(api);
  const [company, setCompany] = useState<OwnCompanySignature>();
  useEffect(() => {
    // Without an answer, there is nothing to say; the composer reports it.
    void answers.take(() => api.ownCompanySignature(), setCompany, { fail: () => undefined });
  }, [answers, api]);
  if (!company?.html) return null;
  return (
    <div data-testid="mail-company-signature-note">
      {company.place === 'below'
        ? t('The company signature is added below it.')
        : t('The company signature is used instead of it.')}
    </div>
  );
}
