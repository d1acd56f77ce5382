import { defineCollection } from '@nocobase/database';

/** The encrypted credential of an account. No API reads it: see `actions/access.ts`. */
export default defineCollection({
  name: 'mailTokens',
  dumpRules: 'skipped',
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
