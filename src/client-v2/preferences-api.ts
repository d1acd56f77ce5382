import type { MailPreferencesInput, MailPreferencesView } from '../common';
import type { Get, Post } from './call';

/** Calls for the new messages that the user gets notifications about. */
export const preferenceCalls = (get: Get, post: Post) => ({
  preferences: () => get<MailPreferencesView>('mailPreferences:get'),
  savePreferences: (input: MailPreferencesInput) => post<MailPreferencesView>('mailPreferences:save', input),
});
