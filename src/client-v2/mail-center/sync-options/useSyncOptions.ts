import { useCallback, useEffect, useState } from 'react';
import type { Id, SyncOptions } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/**
 * Loads an account's folders and period, and keeps them up to date while the mailbox is loading. `failure` is
 * only set while there is nothing to show.
 */
export function useSyncOptions(accountId: Id): {
  options: SyncOptions | undefined;
  failure: unknown;
  reload(): Promise<void>;
} {
  const api = useMailApi();
  const [options, setOptions] = useState<SyncOptions>();
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers(accountId);
  const reload = useCallback(async () => {
    setFailure(undefined);
    await answers.take(() => api.syncOptions(accountId), setOptions, { fail: setFailure });
  }, [answers, api, accountId]);
  useEffect(() => void reload(), [reload]);
  useMailChanges({ what: ['account', 'folders'], accountId }, () => void reload());
  return { options, failure: options ? undefined : failure, reload };
}
