import type { Context } from '@nocobase/actions';
import { disconnect } from '../accounts/disconnect';
import { ACCOUNT_STATES } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { findAccount, pauseAccount, resumeAccount, wake, type AccountRow } from '../store/accounts';
import { listEvents } from '../store/events';
import { listOverview, type OverviewQuery } from '../store/overview';
import type { ActionTable } from './action';
import { idOf } from './own';

const MOST_ROWS = 100;
const LONGEST_SEARCH = 100;

/**
 * For those who oversee all accounts (`OVERSEE_SNIPPET`, see access.ts). These are the only handlers that do
 * not go through own.ts; nothing of any mail passes through them.
 */
export const adminActions: ActionTable = {
  'mailAdmin:list': async (mail, http) => {
    // The host wraps rows and count apart: `{data: rows, meta: {count}}`.
    http.body = await listOverview(mail, queryOf(http));
  },

  'mailAdmin:events': async (mail, http) => {
    http.body = await listEvents(mail, (await anyAccount(mail, http)).id);
  },

  'mailAdmin:sync': (mail, http) => act(mail, http, ({ id }) => wake(mail, id)),
  'mailAdmin:pause': (mail, http) => act(mail, http, (account) => pauseAccount(mail, account)),
  'mailAdmin:resume': (mail, http) => act(mail, http, (account) => resumeAccount(mail, account)),
  'mailAdmin:disconnect': (mail, http) => act(mail, http, ({ id, userId }) => disconnect(mail, userId, id)),
};

async function act(
  mail: MailContext,
  http: Context,
  work: (account: AccountRow) => Promise<void>,
): Promise<void> {
  // A link or a picture on another page must not be able to do it.
  if (http.method !== 'POST') throw new MailError('invalid-input');
  await work(await anyAccount(mail, http));
  http.body = {};
}

async function anyAccount(mail: MailContext, http: Context): Promise<AccountRow> {
  const account = await findAccount(mail, idOf(http.action.params.filterByTk));
  if (!account) throw new MailError('not-found');
  return account;
}

function queryOf(http: Context): OverviewQuery {
  const { page, pageSize, search, state } = http.action.params as Record<string, unknown>;
  const number = (value: unknown, fallback: number, most: number): number => {
    const given = value === undefined ? fallback : Number(value);
    if (!Number.isInteger(given) || given < 1 || given > most) throw new MailError('invalid-input');
    return given;
  };
  const known = ACCOUNT_STATES.find((one) => one === state);
  if (state !== undefined && state !== '' && !known) throw new MailError('invalid-input');
  const text = typeof search === 'string' ? search.trim() : '';
  if (text.length > LONGEST_SEARCH) throw new MailError('invalid-input');
  return {
    page: number(page, 1, 1_000_000),
    pageSize: number(pageSize, 20, MOST_ROWS),
    ...(text ? { search: text } : {}),
    ...(known ? { state: known } : {}),
  };
}
