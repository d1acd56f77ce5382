import { defineCollection } from '@nocobase/database';

/** Which node serves an account, until when, under which fencing number. */
export default defineCollection({
  name: 'mailLeases',
  dumpRules: 'skipped',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  fields: [
    { name: 'accountId', type: 'bigInt', primaryKey: true },
    { name: 'owner', type: 'string' },
    /** Milliseconds since the epoch, by the database's callers' clocks; a node renews well before. */
    { name: 'until', type: 'bigInt', defaultValue: 0 },
    /** Rises with each change of owner; a write under an old number is refused. */
    { name: 'fence', type: 'bigInt', defaultValue: 0 },
  ],
});
