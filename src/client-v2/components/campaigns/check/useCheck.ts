import { useCallback, useEffect, useState } from 'react';
import type { CampaignCheck, Id } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi } from '../../../api';

export interface Check {
  /** Undefined until the server has checked what is stored. */
  check: CampaignCheck | undefined;
  failure: unknown;
  retry(): void;
}

/** Has the server check a bulk email. `flush` stores what is written, and must stay the same between renders. */
export function useCheck(id: Id, flush: () => Promise<boolean>): Check {
  const api = useMailApi();
  const answers = useAnswers(id);
  const [state, setState] = useState<Pick<Check, 'check' | 'failure'>>({
    ...{ check: undefined, failure: undefined },
  });
  const retry = useCallback(() => {
    setState({ check: undefined, failure: undefined });
    const read = async () => {
      // Why it couldn't be stored is said below the steps.
      await flush();
      return api.checkCampaign(id);
    };
    void answers.take(read, (check) => setState({ check, failure: undefined }), {
      fail: (failure) => setState({ check: undefined, failure }),
    });
  }, [answers, api, flush, id]);
  useEffect(retry, [retry]);
  return { ...state, retry };
}
