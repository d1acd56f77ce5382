import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * Message-IDs that stored messages name as the ones they reply to, with the thread that each leads to. They hold a
 * thread together even if the original arrives later than its replies, or never.
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
