import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** Something to be done on the server for a user: stored first, shown at once, carried out by the next turn. */
export default defineCollection({
  name: 'mailOperations',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ fields: ['accountId', 'state'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', allowNull: false },
    { name: 'state', type: 'string', allowNull: false, defaultValue: 'pending' },
    { name: 'reason', type: 'string' },
    { name: 'attempts', type: 'integer', defaultValue: 0 },
    { name: 'nextAttemptAt', type: 'date' },
    /** Of a send: when it last went to the server. What a mailbox may send in a minute is counted by it. */
    { name: 'submittedAt', type: 'date', hidden: true },
    /** What was asked for; for a send the ComposeInput. Each kind's own shape: see `outbox/`. */
    { name: 'payload', type: 'json', defaultValue: {} },
    /** Steps done and what they gave, so that a later attempt skips them. */
    { name: 'progress', type: 'json', defaultValue: {}, hidden: true },
    /** The composed raw message in `mailBlobs`, made once. */
    { name: 'blobId', type: 'string', hidden: true },
  ],
});
