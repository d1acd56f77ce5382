import type { AccountView } from '../../../common';

/** The shared mailboxes that an account's sign-in opens. */
export const sharedOf = (account: AccountView, accounts: AccountView[]): AccountView[] =>
  accounts.filter(({ parentId }) => parentId != null && String(parentId) === String(account.id));

/** Each account with its shared mailboxes behind it. */
export const withShared = (accounts: AccountView[]): AccountView[] => [
  ...accounts
    .filter(({ parentId }) => parentId == null)
    .flatMap((account) => [account, ...sharedOf(account, accounts)]),
  // Whose parent was not read, for whatever reason.
  ...accounts.filter(
    ({ parentId }) => parentId != null && !accounts.some(({ id }) => String(id) === String(parentId)),
  ),
];
