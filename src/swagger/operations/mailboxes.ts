import {
  COUNT,
  FLAG,
  ID,
  listOf,
  NOTHING,
  object,
  one,
  orNull,
  ref,
  shape,
  TEXT,
  type Operations,
} from '../operation';

const tag = 'Mailboxes';
const OF_ACCOUNT = { filterByTk: 'The mailbox' };
const OF_FOLDER = { filterByTk: 'The folder' };

/** Mailboxes, their addresses and their folders. */
export const mailboxOperations: Operations = {
  'mailAccounts:sync': {
    ...{
      tag,
      summary: 'Looks for changes in a mailbox now.',
      parameters: OF_ACCOUNT,
      answer: NOTHING,
      tool: true,
    },
  },
  'mailAccounts:disconnect': {
    tag,
    summary: 'Disconnects a mailbox and removes everything of it that is stored here.',
    description: 'Nothing changes on the mail server. Mail that has not been sent yet is lost.',
    ...{ parameters: OF_ACCOUNT, answer: NOTHING },
  },
  'mailAccounts:addShared': {
    tag,
    summary: 'Adds a shared mailbox that the owner of a connected mailbox may open.',
    parameters: {
      'values.accountId': 'The connected mailbox',
      'values.address': 'The address of the shared one',
    },
    answer: object({ id: ID }),
  },
  'mailAccounts:getSyncOptions': {
    tag,
    summary: 'Which folders and which period of a mailbox are stored here.',
    ...{ parameters: OF_ACCOUNT, answer: NOTHING },
  },
  'mailAccounts:setSyncOptions': {
    tag,
    summary: 'Chooses the folders and the period that are stored here.',
    description: 'What is left out stays on the mail server.',
    answer: NOTHING,
  },
  'mailProviders:list': {
    tag,
    summary: 'The providers whose mailboxes people can connect.',
    answer: { schema: listOf(shape({ name: TEXT, title: TEXT, ready: FLAG })) },
  },
  'mailIdentities:save': {
    tag,
    summary: 'Adds or changes an address that a mailbox sends from, with its name and signatures.',
    answer: one('Identity'),
  },
  'mailIdentities:remove': {
    ...{ tag, summary: 'Removes an address that a mailbox sends from.', answer: NOTHING },
  },
  'mailFolders:create': {
    tag,
    summary: 'Creates a folder.',
    parameters: { 'values.parentId': 'The folder in which it is created; none for the top level' },
    answer: object({ id: ID }),
  },
  'mailFolders:rename': { ...{ tag, summary: 'Renames a folder.', parameters: OF_FOLDER, answer: NOTHING } },
  'mailFolders:remove': {
    tag,
    summary: 'Moves a folder to the trash, with everything in it.',
    description: 'A folder in the trash is deleted permanently, but only with `permanently`.',
    ...{ parameters: OF_FOLDER, answer: NOTHING },
  },
  'mailFolders:empty': {
    tag,
    summary: 'Permanently deletes everything in the trash or junk folder.',
    ...{ parameters: OF_FOLDER, answer: NOTHING },
  },
  'mailFolders:markRead': {
    ...{ tag, summary: 'Marks everything in a folder as read.', parameters: OF_FOLDER, answer: NOTHING },
  },
};

const admin = 'Administration';
const OVERSEE = 'Needs the permission to oversee all mailboxes.';

/** For those who look after everybody's mailboxes. */
export const adminOperations: Operations = {
  'mailAdmin:list': {
    ...{ tag: admin, summary: 'All connected mailboxes and how they are doing.', description: OVERSEE },
    answer: { schema: listOf(ref('AccountOverview')), meta: { count: COUNT } },
  },
  'mailAdmin:events': {
    ...{ tag: admin, summary: 'What happened to a mailbox, newest first.', description: OVERSEE },
    ...{ parameters: OF_ACCOUNT, answer: { schema: listOf({ type: 'object' }) } },
  },
  ...Object.fromEntries(
    [
      ['sync', 'Looks for changes in a mailbox now.'],
      ['pause', 'Stops reading and sending for a mailbox until somebody resumes it.'],
      ['resume', 'Resumes a mailbox that was paused.'],
      ['disconnect', 'Disconnects a mailbox and removes everything of it that is stored here.'],
    ].map(([verb, summary]) => [
      `mailAdmin:${verb}`,
      { tag: admin, summary, description: OVERSEE, parameters: OF_ACCOUNT, answer: NOTHING },
    ]),
  ),
  'mailHealth:check': {
    tag: admin,
    summary: 'Whether mail is read and sent, for monitoring.',
    description: `Answers with status 503 if it is not. ${OVERSEE}`,
    answer: object({
      status: { type: 'string', enum: ['ok', 'degraded', 'down'] },
      accounts: { type: 'object', description: 'Number of mailboxes by state' },
      queue: shape({ length: COUNT, oldest: orNull(COUNT) }),
    }),
  },
};
