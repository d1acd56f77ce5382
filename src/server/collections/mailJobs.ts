import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * A message that a workflow sends, and the node that waits for it. Stored before the message is in the outbox, so that
 * it's sent once wherever that is interrupted, and kept for a while afterwards: what the message causes is then known to
 * come from that workflow.
 */
export default defineCollection({
  name: 'mailJobs',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    { unique: true, fields: ['jobId', 'accountId'] },
    { fields: ['operationId'] },
    { fields: ['accountId'] },
    { fields: ['state', 'nextAttemptAt'] },
    { fields: ['idHash'] },
    { fields: ['token'] },
  ],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'userId', type: 'bigInt', allowNull: false },
    /** The host's row of the node that waits. */
    { name: 'jobId', type: 'bigInt', allowNull: false },
    { name: 'workflowKey', type: 'string', length: 100, allowNull: false },
    /** Runs that led to this message, the one that sends it last. */
    { name: 'stack', type: 'json' },
    { name: 'operationId', type: 'bigInt' },
    /** `new` until it's in the outbox, then `sending`; `ended` once its end is known, `done` once the workflow knows. */
    { name: 'state', type: 'string', length: 20, allowNull: false, defaultValue: 'new' },
    { name: 'reason', type: 'string' },
    { name: 'params', type: 'json' },
    /** The message, until it's in the outbox. */
    { name: 'payload', type: 'json' },
    { name: 'messageId', type: 'text' },
    { name: 'token', type: 'string', length: 36 },
    { name: 'idHash', type: 'string', length: 64 },
    { name: 'attempts', type: 'integer', defaultValue: 0 },
    { name: 'nextAttemptAt', type: 'date' },
  ],
});
