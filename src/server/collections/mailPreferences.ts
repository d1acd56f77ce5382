import { defineCollection } from '@nocobase/database';

/** The new messages that a user gets notifications about. No API reads it except `mailPreferences:get`. */
export default defineCollection({
  name: 'mailPreferences',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: true,
  fields: [
    { name: 'userId', type: 'bigInt', primaryKey: true },
    /** Whether new messages are also announced by the host's in-app messages. */
    { name: 'inApp', type: 'boolean', defaultValue: false },
    /** Ids of accounts that are left out, and of folders besides the inboxes. */
    { name: 'without', type: 'json' },
    { name: 'folders', type: 'json' },
    /** Quiet hours in minutes after midnight in `timeZone`; null for none. */
    { name: 'quietFrom', type: 'integer' },
    { name: 'quietTo', type: 'integer' },
    { name: 'timeZone', type: 'string', length: 100 },
  ],
});
