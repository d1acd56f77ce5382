import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * The rows of a conversation list: one for each thread in each folder that has messages of it. Kept up to date by the
 * transactions that change messages (store/threads/threads.ts) and only read through `mailThreads:page`.
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
    /** Subject of the oldest message. */
    { name: 'subject', type: 'text' },
    /** The first few senders, `[{name, address}]` in order of appearance. */
    { name: 'participants', type: 'json' },
    /** When the newest message arrived. */
    { name: 'latestAt', type: 'date', allowNull: false },
    { name: 'latestMessageId', type: 'bigInt', allowNull: false },
    /**
     * Why the folder's list doesn't show it at its date: `asleep` if all of its messages are snoozed, `back` if one has
     * just come back and is at the top of the list. Otherwise null.
     */
    { name: 'apart', type: 'string', length: 10 },
  ],
});
