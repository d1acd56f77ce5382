import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * Message-IDs that stored mails name as what they answer, and the thread that each leads to: by these a mail
 * that comes later than its answers, or never, still holds its thread together.
 */
export default defineCollection({
  name: 'mailReferences',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [{ unique: true, fields: ['accountId', 'idHash'] }, { fields: ['accountId', 'threadKey'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    /** SHA-256 of the Message-ID. */
    { name: 'idHash', type: 'string', length: 64, allowNull: false },
    { name: 'threadKey', type: 'string', length: 64, allowNull: false },
  ],
});
