import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A task to carry out on the server for a user: stored first, shown immediately, carried out by the next turn. */
export default defineCollection({
  name: 'mailOperations',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ fields: ['accountId', 'state'] }, { unique: true, fields: ['userId', 'key'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', allowNull: false },
    { name: 'state', type: 'string', allowNull: false, defaultValue: 'pending' },
    { name: 'reason', type: 'string' },
    { name: 'attempts', type: 'integer', defaultValue: 0 },
    { name: 'nextAttemptAt', type: 'date' },
    /** For a send: it must not begin earlier, whatever else it waits for. */
    { name: 'notBefore', type: 'date' },
    /** For a send: when it last went to the server. The limit of sends per minute and mailbox is counted by it. */
    { name: 'submittedAt', type: 'date', hidden: true },
    /** For a send: made by the client that asked for it, so that a repeated request doesn't send again. */
    { name: 'key', type: 'string', length: 64, hidden: true },
    /** For a send: octets of its text and files, which are kept until it's done. */
    { name: 'octets', type: 'bigInt', defaultValue: 0, hidden: true },
    /** For a send of a bulk email: which one. It's listed there and not in the outbox. */
    { name: 'campaignId', type: 'bigInt', hidden: true },
    /** The request; for a send, the ComposeInput. Each kind has its own shape: see `outbox/`. */
    { name: 'payload', type: 'json', defaultValue: {} },
    /** Steps done and their results, so that a later attempt skips them. */
    { name: 'progress', type: 'json', defaultValue: {}, hidden: true },
    /** The composed raw message in `mailBlobs`, made only once. */
    { name: 'blobId', type: 'string', hidden: true },
  ],
});
