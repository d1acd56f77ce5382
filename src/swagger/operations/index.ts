import { one, rowsOf, type Operation, type Operations, type Schema } from '../operation';
import { adminOperations, mailboxOperations } from './mailboxes';
import { labelOperations, messageOperations } from './messages';
import { grantOperations, laterOperations, recordOperations } from './records';
import { bulkOperations, templateOperations, writingOperations } from './writing';

/** Every action that other programs may rely on. */
export const OPERATIONS: Operations = {
  ...mailboxOperations,
  ...messageOperations,
  ...labelOperations,
  ...laterOperations,
  ...recordOperations,
  ...writingOperations,
  ...templateOperations,
  ...bulkOperations,
  ...grantOperations,
  ...adminOperations,
};

const CLIENT = 'a part of how our own client works, which may change with it';
const BROWSER = 'a browser goes there during a sign-in or from a link';
const SETTINGS = 'only the settings page of an administrator needs it';

/** The other actions, and why nobody else should rely on them. */
export const UNDESCRIBED: Record<string, string> = {
  'mailAccounts:connect': BROWSER,
  'mailAccounts:callback': BROWSER,
  'mailCampaigns:unsubscribe': BROWSER,
  'mailProviders:get': SETTINGS,
  'mailProviders:save': SETTINGS,
  'mailProviders:check': SETTINGS,
  'mailProviders:consent': SETTINGS,
  'mailAddressBooks:get': SETTINGS,
  'mailAddressBooks:fields': SETTINGS,
  'mailAddressBooks:save': SETTINGS,
  'mailSignatures:get': SETTINGS,
  'mailSignatures:save': SETTINGS,
  'mailSignatures:preview': SETTINGS,
  'mailTemplates:share': SETTINGS,
  'mailTemplates:roles': SETTINGS,
  'mailTemplates:variables': CLIENT,
  'mailAddressBooks:list': CLIENT,
  'mailAddressBooks:search': CLIENT,
  'mailAttachments:enclosed': CLIENT,
  'mailDrafts:save': CLIENT,
  'mailDrafts:open': CLIENT,
  'mailDrafts:copy': CLIENT,
  'mailPreferences:get': CLIENT,
  'mailPreferences:save': CLIENT,
  'mailSignatures:mine': CLIENT,
  'mailLinks:creatable': CLIENT,
  'mailLinks:form': CLIENT,
  'mailUploads:ofRecord': CLIENT,
  'mailUploads:fileCollections': CLIENT,
  'mailUploads:filesOf': CLIENT,
};

const query = (name: string, schema: Schema, description: string): Schema => ({
  ...{ name, in: 'query', required: false, schema, description },
});
const LISTED: Schema[] = [
  {
    ...{
      name: 'filter',
      in: 'query',
      required: false,
      description: 'Conditions as NocoBase’s filters have them',
    },
    content: { 'application/json': { schema: { type: 'object' } } },
  },
  query('sort', { type: 'string' }, 'Fields; with a - in front, in descending order'),
  query('page', { type: 'integer', minimum: 1 }, 'The page'),
  query('pageSize', { type: 'integer', minimum: 1 }, 'Rows per page'),
];
const FOUND: Schema[] = [
  {
    ...{ name: 'filterByTk', in: 'query', required: true, description: 'The id' },
    schema: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
  },
];

const reads = (resource: string, tag: string, schema: string, many: string, single: string, tool?: true) => ({
  [`${resource}:list`]: {
    parameters: LISTED,
    operation: { tag, summary: many, answer: rowsOf(schema), ...(tool ? { tool } : {}) } satisfies Operation,
  },
  [`${resource}:get`]: {
    parameters: FOUND,
    operation: { tag, summary: single, answer: one(schema) } satisfies Operation,
  },
});

/** The host's own reads on our collections, which are limited to the caller's mailboxes as well. */
export const HOST_READS: Record<string, { operation: Operation; parameters: Schema[] }> = {
  ...reads(
    'mailAccounts',
    'Mailboxes',
    'Account',
    'Lists the connected mailboxes.',
    'Reads a mailbox.',
    true,
  ),
  ...reads(
    'mailIdentities',
    'Mailboxes',
    'Identity',
    'Lists the addresses that mailboxes send from.',
    'Reads one.',
  ),
  ...reads(
    'mailFolders',
    'Mailboxes',
    'Folder',
    'Lists the folders of the mailboxes.',
    'Reads a folder.',
    true,
  ),
  ...reads(
    'mailMessages',
    'Messages',
    'Message',
    'Lists messages, with NocoBase’s filters.',
    'Reads a message without its text.',
  ),
};
