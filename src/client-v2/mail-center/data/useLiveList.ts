import { useCallback, useEffect, useState } from 'react';
import type { ChangeHint } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailChanges } from '../../live';

export interface LiveList<T> {
  list: T[];
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
}

/** Loads a list, and uses hints to keep it up to date. `read` must stay the same between renders. */
export function useLiveList<T>(read: () => Promise<T[]>, what: ChangeHint['what']): LiveList<T> {
  const [state, setState] = useState<Omit<LiveList<T>, 'reload'>>({
    ...{ list: [], loading: true, failure: undefined },
  });
  const answers = useAnswers(read);
  const reload = useCallback(
    () =>
      answers.take(read, (list) => setState({ list, loading: false, failure: undefined }), {
        fail: (failure) => setState((current) => ({ ...current, loading: false, failure })),
      }),
    [answers, read],
  );
  useEffect(() => void reload(), [reload]);
  useMailChanges({ what }, () => void reload());
  return { ...state, reload };
}
