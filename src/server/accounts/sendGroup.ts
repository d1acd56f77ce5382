import type { Id } from '../../common';
import type { MailContext } from '../context';
import { providerOf } from '../providers';
import { identitiesOf } from '../store/accounts/accountIdentities';
import { findAccount } from '../store/accounts/accounts';

/** All accounts, of any user, that share the provider's sending limit with this one, including itself. */
export async function sendGroup(ctx: MailContext, accountId: Id): Promise<Id[]> {
  const account = await findAccount(ctx, accountId);
  if (!account) return [];
  const { sendGroup: groupOf, name } = providerOf(account.provider);
  const group = account.identity && groupOf?.(account.identity);
  if (!groupOf || !group) return [accountId];
  const all = await identitiesOf(ctx, name);
  return all.filter(({ identity }) => identity && groupOf(identity) === group).map(({ id }) => id);
}
