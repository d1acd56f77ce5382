import { useCallback, useEffect, useState } from 'react';
import type { Id, SyncOptions } from '../../../common';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** What of an account is here, kept up to date while it loads; `failure` while there is nothing to show. */
export function useSyncOptions(accountId: Id): {
  options: SyncOptions | undefined;
  failure: unknown;
  reload(): Promise<void>;
} {
  const api = useMailApi();
  const [options, setOptions] = useState<SyncOptions>();
  const [failure, setFailure] = useState<unknown>();
  const reload = useCallback(async () => {
    try {
      setFailure(undefined);
      setOptions(await api.syncOptions(accountId));
    } catch (error) {
      setFailure(error);
    }
  }, [api, accountId]);
  useEffect(() => void reload(), [reload]);
  useMailChanges({ what: ['account', 'folders'], accountId }, () => void reload());
  return { options, failure: options ? undefined : failure, reload };
}
