import { defineCollection } from '@nocobase/database';

/**
 * The words of a mail for full-text search: a row each, beside the wide table. The column with the words and
 * its index differ by database; `store/search` adds them.
 */
export default defineCollection({
  name: 'mailSearch',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  fields: [
    { name: 'mailMessageId', type: 'bigInt', primaryKey: true },
    { name: 'accountId', type: 'bigInt', allowNull: false, index: true },
    { name: 'receivedAt', type: 'date' },
  ],
});
