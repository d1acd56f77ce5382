import { useCallback, useEffect, useState } from 'react';
import type { GrantPower, Id, WorkflowGrantView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

export interface Grants {
  /** Undefined until loaded. */
  list: WorkflowGrantView[] | undefined;
  failure: unknown;
  reload(): Promise<void>;
  allow(accountId: Id, workflowKey: string, allows: GrantPower[]): Promise<void>;
  revoke(id: Id): Promise<void>;
}

/** What workflows may do with the caller's mailboxes, or with one of them, and what they want. */
export function useGrants(accountId?: Id): Grants {
  const api = useMailApi();
  const [list, setList] = useState<WorkflowGrantView[]>();
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers(accountId);
  const reload = useCallback(async () => {
    setFailure(undefined);
    await answers.take(() => api.grants(accountId), setList, { fail: setFailure });
  }, [answers, api, accountId]);
  useEffect(() => void reload(), [reload]);
  return {
    list,
    failure: list ? undefined : failure,
    reload,
    async allow(id, workflowKey, allows) {
      await api.grant({ accountId: id, workflowKey, allows });
      await reload();
    },
    async revoke(id) {
      await api.revokeGrant(id);
      await reload();
    },
  };
}
