import { defineCollection } from '@nocobase/database';
import { id, input, integer, select, title } from '../fields';

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

/** One IMAP folder of an account with its cursor. */
export default defineCollection({
  name: 'mailFolders',
  title: title('Mail folders'),
  migrationRules: ['schema-only'],
  uiManageable: true,
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
    /** SHA-256 of the path, hex: paths may be longer than an index may be. */
    { name: 'pathHash', type: 'string', length: 64, allowNull: false, hidden: true },
    input('name', 'Name', 'text'),
    { name: 'parentPath', type: 'text' },
    { name: 'delimiter', type: 'string', defaultValue: '/' },
    select('role', 'Role', FOLDER_ROLES),
    { name: 'selectable', type: 'boolean', defaultValue: true },
    integer('total', 'Messages'),
    integer('unread', 'Unread'),
    /** RFC 3501 §2.3.1.1; a string, since it may pass 2^31. Null until the folder was first opened. */
    { name: 'uidValidity', type: 'string', hidden: true },
    { name: 'uidNext', type: 'bigInt', hidden: true },
    /** Where the server has CONDSTORE (RFC 7162). */
    { name: 'modseq', type: 'string', hidden: true },
    /** The history is loaded down to this UID; 1 when all of it is. Null before the first page. */
    { name: 'loadedFrom', type: 'bigInt', hidden: true },
    /** Not opened, and none of its mails are stored (imap/leftOut.ts, or what the user said). */
    { name: 'leftOut', type: 'boolean', defaultValue: false },
    /** What the user said: true takes it in, false leaves it out. Null: as the rule says. */
    { name: 'chosen', type: 'boolean', hidden: true },
    /** `total` and `unread` are those from this day on (YYYY-MM-DD); null is everything. */
    { name: 'syncedFrom', type: 'string', length: 10, hidden: true },
    /** Mails that the server has from before that day, and how many of them are unread. */
    { name: 'beyond', type: 'bigInt', defaultValue: 0, hidden: true },
    { name: 'beyondUnread', type: 'bigInt', defaultValue: 0, hidden: true },
    { name: 'syncedAt', type: 'date' },
  ],
});
