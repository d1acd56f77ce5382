import { useCallback, useEffect, useState } from 'react';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** How many mails could not be read, by account id; those without any are left out. */
export function useSetAsideCounts(): ReadonlyMap<string, number> {
  const api = useMailApi();
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const load = useCallback(() => {
    api.setAsideCounts().then(
      (rows) => setCounts(new Map(rows.map(({ accountId, count }) => [String(accountId), count]))),
      // The last known figures stay; the next change asks again.
      () => undefined,
    );
  }, [api]);
  useEffect(load, [load]);
  useMailChanges({ what: ['account', 'messages'] }, load);
  return counts;
}
