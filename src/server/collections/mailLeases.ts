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
    /** For people: host name and process id. */
    { name: 'node', type: 'string' },
    /** IMAP connections that the node holds for the account, as of its last renewal. */
    { name: 'connections', type: 'integer', defaultValue: 0 },
    /** Milliseconds since the epoch, by the database's clock; a node renews well before. */
    { name: 'until', type: 'bigInt', defaultValue: 0 },
    /** Rises with each change of owner; a write under an old number is refused. */
    { name: 'fence', type: 'bigInt', defaultValue: 0 },
  ],
});
