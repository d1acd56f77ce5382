import { defineCollection } from '@nocobase/database';
import { CAMPAIGN_STATES } from '../../common';
import { READ_ONLY, account, datetime, id, input, select, title } from '../fields';

/** A bulk email: a text that each of its recipients gets as a message of their own. */
export default defineCollection({
  name: 'mailCampaigns',
  title: title('Bulk emails'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  availableActions: READ_ONLY,
  filterTargetKey: 'id',
  titleField: 'subject',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ fields: ['userId'] }, { fields: ['accountId'] }, { fields: ['state'] }],
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    account,
    { name: 'identityId', type: 'bigInt', hidden: true },
    { ...select('state', 'State', CAMPAIGN_STATES, 'campaign'), allowNull: false },
    /** Why it's paused, if not by its writer: an error code. */
    { name: 'reason', type: 'string' },
    input('subject', 'Subject', 'text'),
    /** HTML with variables: sanitized before it's stored, and again once they're filled in. */
    { name: 'html', type: 'text', length: 'long', hidden: true },
    /** Ids of the owner's uploads; no other message has the same ones. */
    { name: 'uploadIds', type: 'json', hidden: true },
    /** BCP 47; '' for the writer's own language. */
    { name: 'language', type: 'string', length: 20 },
    { name: 'unsubscribe', type: 'boolean', defaultValue: false, allowNull: false },
    /** The collection that the recipients' records are from. */
    { name: 'collection', type: 'string' },
    /** What was decided and read when it was started: `StartedWith`. */
    { name: 'startedWith', type: 'json', hidden: true },
    datetime('startedAt', 'Started at'),
    datetime('endedAt', 'Ended at'),
  ],
});
