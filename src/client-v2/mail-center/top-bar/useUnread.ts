import { useCallback, useEffect, useMemo, useState } from 'react';
import { readAccounts } from '../../account-list';
import { useAnswers } from '../../answers';
import { callsOf } from '../../call';
import { useHost } from '../../host/context';
import { useMailChanges } from '../../live';

/** Number of unread messages in the Inboxes of the signed-in user's accounts, kept up to date. */
export function useUnread(): number {
  const { api } = useHost();
  const call = useMemo(() => callsOf((config) => api.request(config)), [api]);
  const [unread, setUnread] = useState(0);
  const answers = useAnswers(call);
  const read = useCallback(() => {
    void answers.take(
      () => readAccounts(call),
      (accounts) => setUnread(accounts.reduce((sum, account) => sum + account.unread, 0)),
      // A badge is no place for an error: it keeps the last count, and the mail center says what is wrong.
      { fail: () => undefined },
    );
  }, [answers, call]);
  useEffect(read, [read]);
  useMailChanges({ what: ['account', 'folders'] }, read);
  return unread;
}
