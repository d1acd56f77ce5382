import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** Somebody who gets a bulk email, or is left out, with what has become of their message. */
export default defineCollection({
  name: 'mailCampaignRecipients',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    { unique: true, fields: ['campaignId', 'addressKey'] },
    { fields: ['campaignId', 'state', 'id'] },
    { fields: ['accountId', 'idHash'] },
    { fields: ['accountId', 'copyIdHash'] },
    { fields: ['token'] },
    { fields: ['operationId'] },
  ],
  fields: [
    id,
    { name: 'campaignId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'name', type: 'text' },
    { name: 'address', type: 'text' },
    /** The address in lower case; null for somebody who was left out from the start, so that all of them are listed. */
    { name: 'addressKey', type: 'string', length: 254 },
    /** The key of the recipient's record. */
    { name: 'recordKey', type: 'string' },
    /** The record's values as texts, by variable, as they were when the bulk email was started: JSON. */
    { name: 'texts', type: 'text', length: 'long' },
    { name: 'state', type: 'string', length: 20, allowNull: false },
    /** An error code, or why somebody was left out. */
    { name: 'reason', type: 'string' },
    /** Rises each time the message is sent again. */
    { name: 'attempt', type: 'integer', defaultValue: 0 },
    { name: 'operationId', type: 'bigInt' },
    /** The token of the message that was sent, and the hash of the Message-ID made from it. */
    { name: 'token', type: 'string', length: 36 },
    { name: 'idHash', type: 'string', length: 64 },
    /** The same for the copy in Sent, once it's loaded: some servers give messages another Message-ID. */
    { name: 'copyIdHash', type: 'string', length: 64 },
    { name: 'sentAt', type: 'date' },
    /** `bounced` or `answered`. */
    { name: 'outcome', type: 'string', length: 20 },
    { name: 'unsubscribedAt', type: 'date' },
  ],
});
