import { shellWord, type AccountView } from '../common';

type Known = Array<Pick<AccountView, 'id' | 'address'>>;

/** Who signs in for an account: of a shared mailbox its parent. */
export function signerOf(account: Pick<AccountView, 'address' | 'parentId'>, accounts: Known): string {
  const parent = accounts.find(({ id }) => String(id) === String(account.parentId));
  return parent?.address ?? account.address;
}

/** What the sentence of an account's reason names, as words of the command that is in it. */
export const reasonValues = (
  account: Pick<AccountView, 'address' | 'parentId'>,
  accounts: Known,
): { address: string; user: string } => ({
  address: shellWord(account.address),
  user: shellWord(signerOf(account, accounts)),
});
