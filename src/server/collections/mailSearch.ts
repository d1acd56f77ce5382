import { defineCollection } from '@nocobase/database';

/**
 * A message's words for full-text search: one row per message, beside the wide table. The column with the words and its
 * index differ by database; `store/search` adds them.
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
