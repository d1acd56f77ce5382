import { z } from 'zod';
import { disconnect } from '../accounts/disconnect';
import { ACCOUNT_STATES, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import {
  askForFullSync,
  findAccount,
  pauseAccount,
  resumeAccount,
  type AccountRow,
} from '../store/accounts/accounts';
import { listEvents } from '../store/accounts/events';
import { listOverview } from '../store/accounts/overview';
import { change, read, type Action, type ActionTable } from './action';
import { rowId, text, whole } from './parameters';

const ACCOUNT = { filterByTk: rowId };
const OVERVIEW = {
  page: whole(1, 1_000_000).default(1),
  pageSize: whole(1, 100).default(20),
  search: text(100)
    .transform((search) => search.trim())
    .optional(),
  state: z.enum([...ACCOUNT_STATES, '']).optional(),
};

/**
 * For people who oversee all accounts (`OVERSEE_SNIPPET`, see access.ts). These are the only handlers that don't use
 * own.ts; they give no access to the contents of messages.
 */
export const adminActions: ActionTable = {
  'mailAdmin:list': read(OVERVIEW, async (mail, http, { page, pageSize, search, state }) => {
    const wanted = { ...(search ? { search } : {}), ...(state ? { state } : {}) };
    // The host separates rows and count: `{data: rows, meta: {count}}`.
    http.body = await listOverview(mail, { page, pageSize, ...wanted });
  }),

  'mailAdmin:events': read(ACCOUNT, async (mail, http, { filterByTk }) => {
    http.body = await listEvents(mail, (await anyAccount(mail, filterByTk)).id);
  }),

  'mailAdmin:sync': act((mail, { id }) => askForFullSync(mail, id)),
  'mailAdmin:pause': act(pauseAccount),
  'mailAdmin:resume': act(resumeAccount),
  'mailAdmin:disconnect': act((mail, { id, userId }) => disconnect(mail, userId, id)),
};

function act(work: (mail: MailContext, account: AccountRow) => Promise<void>): Action {
  return change(ACCOUNT, async (mail, http, { filterByTk }) => {
    await work(mail, await anyAccount(mail, filterByTk));
    http.body = {};
  });
}

async function anyAccount(mail: MailContext, id: Id): Promise<AccountRow> {
  const account = await findAccount(mail, id);
  if (!account) throw new MailError('not-found');
  return account;
}
