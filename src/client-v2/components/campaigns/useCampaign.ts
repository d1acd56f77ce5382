import { useCallback, useEffect, useState } from 'react';
import type { CampaignView, Id } from '../../../common';
import { useAnswers } from '../../answers';
import { MailApiError, useMailApi } from '../../api';
import { useMailChanges } from '../../live';

export interface LoadedCampaign {
  /** Undefined until loaded. */
  campaign: CampaignView | undefined;
  failure: unknown;
  reload(): void;
  /** Takes what a call has answered. */
  put(campaign: CampaignView): void;
}

const isGone = (failure: unknown): boolean => failure instanceof MailApiError && failure.code === 'not-found';

/** Loads a bulk email, and again after each change. */
export function useCampaign(id: Id): LoadedCampaign {
  const api = useMailApi();
  const answers = useAnswers(id);
  const [state, setState] = useState<{ campaign?: CampaignView; failure?: unknown }>({});
  const reload = useCallback(
    () =>
      void answers.take(
        () => api.campaign(id),
        (campaign) => setState({ campaign }),
        // One that was deleted elsewhere is gone from here, too. Otherwise, what is shown stays.
        { fail: (failure) => setState((old) => (isGone(failure) ? { failure } : { ...old, failure })) },
      ),
    [answers, api, id],
  );
  useEffect(reload, [reload]);
  useMailChanges({ what: ['campaigns'] }, reload);
  const put = useCallback(
    (campaign: CampaignView) => {
      // What was asked for before is older.
      answers.drop();
      setState({ campaign });
    },
    [answers],
  );
  return { campaign: state.campaign, failure: state.failure, reload, put };
}
