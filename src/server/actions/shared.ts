import { z } from 'zod';
import { addShared } from '../accounts/shared';
import { change, type ActionTable } from './action';
import { ownAccount } from './own';
import { LONGEST_ADDRESS, prose, rowId } from './parameters';

const SHARED = z.object({ accountId: rowId, address: prose(LONGEST_ADDRESS).default('') });

export const sharedActions: ActionTable = {
  'mailAccounts:addShared': change({ values: SHARED }, async (mail, http, { values }) => {
    const { accountId, address } = values;
    const parent = await ownAccount(mail, http, accountId);
    http.body = { id: await addShared(mail, parent, address) };
  }),
};
