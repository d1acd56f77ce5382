import { addShared } from '../accounts/shared';
import type { ActionTable } from './action';
import { objectOf } from './objectOf';
import { ownAccount } from './own';

export const sharedActions: ActionTable = {
  'mailAccounts:addShared': async (mail, http) => {
    const { accountId, address } = objectOf(http.action.params.values);
    const parent = await ownAccount(mail, http, accountId);
    http.body = { id: await addShared(mail, parent, typeof address === 'string' ? address : '') };
  },
};
