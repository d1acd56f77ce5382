import { defineCollection } from '@nocobase/database';
import { ACCOUNT_STATES } from '../../common';
import { datetime, email, id, input, integer, select, title } from '../fields';

/** One mailbox that one user connected. Its credential lies in `mailTokens`. */
export default defineCollection({
  name: 'mailAccounts',
  title: title('Mail accounts'),
  migrationRules: ['schema-only'],
  uiManageable: true,
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
    /** The provider's own key of the signed-in person (Microsoft: homeAccountId). */
    { name: 'identity', type: 'string', hidden: true },
    /** For a shared mailbox: the account by whose credential it is opened. */
    { name: 'parentId', type: 'bigInt' },
    select('state', 'State', ACCOUNT_STATES),
    { name: 'reason', type: 'string' },
    { name: 'stateSince', type: 'date' },
    { name: 'retryAt', type: 'date' },
    { name: 'failures', type: 'integer', defaultValue: 0 },
    integer('progressDone', 'Messages loaded'),
    integer('progressTotal', 'Messages on the server'),
    /** Mails stored per second, of late; null before it is known. Of `progressAt`. */
    { name: 'progressRate', type: 'double' },
    { name: 'progressAt', type: 'date' },
    /** Mails from before this day (YYYY-MM-DD) are not loaded; null is everything. */
    { name: 'syncFrom', type: 'string', length: 10 },
    datetime('lastSyncAt', 'Last sync'),
    /** The Inbox's, kept here for the top bar. */
    integer('unread', 'Unread'),
    /** The reason that the owner was last notified of; null again once all is well. */
    { name: 'notifiedReason', type: 'string', hidden: true },
    /** Every stored mail is counted in `mailThreads`; false where mails are older than these counts. */
    { name: 'threadsBuilt', type: 'boolean', defaultValue: false, hidden: true },
    /** Set to ask the serving node for a turn; compared by that node at every tick. */
    { name: 'wakeAt', type: 'date', hidden: true },
    { name: 'folders', type: 'hasMany', target: 'mailFolders', foreignKey: 'accountId', onDelete: 'CASCADE' },
  ],
});
