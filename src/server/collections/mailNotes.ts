import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * A note that somebody writes on a conversation. It names the conversation, and the message that was open, which stands
 * in for it as long as its conversation isn't known.
 */
export default defineCollection({
  name: 'mailNotes',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    { fields: ['accountId', 'threadKey'] },
    { fields: ['accountId', 'mailMessageId'] },
    { fields: ['deletedAt'] },
  ],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    /** Who wrote it. */
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'mailMessageId', type: 'bigInt', allowNull: false },
    { name: 'threadKey', type: 'string', length: 64 },
    { name: 'text', type: 'text', allowNull: false },
    { name: 'writtenAt', type: 'date', allowNull: false },
    { name: 'editedAt', type: 'date' },
    /** It's kept for a day, so that its deletion can be undone. */
    { name: 'deletedAt', type: 'date' },
  ],
});
