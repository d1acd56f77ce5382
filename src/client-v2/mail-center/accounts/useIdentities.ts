import { useCallback, useEffect, useState } from 'react';
import type { Id, IdentityView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

export interface Identities {
  /** Undefined until loaded. */
  list: IdentityView[] | undefined;
  failure: unknown;
  reload(): Promise<void>;
}

/** Loads an account's identities. */
export function useIdentities(accountId: Id): Identities {
  const api = useMailApi();
  const [list, setList] = useState<IdentityView[]>();
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers(accountId);
  const reload = useCallback(
    () =>
      answers.take(
        () => api.identities(),
        (all) => {
          setList(all.filter((identity) => String(identity.accountId) === String(accountId)));
          setFailure(undefined);
        },
        { fail: setFailure },
      ),
    [answers, api, accountId],
  );
  useEffect(() => void reload(), [reload]);
  return { list, failure, reload };
}
