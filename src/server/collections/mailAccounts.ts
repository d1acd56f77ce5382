import { defineCollection } from '@nocobase/database';
import { ACCOUNT_STATES } from '../../common';
import { READ_ONLY, datetime, email, id, input, integer, select, title } from '../fields';

/** A mailbox that a user has connected. Its credentials are in `mailTokens`. */
export default defineCollection({
  name: 'mailAccounts',
  title: title('Mail accounts'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  availableActions: READ_ONLY,
  filterTargetKey: 'id',
  titleField: 'address',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ unique: true, fields: ['userId', 'provider', 'address'] }, { fields: ['state'] }],
  fields: [
    id,
    { name: 'user', type: 'belongsTo', target: 'users', foreignKey: 'userId', onDelete: 'CASCADE' },
    { name: 'userId', type: 'bigInt', allowNull: false },
    input('provider', 'Provider'),
    email('address', 'Address'),
    input('displayName', 'Name'),
    /** The provider's own key for the person who signed in (Microsoft: homeAccountId). */
    { name: 'identity', type: 'string', hidden: true },
    /** The name that person signs in with; null if nobody has signed in since we began to keep it. */
    { name: 'signInName', type: 'string', hidden: true },
    /** For a shared mailbox: the account whose credentials open it. */
    { name: 'parentId', type: 'bigInt' },
    select('state', 'State', ACCOUNT_STATES),
    { name: 'reason', type: 'string' },
    { name: 'stateSince', type: 'date' },
    { name: 'retryAt', type: 'date' },
    { name: 'failures', type: 'integer', defaultValue: 0 },
    integer('progressDone', 'Messages loaded'),
    integer('progressTotal', 'Messages on the server'),
    /** Messages stored per second recently, as of `progressAt`; null until it's known. */
    { name: 'progressRate', type: 'double' },
    { name: 'progressAt', type: 'date' },
    /** Messages from before this day (YYYY-MM-DD) aren't loaded; null loads everything. */
    { name: 'syncFrom', type: 'string', length: 10 },
    datetime('lastSyncAt', 'Last sync'),
    /** Unread messages in the Inbox, kept here for the top bar. */
    integer('unread', 'Unread'),
    /** Octets of a message that its mail server accepts (EHLO SIZE, RFC 1870); null if that isn't known. */
    { name: 'maxMessageSize', type: 'integer' },
    /** The reason the owner was last notified of; null again once all is well. */
    { name: 'notifiedReason', type: 'string', hidden: true },
    /** Whether every stored message is counted in `mailThreads`; false if some messages are older than these counts. */
    { name: 'threadsBuilt', type: 'boolean', defaultValue: false, hidden: true },
    /** Until when the server accepts nothing from this mailbox, and why; messages sent in the meantime wait as well. */
    { name: 'sendPausedUntil', type: 'date', hidden: true },
    { name: 'sendPauseReason', type: 'string', hidden: true },
    /** Set to ask the serving node for a turn; that node compares it at every tick. */
    { name: 'wakeAt', type: 'date', hidden: true },
    /** When somebody last asked to check everything, including flags in all folders. */
    { name: 'fullSyncAskedAt', type: 'date', hidden: true },
    { name: 'folders', type: 'hasMany', target: 'mailFolders', foreignKey: 'accountId', onDelete: 'CASCADE' },
  ],
});
