import { removeIdentity, saveIdentity } from '../accounts/identities';
import { MailError } from '../errors';
import type { IdentityRow } from '../store/identities';
import { sameId } from '../store/rows';
import { ownAccount, ownRow } from './access';
import type { ActionTable } from './action';
import { objectOf } from './objectOf';

export const identityActions: ActionTable = {
  'mailIdentities:save': async (mail, http) => {
    const { id, accountId, name, address, signature, isDefault } = objectOf(http.action.params.values);
    const account = await ownAccount(mail, http, accountId);
    const known = id == null ? null : await ownRow<IdentityRow>(mail, http, 'mailIdentities', id);
    if (known && !sameId(known.accountId, account.id)) throw new MailError('not-found');
    http.body = await saveIdentity(mail, account, known, { name, address, signature, isDefault });
  },

  'mailIdentities:remove': async (mail, http) => {
    const identity = await ownRow<IdentityRow>(mail, http, 'mailIdentities', http.action.params.filterByTk);
    await removeIdentity(mail, await ownAccount(mail, http, identity.accountId), identity);
    http.body = {};
  },
};
