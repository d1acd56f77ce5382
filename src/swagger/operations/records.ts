import {
  all,
  FLAG,
  ID,
  listOf,
  NOTHING,
  object,
  one,
  orNull,
  shape,
  TEXT,
  TIME,
  type Operations,
} from '../operation';

const WHICH = {
  'values.ids': 'The messages, 1,000 at most',
  'values.conversations':
    'Whether it also applies to the other messages of their conversations in the same folder',
};

const later = 'Snooze, to-dos and notes';
const TODO = { filterByTk: 'The to-do' };
const NOTE = { filterByTk: 'The note' };
const whatChanged = object({ changed: listOf({ type: 'object' }) });

/** What somebody wants to do about messages later, and what they note about them. */
export const laterOperations: Operations = {
  'mailMessages:snooze': {
    tag: later,
    summary: 'Hides messages from their folder’s list until a time, or shows them again.',
    parameters: { ...WHICH, 'values.until': 'A time within the next year; null ends it' },
    ...{ answer: whatChanged, tool: true },
  },
  'mailTodos:list': {
    tag: later,
    summary: 'Lists messages to be reminded of, and sent messages that nobody has answered in time.',
    ...{ answer: all('FollowUp'), tool: true },
  },
  'mailTodos:create': {
    tag: later,
    summary: 'Reminds of a message on a day, or in some days.',
    parameters: { 'values.messageId': 'The message', 'values.remind': 'Either `days` or the day `on` which' },
    ...{ answer: object({ id: ID, dueAt: TIME, before: orNull(TIME) }), tool: true },
  },
  'mailTodos:postpone': {
    ...{ tag: later, summary: 'Chooses another day.', parameters: TODO, answer: NOTHING },
  },
  'mailTodos:finish': {
    ...{ tag: later, summary: 'Marks a to-do as done.', parameters: TODO, answer: NOTHING },
  },
  'mailTodos:reopen': {
    ...{ tag: later, summary: 'Undoes that, for a day.', parameters: TODO, answer: NOTHING },
  },
  'mailNotes:list': {
    tag: later,
    summary: 'Lists the notes on the conversation of a message.',
    parameters: { messageId: 'Any of its messages' },
    ...{ answer: all('Note'), tool: true },
  },
  'mailNotes:create': {
    tag: later,
    summary: 'Writes a note on the conversation of a message.',
    parameters: { 'values.messageId': 'Any of its messages', 'values.text': 'Plain text' },
    ...{ answer: one('Note'), tool: true },
  },
  'mailNotes:update': { ...{ tag: later, summary: 'Changes a note.', parameters: NOTE, answer: NOTHING } },
  'mailNotes:destroy': {
    ...{
      tag: later,
      summary: 'Deletes a note; it can be restored for a day.',
      parameters: NOTE,
      answer: NOTHING,
    },
  },
  'mailNotes:restore': {
    ...{ tag: later, summary: 'Restores a deleted note.', parameters: NOTE, answer: NOTHING },
  },
};

const records = 'Records';
const ABOUT = {
  messageId: 'The message',
  threadKey: 'All messages of this conversation',
  accountId: 'Its mailbox',
};

/** Links between messages and records of other collections, read with the caller's permissions. */
export const recordOperations: Operations = {
  'mailMessages:link': {
    tag: records,
    summary: 'Links messages to records, and removes such links.',
    parameters: {
      ...WHICH,
      'values.add': 'Records to link, by collection and key',
      'values.remove': 'Records to unlink, by collection and key',
    },
    ...{ answer: whatChanged, tool: true },
  },
  'mailLinks:list': {
    tag: records,
    summary: 'Lists the records that messages are linked to.',
    ...{ parameters: ABOUT, answer: all('LinkedRecord'), tool: true },
  },
  'mailLinks:matching': {
    tag: records,
    summary: 'Lists records with an address that messages are from or to.',
    ...{ parameters: ABOUT, answer: all('Record'), tool: true },
  },
  'mailAddresses:ofRecord': {
    tag: records,
    summary: 'Finds the addresses of a record, in its own fields and in those of records that it leads to.',
    ...{ answer: NOTHING },
  },
  'mailLinks:targets': {
    tag: records,
    summary: 'Lists the collections whose records messages can be linked to.',
    ...{ answer: { schema: listOf(shape({ collection: TEXT, title: TEXT })) }, tool: true },
  },
  'mailLinks:search': {
    tag: records,
    summary: 'Finds records of a collection by their titles.',
    parameters: { text: 'A part of the title; empty for the newest records' },
    answer: { schema: listOf(shape({ collection: TEXT, recordKey: TEXT, title: TEXT, detail: TEXT })) },
    tool: true,
  },
};

const workflows = 'Workflows';

/** What the owner of a mailbox allows workflows. Only the owner sees and changes it, and no agent does it for them. */
export const grantOperations: Operations = {
  'mailGrants:list': {
    tag: workflows,
    summary: 'Lists the workflows that want to use a mailbox, and what they are allowed.',
    answer: {
      schema: listOf(
        shape({ id: orNull(ID), workflowKey: TEXT, title: TEXT, enabled: FLAG, allows: listOf(TEXT) }),
      ),
    },
  },
  'mailGrants:create': {
    ...{ tag: workflows, summary: 'Allows a workflow to use a mailbox.', answer: NOTHING },
  },
  'mailGrants:destroy': {
    tag: workflows,
    summary: 'Takes that back.',
    ...{ parameters: { filterByTk: 'What was allowed' }, answer: NOTHING },
  },
};
