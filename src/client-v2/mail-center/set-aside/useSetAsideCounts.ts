import { useCallback, useEffect, useState } from 'react';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** Number of unreadable messages by account id. Accounts without any are left out. */
export function useSetAsideCounts(): ReadonlyMap<string, number> {
  const api = useMailApi();
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const answers = useAnswers(api);
  const load = useCallback(() => {
    void answers.take(
      () => api.setAsideCounts(),
      (rows) => setCounts(new Map(rows.map(({ accountId, count }) => [String(accountId), count]))),
      // The last known figures stay; the next change tries again.
      { fail: () => undefined },
    );
  }, [answers, api]);
  useEffect(load, [load]);
  useMailChanges({ what: ['account', 'messages'] }, load);
  return counts;
}
