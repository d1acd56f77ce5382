import { useCallback, useEffect, useState } from 'react';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** Unread mails in the Inboxes of all accounts of the signed-in user, kept up to date. */
export function useUnread(): number {
  const api = useMailApi();
  const [unread, setUnread] = useState(0);
  const read = useCallback(() => {
    api.accounts().then(
      (accounts) => setUnread(accounts.reduce((sum, account) => sum + account.unread, 0)),
      // A badge is no place for an error: it keeps what it knew, and the mail center says what is wrong.
      () => undefined,
    );
  }, [api]);
  useEffect(read, [read]);
  useMailChanges({ what: ['account', 'folders'] }, read);
  return unread;
}
