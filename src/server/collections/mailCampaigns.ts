import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A bulk email: a text that each of its recipients gets as a message of their own. */
export default defineCollection({
  name: 'mailCampaigns',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ fields: ['userId'] }, { fields: ['accountId'] }, { fields: ['state'] }],
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'identityId', type: 'bigInt' },
    { name: 'state', type: 'string', length: 20, allowNull: false },
    /** Why it's paused, if not by its writer: an error code. */
    { name: 'reason', type: 'string' },
    { name: 'subject', type: 'text' },
    /** HTML with variables: sanitized before it's stored, and again once they're filled in. */
    { name: 'html', type: 'text', length: 'long' },
    /** Ids of the owner's uploads; no other message has the same ones. */
    { name: 'uploadIds', type: 'json' },
    /** BCP 47; '' for the writer's own language. */
    { name: 'language', type: 'string', length: 20 },
    { name: 'unsubscribe', type: 'boolean', defaultValue: false, allowNull: false },
    /** The collection that the recipients' records are from. */
    { name: 'collection', type: 'string' },
    /** What was decided and read when it was started: `StartedWith`. */
    { name: 'startedWith', type: 'json' },
    { name: 'startedAt', type: 'date' },
    { name: 'endedAt', type: 'date' },
  ],
});
