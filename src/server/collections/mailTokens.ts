import { defineCollection } from '@nocobase/database';

/**
 * The encrypted credentials of an account. No API reads them: see `actions/access.ts`. They aren't in a backup either,
 * because it may also contain the key: after a restore, people sign in again.
 */
export default defineCollection({
  name: 'mailTokens',
  dumpRules: 'skipped',
  dataCategory: 'runtime',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: true,
  fields: [
    { name: 'accountId', type: 'bigInt', primaryKey: true },
    { name: 'credential', type: 'text', length: 'long', hidden: true },
    /** Rises with each write, so that if two nodes renew at once, only one stores its result (compare-and-set). */
    { name: 'version', type: 'integer', defaultValue: 0 },
  ],
});
