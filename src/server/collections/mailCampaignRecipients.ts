import { defineCollection } from '@nocobase/database';
import { RECIPIENT_OUTCOMES, RECIPIENT_STATES } from '../../common';
import { READ_ONLY, datetime, email, id, input, select, title, toOne } from '../fields';

/** Somebody who gets a bulk email, or is left out, with what has become of their message. */
export default defineCollection({
  name: 'mailCampaignRecipients',
  title: title('Recipients of bulk emails'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  availableActions: READ_ONLY,
  filterTargetKey: 'id',
  titleField: 'address',
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
    toOne('campaign', 'Bulk email', { target: 'mailCampaigns', foreignKey: 'campaignId', label: 'subject' }),
    { name: 'accountId', type: 'bigInt', allowNull: false },
    input('name', 'Name', 'text'),
    email('address', 'Address', 'text'),
    /** The address in lower case; null for somebody who was left out from the start, so that all of them are listed. */
    { name: 'addressKey', type: 'string', length: 254, hidden: true },
    /** The key of the recipient's record. */
    { name: 'recordKey', type: 'string' },
    /** The record's values as texts, by variable, as they were when the bulk email was started: JSON. */
    { name: 'texts', type: 'text', length: 'long', hidden: true },
    { ...select('state', 'State', RECIPIENT_STATES, 'recipient'), allowNull: false },
    /** An error code, or why somebody was left out. */
    { name: 'reason', type: 'string' },
    { name: 'operationId', type: 'bigInt', hidden: true },
    /** The token of the message that was sent, and the hash of the Message-ID made from it. */
    { name: 'token', type: 'string', length: 36, hidden: true },
    { name: 'idHash', type: 'string', length: 64, hidden: true },
    /** The same for the copy in Sent, once it's loaded: some servers give messages another Message-ID. */
    { name: 'copyIdHash', type: 'string', length: 64, hidden: true },
    datetime('sentAt', 'Sent at'),
    select('outcome', 'Outcome', RECIPIENT_OUTCOMES, 'recipient'),
    datetime('unsubscribedAt', 'Unsubscribed at'),
  ],
});
