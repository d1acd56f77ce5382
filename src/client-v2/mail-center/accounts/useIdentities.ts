import { useCallback, useEffect, useState } from 'react';
import type { Id, IdentityView } from '../../../common';
import { useMailApi } from '../../api';

export interface Identities {
  /** Undefined until they are read. */
  list: IdentityView[] | undefined;
  failure: unknown;
  reload(): Promise<void>;
}

/** The identities of one account. */
export function useIdentities(accountId: Id): Identities {
  const api = useMailApi();
  const [list, setList] = useState<IdentityView[]>();
  const [failure, setFailure] = useState<unknown>();
  const reload = useCallback(async () => {
    try {
      const all = await api.identities();
      setList(all.filter((identity) => String(identity.accountId) === String(accountId)));
      setFailure(undefined);
    } catch (error) {
      setFailure(error);
    }
  }, [api, accountId]);
  useEffect(() => void reload(), [reload]);
  return { list, failure, reload };
}
