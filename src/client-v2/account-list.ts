import type { AccountView } from '../common';
import type { callsOf } from './call';

/** Reads the user's accounts. Kept apart from the other calls, because the mail icon on every page needs only this. */
export const readAccounts = async (call: ReturnType<typeof callsOf>): Promise<AccountView[]> =>
  (await call({ url: 'mailAccounts:list', method: 'get', params: { paginate: false, sort: ['id'] } }))
    .data as AccountView[];
