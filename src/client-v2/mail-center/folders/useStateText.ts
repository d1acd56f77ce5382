import { useCallback } from 'react';
import type { AccountView } from '../../../common';
import { useReason, useT } from '../../locale';
import { reasonValues } from '../../reason-values';

/** Returns a sentence that says what is wrong with an account. */
export function useStateText(accounts: AccountView[]): (account: AccountView) => string {
  const t = useT();
  const reason = useReason();
  return useCallback(
    (account) =>
      account.state === 'paused'
        ? t('An administrator has paused this account: no mail comes in until it is resumed.')
        : reason(account.reason, reasonValues(account, accounts)),
    [accounts, reason, t],
  );
}
