import type { AccountView } from '../../../common';

/** Returns the shared mailboxes that an account's sign-in opens. */
export const sharedOf = (account: AccountView, accounts: AccountView[]): AccountView[] =>
  accounts.filter(({ parentId }) => parentId != null && String(parentId) === String(account.id));

/** Returns each account followed by its shared mailboxes. */
export const withShared = (accounts: AccountView[]): AccountView[] => [
  ...accounts
    .filter(({ parentId }) => parentId == null)
    .flatMap((account) => [account, ...sharedOf(account, accounts)]),
  // Those whose parent wasn't loaded, for whatever reason.
  ...accounts.filter(
    ({ parentId }) => parentId != null && !accounts.some(({ id }) => String(id) === String(parentId)),
  ),
];
