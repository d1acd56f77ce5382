import { useCallback, useEffect, useState } from 'react';
import type { FollowUpView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

export interface FollowUps {
  list: FollowUpView[];
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
}

/** Loads the messages that nobody has answered in time, and uses hints to keep them up to date. */
export function useFollowUps(): FollowUps {
  const api = useMailApi();
  const [state, setState] = useState<Omit<FollowUps, 'reload'>>({
    ...{ list: [], loading: true, failure: undefined },
  });
  const answers = useAnswers(api);
  const reload = useCallback(
    () =>
      answers.take(
        () => api.followUps(),
        (list) => setState({ list, loading: false, failure: undefined }),
        { fail: (failure) => setState((current) => ({ ...current, loading: false, failure })) },
      ),
    [answers, api],
  );
  useEffect(() => void reload(), [reload]);
  // A new message may be the answer.
  useMailChanges({ what: ['todos', 'messages', 'account'] }, () => void reload());
  return { ...state, reload };
}
