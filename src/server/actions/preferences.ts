import { z } from 'zod';
import { DAY_MINUTES, type Id, type MailPreferencesInput, type MailPreferencesView } from '../../common';
import type { MailContext } from '../context';
import { notificationsOf } from '../host';
import { canNotify } from '../store/accounts/notices';
import { findPreferences, savePreferences } from '../store/accounts/preferences';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { rowIds, text } from './parameters';

const minute = z
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);

/** Ids that aren't the caller's have no effect, because they're only compared with the caller's own mail. */
const PREFERENCES = z.object({
  inApp: z.boolean(),
  without: rowIds.default([]),
  folders: rowIds.default([]),
  quiet: z.object({ from: minute, to: minute }).nullish(),
  timeZone: text(100),
});

/** The caller's choice of new messages to get notifications about. */
export const preferenceActions: ActionTable = {
  'mailPreferences:get': read({}, async (mail, http) => {
    http.body = await viewOf(mail, callerOf(http));
  }),

  'mailPreferences:save': change({ values: PREFERENCES }, async (mail, http, { values }) => {
    const { inApp, without, folders, quiet, timeZone } = values;
    const input: MailPreferencesInput = {
      ...{ inApp, timeZone, quiet: quiet ?? null },
      without: without.map(String),
      folders: folders.map(String),
    };
    await savePreferences(mail, callerOf(http), input);
    http.body = await viewOf(mail, callerOf(http));
  }),
};

async function viewOf(mail: MailContext, userId: Id): Promise<MailPreferencesView> {
  const found = await findPreferences(mail, userId);
  const { inApp = false, without = [], folders = [], quiet = null } = found ?? {};
  const inAppAvailable = canNotify(mail) && notificationsOf(mail) !== undefined;
  return { ...{ inApp, without, folders, quiet }, saved: found !== null, inAppAvailable };
}
