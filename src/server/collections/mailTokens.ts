import { defineCollection } from '@nocobase/database';

/**
 * The encrypted credential of an account. No API reads it: see `actions/access.ts`. Nor is it in a backup, which
 * may hold the key too: after a restore people sign in again.
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
    /** Rises with each write, so that of two nodes renewing at once only one stores (compare-and-set). */
    { name: 'version', type: 'integer', defaultValue: 0 },
  ],
});
