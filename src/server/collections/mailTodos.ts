import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * Something that a person wants to be reminded of. `noAnswer`: a message that they sent, unless somebody answers it
 * first. `toDo`: any message, until they're done with it. A row that is done is kept for a day, so that this can be
 * undone; one that is no longer needed is deleted.
 */
export default defineCollection({
  name: 'mailTodos',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    { fields: ['accountId', 'kind'] },
    { fields: ['userId', 'state'] },
    { fields: ['state', 'dueAt'] },
    { fields: ['token'] },
    { unique: true, fields: ['operationId', 'kind'] },
    { unique: true, fields: ['mailMessageId', 'kind'] },
  ],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', length: 20, allowNull: false },
    /** `waiting` until it's due; `due` once the person has been told; `done`. */
    { name: 'state', type: 'string', length: 20, allowNull: false },
    { name: 'dueAt', type: 'date', allowNull: false },
    { name: 'doneAt', type: 'date' },
    /** The send that it was created with: a send that is carried out again doesn't create another one. */
    { name: 'operationId', type: 'bigInt' },
    /** With `toDo`: the message, wherever it's moved. */
    { name: 'mailMessageId', type: 'bigInt' },
    /** The token of the message that was sent, and the hash of the Message-ID made from it. */
    { name: 'token', type: 'string', length: 36 },
    { name: 'idHash', type: 'string', length: 64 },
    /** The same for the copy in Sent, once it's loaded: some servers give messages another Message-ID. */
    { name: 'copyIdHash', type: 'string', length: 64 },
    { name: 'sentAt', type: 'date' },
    /** What a list shows, whether or not the message is stored here. */
    { name: 'subject', type: 'text' },
    { name: 'recipients', type: 'json' },
    /** With `toDo`: who the message is from. */
    { name: 'senderName', type: 'text' },
  ],
});
