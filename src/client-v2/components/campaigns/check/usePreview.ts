import { useEffect, useState } from 'react';
import type { CampaignPreview, Id } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi } from '../../../api';

/** Loads a bulk email as a recipient will get it. What is there stays until the next one is loaded. */
export function usePreview(
  id: Id,
  recipientId: Id | undefined,
): { preview: CampaignPreview | undefined; failure: unknown; retry(): void } {
  const api = useMailApi();
  const answers = useAnswers(id);
  const [state, setState] = useState<{ preview?: CampaignPreview; failure?: unknown }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (recipientId === undefined) return;
    void answers.take(
      () => api.previewCampaign(id, recipientId),
      (preview) => setState({ preview }),
      { fail: (failure) => setState({ failure }) },
    );
  }, [answers, api, attempt, id, recipientId]);
  return { preview: state.preview, failure: state.failure, retry: () => setAttempt((count) => count + 1) };
}
