import { Alert, Flex, Spin, theme } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecipientSource } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { RetryAlert } from '../shared/RetryAlert';
import { openCampaign } from './campaign-store';
import { newCampaign } from './new-campaign';

/** Creates a draft to these people, and opens it in its place. */
export function NewCampaign({ recipients }: { recipients: RecipientSource }) {
  const t = useT();
  const api = useMailApi();
  const { token } = theme.useToken();
  const answers = useAnswers(recipients);
  const [state, setState] = useState<'creating' | 'noMailbox' | { failure: unknown }>('creating');
  const begun = useRef<RecipientSource>();
  const create = useCallback(() => {
    setState('creating');
    void answers.take(
      () => newCampaign(api, recipients),
      (campaign) => (campaign ? openCampaign({ id: campaign.id }) : setState('noMailbox')),
      { fail: (failure) => setState({ failure }) },
    );
  }, [answers, api, recipients]);
  useEffect(() => {
    // Once, whatever else changes: each attempt stores a draft.
    if (begun.current === recipients) return;
    begun.current = recipients;
    create();
  }, [create, recipients]);
  if (state === 'noMailbox')
    return <Alert showIcon type="info" message={t('Connect a mailbox first; then you can write from it.')} />;
  if (state !== 'creating') return <RetryAlert error={state.failure} onRetry={create} />;
  return (
    <Flex vertical align="center" gap={token.margin} style={{ padding: token.paddingXL }} role="status">
      <Spin />
      {t('Adding the recipients…')}
    </Flex>
  );
}
