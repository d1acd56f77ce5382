import { shellWord, type AccountView } from '../common';

type Known = Array<Pick<AccountView, 'id' | 'address'>>;

/** Returns the address that signs in for an account; for a shared mailbox, its parent's. */
export function signerOf(account: Pick<AccountView, 'address' | 'parentId'>, accounts: Known): string {
  const parent = accounts.find(({ id }) => String(id) === String(account.parentId));
  return parent?.address ?? account.address;
}

/**
 * Returns the values for the sentence of an account's reason, quoted as words of the shell command it
 * contains.
 */
export const reasonValues = (
  account: Pick<AccountView, 'address' | 'parentId'>,
  accounts: Known,
): { address: string; user: string } => ({
  address: shellWord(account.address),
  user: shellWord(signerOf(account, accounts)),
});
