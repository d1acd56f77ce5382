import { defineCollection } from '@nocobase/database';

/** Which node serves an account, until when, under which fencing number. */
export default defineCollection({
  name: 'mailLeases',
  dumpRules: 'skipped',
  dataCategory: 'runtime',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  fields: [
    { name: 'accountId', type: 'bigInt', primaryKey: true },
    { name: 'owner', type: 'string' },
    /** Host name and process id, for people to read. */
    { name: 'node', type: 'string' },
    /** IMAP connections that the node held for the account when it last renewed the lease. */
    { name: 'connections', type: 'integer', defaultValue: 0 },
    /** Milliseconds since the epoch by the database's clock; a node renews well before that. */
    { name: 'until', type: 'bigInt', defaultValue: 0 },
    /** Rises with each change of owner; a write under an old number is refused. */
    { name: 'fence', type: 'bigInt', defaultValue: 0 },
  ],
});
