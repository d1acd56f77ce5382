import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * An event that a workflow is to learn about, written together with what happened. It contains nothing of the message,
 * and is deleted a day after the workflow has it.
 */
export default defineCollection({
  name: 'mailTriggers',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    // The host removes a unique index on a single column when it synchronizes the table.
    { unique: true, fields: ['eventKey', 'event'] },
    { fields: ['state', 'nextAttemptAt'] },
    { fields: ['accountId'] },
  ],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'mailMessageId', type: 'bigInt', allowNull: false },
    { name: 'event', type: 'string', length: 20, allowNull: false },
    { name: 'workflowKey', type: 'string', length: 100, allowNull: false },
    /** Names the workflow, the message and the event. The host runs a workflow once for each. */
    { name: 'eventKey', type: 'string', length: 190, allowNull: false },
    /** For a message that was sent from here: its token, in case the server has changed its Message-ID. */
    { name: 'token', type: 'string', length: 36 },
    { name: 'state', type: 'string', length: 20, allowNull: false, defaultValue: 'waiting' },
    /** Rises each time that a node takes it. */
    { name: 'attempts', type: 'integer', defaultValue: 0 },
    { name: 'nextAttemptAt', type: 'date' },
  ],
});
