import { useCallback, useEffect, useState } from 'react';
import type { DraftSummary, Id } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** Loads an account's drafts that its mailbox doesn't contain yet, and uses hints to keep them up to date. */
export function useUnfiledDrafts(accountId: Id): DraftSummary[] {
  const api = useMailApi();
  const [drafts, setDrafts] = useState<DraftSummary[]>([]);
  const answers = useAnswers(accountId);
  const reload = useCallback(
    () =>
      answers.take(
        () => api.drafts(),
        (all) => setDrafts(all.filter((draft) => String(draft.accountId) === String(accountId))),
        // Without these drafts, the list still shows everything in the mailbox.
        { fail: () => undefined },
      ),
    [accountId, answers, api],
  );
  useEffect(() => void reload(), [reload]);
  useMailChanges({ accountId, what: ['drafts'] }, () => void reload());
  return drafts;
}
