import { defineCollection } from '@nocobase/database';
import { READ_ONLY, id, input, integer, select, title } from '../fields';

export const FOLDER_ROLES = [
  'inbox',
  'sent',
  'drafts',
  'trash',
  'junk',
  'archive',
  'outbox',
  'other',
] as const;

/** An IMAP folder of an account, with its cursor. */
export default defineCollection({
  name: 'mailFolders',
  title: title('Mail folders'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  availableActions: READ_ONLY,
  filterTargetKey: 'id',
  titleField: 'name',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ unique: true, fields: ['accountId', 'pathHash'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    {
      name: 'account',
      type: 'belongsTo',
      target: 'mailAccounts',
      foreignKey: 'accountId',
      onDelete: 'CASCADE',
    },
    { name: 'path', type: 'text', allowNull: false },
    /** SHA-256 of the path, hex: a path may be longer than an index entry. */
    { name: 'pathHash', type: 'string', length: 64, allowNull: false, hidden: true },
    input('name', 'Name', 'text'),
    { name: 'parentPath', type: 'text' },
    { name: 'delimiter', type: 'string', defaultValue: '/' },
    select('role', 'Role', FOLDER_ROLES),
    { name: 'selectable', type: 'boolean', defaultValue: true },
    integer('total', 'Messages'),
    integer('unread', 'Unread'),
    /** RFC 3501 §2.3.1.1; a string, since it may exceed 2^31. Null until the folder is first opened. */
    { name: 'uidValidity', type: 'string', hidden: true },
    { name: 'uidNext', type: 'bigInt', hidden: true },
    /** Set if the server supports CONDSTORE (RFC 7162). */
    { name: 'modseq', type: 'string', hidden: true },
    /** The history is loaded down to this UID; 1 once everything is. Null before the first page. */
    { name: 'loadedFrom', type: 'bigInt', hidden: true },
    /** Not opened, and none of its messages are stored (imap/folders/excludedNames.ts, or the user's choice). */
    { name: 'leftOut', type: 'boolean', defaultValue: false },
    /** The user's choice: true includes the folder, false leaves it out. Null: the rule decides. */
    { name: 'chosen', type: 'boolean', hidden: true },
    /** `total` and `unread` count messages from this day on (YYYY-MM-DD); null counts everything. */
    { name: 'syncedFrom', type: 'string', length: 10, hidden: true },
    /** Messages on the server from before that day, and how many of them are unread. */
    { name: 'beyond', type: 'bigInt', defaultValue: 0, hidden: true },
    { name: 'beyondUnread', type: 'bigInt', defaultValue: 0, hidden: true },
    { name: 'syncedAt', type: 'date' },
    /** When the folder went missing from the server's list. It stays hidden for a day, in case it turns up again. */
    { name: 'vanishedAt', type: 'date', hidden: true },
    /** Why the server doesn't open the folder although it lists it: an error code. Null if nothing is wrong. */
    { name: 'problem', type: 'string' },
    /** Failed attempts in a row, when the next one is due, and what STATUS said at the last one. */
    { name: 'problemCount', type: 'integer', hidden: true },
    { name: 'problemUntil', type: 'date', hidden: true },
    { name: 'problemStatus', type: 'string', hidden: true },
  ],
});
