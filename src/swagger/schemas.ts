import { ACCOUNT_STATES, ERROR_CODES, LABEL_COLORS } from '../common';
import { COUNT, FLAG, ID, listOf, orNull, ref, shape, TEXT, TIME, type Schema } from './operation';

const words = (list: readonly string[]): Schema => ({ type: 'string', enum: [...list] });
const explained = (schema: Schema, description: string): Schema => ({ ...schema, description });
const people = listOf(ref('Address'));
const ROLES = ['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive', 'outbox', 'other'];
const STATES = ['pending', 'running', 'sending', 'sent', 'unclear', 'done', 'failed'];

const MESSAGE = {
  id: ID,
  accountId: ID,
  folderId: ID,
  messageId: explained(orNull(TEXT), 'The Message-ID of RFC 5322, with its angle brackets'),
  threadKey: explained(TEXT, 'The same for all messages of a conversation'),
  subject: TEXT,
  fromName: TEXT,
  fromAddress: TEXT,
  from: people,
  to: people,
  cc: people,
  bcc: people,
  replyTo: people,
  sentAt: TIME,
  receivedAt: TIME,
  size: explained(COUNT, 'Octets'),
  seen: FLAG,
  flagged: FLAG,
  answered: FLAG,
  draft: FLAG,
  hasAttachments: FLAG,
  preview: explained(TEXT, 'The first 200 characters of the text'),
  labels: explained(listOf(ID), 'The labels of the signed-in user'),
  bounced: explained(FLAG, 'A report says that the message did not reach everyone'),
  conversation: ref('ConversationSummary'),
};

const RECORD = {
  collection: TEXT,
  recordKey: TEXT,
  collectionTitle: TEXT,
  title: explained(orNull(TEXT), 'Null for a record that one may not view, or that is gone'),
  fields: listOf(shape({ titles: listOf(TEXT), value: TEXT })),
  page: explained(orNull(TEXT), 'Where the record is shown in this app'),
};

/** What the answers consist of; `common/` has the same as types. */
export const SCHEMAS: Record<string, Schema> = {
  Errors: shape({
    errors: listOf(
      shape({ code: explained(words(ERROR_CODES), 'What is wrong'), message: TEXT, field: TEXT }, [
        'code',
        'field',
      ]),
    ),
  }),
  Address: shape({ name: explained(TEXT, 'Empty if there is none'), address: TEXT }),
  Account: shape({
    id: ID,
    provider: TEXT,
    address: TEXT,
    displayName: orNull(TEXT),
    state: words(ACCOUNT_STATES),
    reason: explained(orNull(TEXT), 'Why it is in this state'),
  }),
  Identity: shape({
    id: ID,
    accountId: ID,
    name: TEXT,
    address: TEXT,
    signature: explained(TEXT, 'HTML'),
    answerSignature: explained(orNull(TEXT), 'For replies and forwards; null for the same one'),
    isDefault: FLAG,
  }),
  Folder: shape({
    id: ID,
    accountId: ID,
    path: TEXT,
    name: TEXT,
    role: words(ROLES),
    selectable: explained(FLAG, 'Whether it can contain messages'),
    total: COUNT,
    unread: COUNT,
  }),
  ConversationSummary: shape({
    total: COUNT,
    unread: COUNT,
    flagged: COUNT,
    hasAttachments: FLAG,
    participants: people,
  }),
  Thread: shape({
    ...{ id: ID, accountId: ID, folderId: ID, threadKey: TEXT, total: COUNT, unread: COUNT, flagged: COUNT },
    ...{ hasAttachments: FLAG, subject: TEXT, participants: people, latestAt: TIME, latestMessageId: ID },
    ...{ preview: TEXT, toText: TEXT },
  }),
  AccountOverview: shape({
    ...{ id: ID, provider: TEXT, address: TEXT, owner: shape({ id: ID, name: TEXT }) },
    ...{ state: words(ACCOUNT_STATES), reason: orNull(TEXT), folders: COUNT, messages: COUNT },
    storage: explained(COUNT, 'Octets'),
  }),
  Campaign: shape({
    ...{ id: ID, accountId: ID, state: TEXT, reason: orNull(TEXT), subject: TEXT, createdAt: TIME },
  }),
  Message: shape(
    MESSAGE,
    Object.keys(MESSAGE).filter((name) => !['id', 'accountId', 'folderId'].includes(name)),
  ),
  Attachment: shape(
    {
      id: ID,
      filename: TEXT,
      contentType: TEXT,
      size: explained(COUNT, 'Octets'),
      contentId: orNull(TEXT),
      inline: explained(FLAG, 'Shown inside the text'),
    },
    ['contentId', 'inline'],
  ),
  MessageBody: shape({
    id: ID,
    html: explained(TEXT, 'Sanitized; empty if the message has none'),
    text: TEXT,
    attachments: listOf(ref('Attachment')),
  }),
  MessageText: shape({
    ...{ id: ID, accountId: ID, folderId: ID, threadKey: TEXT, subject: TEXT },
    ...{ from: people, to: people, cc: people, sentAt: TIME },
    text: explained(TEXT, 'What a person sees of the message'),
    complete: explained(FLAG, 'False if only the beginning is here, or nothing'),
    attachments: listOf(ref('Attachment')),
  }),
  Moved: shape({
    moved: explained(
      listOf(shape({ id: ID, folderId: ID })),
      'The messages, and the folders that they were in',
    ),
  }),
  Removed: shape({ trashed: listOf(shape({ id: ID, folderId: ID })), deleted: listOf(ID) }),
  Label: shape({ id: ID, name: TEXT, color: words(LABEL_COLORS) }),
  Operation: shape(
    {
      id: ID,
      accountId: ID,
      kind: TEXT,
      state: words(STATES),
      reason: explained(orNull(TEXT), 'Why it failed or waits'),
      attempts: COUNT,
      nextAttemptAt: orNull(TIME),
      subject: TEXT,
      createdAt: TIME,
    },
    ['subject'],
  ),
  WrittenDraft: shape({ id: ID, accountId: ID, subject: TEXT, to: people, cc: people, bcc: people }),
  DraftSummary: shape({
    ...{ id: ID, accountId: ID, subject: TEXT, to: people },
    ...{ preview: TEXT, hasAttachments: FLAG, updatedAt: TIME },
  }),
  Upload: shape({ id: ID, filename: TEXT, contentType: TEXT, size: COUNT, contentId: orNull(TEXT) }, [
    'contentId',
  ]),
  Group: shape({ id: ID, name: TEXT, members: people }),
  FollowUp: shape({
    ...{
      id: ID,
      accountId: ID,
      kind: words(['noAnswer', 'toDo']),
      due: FLAG,
      subject: TEXT,
      recipients: people,
    },
    ...{ sentAt: TIME, dueAt: TIME, messageId: orNull(ID), folderId: orNull(ID) },
  }),
  Note: shape({ id: ID, text: TEXT, createdAt: TIME, editedAt: orNull(TIME) }),
  Record: shape(RECORD),
  LinkedRecord: shape({ ...RECORD, origin: words(['hand', 'rule', 'answer']), messageIds: listOf(ID) }),
};
