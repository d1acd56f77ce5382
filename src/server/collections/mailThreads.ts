import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * What a list of conversations shows: one row for each thread in each folder that has mails of it. Kept by the
 * transactions that change mails (store/threads.ts) and read through `mailThreads:page` alone.
 */
export default defineCollection({
  name: 'mailThreads',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [
    { unique: true, fields: ['folderId', 'threadKey'] },
    { fields: ['folderId', 'latestAt', 'id'] },
    { fields: ['folderId', 'unread'] },
    { fields: ['accountId', 'latestAt', 'id'] },
    { fields: ['accountId', 'threadKey'] },
  ],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'folderId', type: 'bigInt', allowNull: false },
    { name: 'threadKey', type: 'string', length: 64, allowNull: false },
    { name: 'total', type: 'integer', allowNull: false },
    { name: 'unread', type: 'integer', allowNull: false },
    { name: 'flagged', type: 'integer', allowNull: false },
    { name: 'hasAttachments', type: 'boolean', allowNull: false },
    /** Of the oldest mail. */
    { name: 'subject', type: 'text' },
    /** Who wrote, `[{name, address}]` in order of appearance, the first few. */
    { name: 'participants', type: 'json' },
    /** When the newest mail came. */
    { name: 'latestAt', type: 'date', allowNull: false },
    { name: 'latestMessageId', type: 'bigInt', allowNull: false },
  ],
});
