import { z } from 'zod';
import { LONGEST_SIGNATURE } from '../../common';
import { removeIdentity, saveIdentity } from '../accounts/identities';
import { MailError } from '../errors';
import type { IdentityRow } from '../store/accounts/identities';
import { sameId } from '../store/db/rows';
import { ownAccount, ownRow } from './access';
import { change, type ActionTable } from './action';
import { LONGEST_ADDRESS, prose, rowId } from './parameters';

const IDENTITY = z.object({
  id: rowId.nullish(),
  accountId: rowId,
  name: prose(255).default(''),
  address: prose(LONGEST_ADDRESS).default(''),
  signature: prose(LONGEST_SIGNATURE).default(''),
  answerSignature: prose(LONGEST_SIGNATURE).nullish(),
  isDefault: z.boolean().default(false),
});

export const identityActions: ActionTable = {
  'mailIdentities:save': change({ values: IDENTITY }, async (mail, http, { values }) => {
    const { id, accountId, ...input } = values;
    const account = await ownAccount(mail, http, accountId);
    const known = id == null ? null : await ownRow<IdentityRow>(mail, http, 'mailIdentities', id);
    if (known && !sameId(known.accountId, account.id)) throw new MailError('not-found');
    http.body = await saveIdentity(mail, account, known, input);
  }),

  'mailIdentities:remove': change({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    const identity = await ownRow<IdentityRow>(mail, http, 'mailIdentities', filterByTk);
    await removeIdentity(mail, await ownAccount(mail, http, identity.accountId), identity);
    http.body = {};
  }),
};
