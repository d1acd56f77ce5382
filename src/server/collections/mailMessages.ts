import { defineCollection } from '@nocobase/database';
import { READ_ONLY, account, checkbox, datetime, email, id, input, integer, title, toOne } from '../fields';

/** A message in a folder. */
export default defineCollection({
  name: 'mailMessages',
  title: title('Mails'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  availableActions: READ_ONLY,
  filterTargetKey: 'id',
  titleField: 'subject',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    { unique: true, fields: ['folderId', 'uidValidity', 'uid'] },
    { fields: ['folderId', 'receivedAt', 'id'] },
    { fields: ['accountId', 'receivedAt', 'id'] },
    { fields: ['accountId', 'bodyState', 'receivedAt'] },
    { fields: ['accountId', 'vanishedAt'] },
    { fields: ['accountId', 'snoozedUntil', 'id'] },
    { fields: ['accountId', 'identityHash'] },
    { fields: ['accountId', 'threadKey'] },
    { fields: ['accountId', 'messageIdHash'] },
    { fields: ['accountId', 'subjectHash'] },
    { fields: ['accountId', 'reportsOnHash'] },
    { fields: ['accountId', 'eventHash'] },
    { fields: ['fromAddress'] },
  ],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    account,
    { name: 'folderId', type: 'bigInt', allowNull: false },
    toOne('folder', 'Folder', { target: 'mailFolders', foreignKey: 'folderId', label: 'name' }),
    { name: 'uidValidity', type: 'string', allowNull: false, hidden: true },
    { name: 'uid', type: 'bigInt', allowNull: false, hidden: true },
    { name: 'messageId', type: 'text' },
    /** SHA-256 of the Message-ID: finds a message by its id, which may be longer than an index entry. */
    { name: 'messageIdHash', type: 'string', length: 64, hidden: true },
    /** For a report on a failed delivery: the messageIdHash of the message that it's about. */
    { name: 'reportsOnHash', type: 'string', length: 64, hidden: true },
    /** For a meeting: the hash of its UID (RFC 5545 §3.8.4.7), which all messages about it share. */
    { name: 'eventHash', type: 'string', length: 64, hidden: true },
    /** The answer given to an invitation, and the send that carries it. */
    { name: 'invitationAnswer', type: 'string', length: 20, hidden: true },
    { name: 'invitationSendId', type: 'bigInt', hidden: true },
    { name: 'inReplyTo', type: 'text', hidden: true },
    /** Message-IDs of the thread so far, separated by spaces, oldest first. */
    { name: 'references', type: 'text', hidden: true },
    { name: 'threadKey', type: 'string', length: 64 },
    /** SHA-256 of Message-ID, date, from and subject: finds a message again in another folder. */
    { name: 'identityHash', type: 'string', length: 64, hidden: true },
    /**
     * Finds what a reply that names no message is to (store/threads/subjectHash.ts); null if the subject is too short.
     */
    { name: 'subjectHash', type: 'string', length: 32, hidden: true },
    input('subject', 'Subject', 'text'),
    input('fromName', 'Sender', 'text'),
    /** Lower case. */
    email('fromAddress', 'Sender address'),
    input('toText', 'Recipients', 'text'),
    // Always written explicitly. The host would never see a default in the database as equal and would change the
    // column at every sync of the table; on SQLite that copies all rows and spoils the indexes.
    { name: 'from', type: 'json' },
    { name: 'to', type: 'json' },
    { name: 'cc', type: 'json' },
    { name: 'bcc', type: 'json' },
    { name: 'replyTo', type: 'json' },
    datetime('sentAt', 'Sent at'),
    datetime('receivedAt', 'Received at'),
    integer('size', 'Size'),
    checkbox('seen', 'Read'),
    checkbox('flagged', 'Flagged'),
    checkbox('answered', 'Answered'),
    checkbox('draft', 'Draft'),
    checkbox('hasAttachments', 'Attachments'),
    input('preview', 'Preview', 'text'),
    /**
     * The server's sections that contain the message's text (RFC 3501 §6.4.5), separated by spaces: `1.1 1.2`, or
     * `TEXT` for a message without parts. Empty if it has no text, null if that isn't known.
     */
    { name: 'textParts', type: 'text', hidden: true },
    /**
     * `pending` until the body is stored; `failed` if the message is set aside (bodyError says why, setAsideAt since
     * when); `retry` if somebody asked to try such a message again.
     */
    { name: 'bodyState', type: 'string', defaultValue: 'pending', hidden: true },
    { name: 'bodyError', type: 'string', hidden: true },
    { name: 'setAsideAt', type: 'date', hidden: true },
    /** For a message that is set aside: not even its header could be read or stored. */
    { name: 'headerMissing', type: 'boolean', hidden: true },
    /**
     * First half of the two-phase unlink: the UID vanished. The row is deleted a turn later unless the message turns up
     * elsewhere.
     */
    { name: 'vanishedAt', type: 'date', hidden: true },
    /**
     * Set as long as the lists of its folder don't show it at its date: it's snoozed until then or, once `returnedAt` is
     * set too, back at the top of the list until somebody reads it. See store/messages/snoozes.ts.
     */
    { name: 'snoozedUntil', type: 'date' },
    { name: 'returnedAt', type: 'date' },
    {
      name: 'addresses',
      type: 'hasMany',
      target: 'mailAddresses',
      foreignKey: 'mailMessageId',
      onDelete: 'CASCADE',
      interface: 'o2m',
      uiSchema: {
        type: 'array',
        title: title('Addresses'),
        'x-component': 'AssociationField',
        'x-component-props': { multiple: true, fieldNames: { label: 'address', value: 'id' } },
      },
    },
    {
      name: 'attachments',
      type: 'hasMany',
      target: 'mailAttachments',
      foreignKey: 'mailMessageId',
      onDelete: 'CASCADE',
    },
  ],
});
