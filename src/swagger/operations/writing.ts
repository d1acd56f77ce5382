import { all, file, ID, NOTHING, one, orNull, shape, TEXT, type Operations } from '../operation';

const tag = 'Writing';
const DRAFT = { filterByTk: 'The draft' };
const SEND = {
  'values.key':
    'Chosen by whoever calls it, once for each message: repeating a request with it sends nothing twice',
  'values.html': 'The text, without the quoted original',
  'values.source': 'The message that this one answers or forwards',
  'values.uploadIds': 'Files from mailUploads:create',
  'values.attachmentIds': 'Attachments of the original that are forwarded',
  'values.delay': 'Milliseconds in which sending can be undone',
  'values.sendAt': 'When it is sent, a year from now at most',
};
const OF_OUTBOX = { filterByTk: 'The change or message' };

/** Writing and sending. */
export const writingOperations: Operations = {
  'mailDrafts:write': {
    tag,
    summary: 'Writes a draft of a new message or of an answer, for a person to read and send.',
    description:
      'Adds the signature, and for an answer its recipients, subject and the quoted original. Nothing is sent: the draft is in the Drafts folder of the mailbox.',
    parameters: {
      'values.accountId': 'The mailbox; not needed for an answer',
      'values.answer': 'The message that it answers or forwards',
      'values.to':
        'Recipients, as “Name <address>” or only the address; of a reply, instead of the original’s sender',
      'values.cc': 'More recipients',
      'values.bcc': 'Recipients that the others don’t see',
      'values.subject': 'For an answer, instead of the original’s subject',
      'values.text': 'Plain text, without greeting lines of a signature and without the original',
    },
    answer: one('WrittenDraft'),
    tool: true,
  },
  'mailDrafts:list': {
    tag,
    summary: 'Lists drafts that the Drafts folder doesn’t contain yet, or not in this version.',
    answer: all('DraftSummary'),
  },
  'mailDrafts:get': { ...{ tag, summary: 'Reads a draft.', parameters: DRAFT, answer: NOTHING } },
  'mailDrafts:discard': {
    ...{
      tag,
      summary: 'Discards a draft; it can be restored for a day.',
      parameters: DRAFT,
      answer: NOTHING,
    },
  },
  'mailDrafts:restore': {
    ...{ tag, summary: 'Restores a discarded draft.', parameters: DRAFT, answer: NOTHING },
  },
  'mailMessages:send': {
    tag,
    summary: 'Sends a message.',
    description: 'It goes through the outbox: `mailOperations:get` says what becomes of it.',
    ...{ parameters: SEND, answer: one('Operation') },
  },
  'mailUploads:create': {
    tag,
    summary: 'Uploads a file, to be attached to a message.',
    parameters: { contentId: 'For a picture that the text shows as `cid:`' },
    form: shape({ file: { type: 'string', format: 'binary' } }),
    answer: one('Upload'),
  },
  'mailUploads:copy': { ...{ tag, summary: 'Copies files that are stored already.', answer: all('Upload') } },
  'mailUploads:download': {
    ...{ tag, summary: 'Downloads an upload.', answer: file('application/octet-stream') },
  },
  'mailUploads:destroy': { ...{ tag, summary: 'Deletes an upload.', answer: NOTHING } },
  'mailAddresses:suggest': {
    tag,
    summary: 'Finds people by name or address, the most likely ones first.',
    description: 'From the messages of the signed-in user.',
    ...{ parameters: { text: 'The beginning of a name or an address' }, answer: all('Address'), tool: true },
  },
  'mailOperations:list': {
    tag,
    summary: 'Lists the outbox: what is waiting to be sent or changed on the mail server, and what failed.',
    ...{ answer: all('Operation'), tool: true },
  },
  'mailOperations:get': {
    ...{ tag, summary: 'One entry of the outbox.', parameters: OF_OUTBOX, answer: one('Operation') },
  },
  'mailOperations:retry': {
    ...{ tag, summary: 'Tries again to send a message.', parameters: OF_OUTBOX, answer: one('Operation') },
  },
  'mailOperations:recall': {
    tag,
    summary: 'Undoes a send that is still waiting; the message becomes a draft again.',
    ...{ parameters: OF_OUTBOX, answer: NOTHING },
  },
  'mailOperations:discard': {
    ...{ tag, summary: 'Removes an entry from the outbox.', parameters: OF_OUTBOX, answer: NOTHING },
  },
};

const templates = 'Templates';

/** Templates and groups of recipients. */
export const templateOperations: Operations = {
  'mailTemplates:list': { tag: templates, summary: 'Lists the templates that one may use.', answer: NOTHING },
  'mailTemplates:get': { tag: templates, summary: 'Reads a template.', answer: NOTHING },
  'mailTemplates:create': { tag: templates, summary: 'Creates a template.', answer: NOTHING },
  'mailTemplates:update': { tag: templates, summary: 'Changes a template.', answer: NOTHING },
  'mailTemplates:destroy': { tag: templates, summary: 'Deletes a template.', answer: NOTHING },
  'mailTemplates:render': {
    tag: templates,
    summary: 'Fills in a template with the values of a record and of the signed-in user.',
    answer: { schema: shape({ subject: TEXT, html: TEXT, missing: { type: 'array', items: TEXT } }) },
  },
  'mailGroups:list': { tag: templates, summary: 'Lists the groups of recipients.', answer: all('Group') },
  'mailGroups:create': { tag: templates, summary: 'Creates a group of recipients.', answer: one('Group') },
  'mailGroups:update': { tag: templates, summary: 'Changes a group of recipients.', answer: one('Group') },
  'mailGroups:destroy': { tag: templates, summary: 'Deletes a group of recipients.', answer: NOTHING },
};

const bulk = 'Bulk email';
const CAMPAIGN = { filterByTk: 'The bulk email' };
const CONFIGURE = 'Needs the permission to configure the plugin.';

/** One message for many people, each with their own copy. */
export const bulkOperations: Operations = {
  'mailCampaigns:summaries': { tag: bulk, summary: 'Lists the bulk emails.', answer: all('Campaign') },
  'mailCampaigns:create': { tag: bulk, summary: 'Creates a bulk email as a draft.', answer: NOTHING },
  'mailCampaigns:recipients': {
    tag: bulk,
    summary: 'Lists the recipients, and what became of each message.',
    parameters: { ...CAMPAIGN, before: 'The `next` of the previous page' },
    answer: { schema: { type: 'array', items: { type: 'object' } }, meta: { next: orNull(ID) } },
  },
  'mailCampaigns:test': {
    tag: bulk,
    summary: 'Sends the message of one recipient to the sender.',
    ...{ parameters: CAMPAIGN, answer: one('Operation') },
  },
  ...Object.fromEntries(
    [
      ['open', 'Reads a bulk email.'],
      ['update', 'Changes the draft of a bulk email.'],
      ['addRecipients', 'Adds recipients.'],
      ['removeRecipients', 'Removes recipients.'],
      ['preview', 'Shows the message that a recipient gets.'],
      ['check', 'Says what starting it would mean.'],
      ['start', 'Starts sending.'],
      ['pause', 'Pauses sending.'],
      ['resume', 'Resumes sending.'],
      ['cancel', 'Stops sending for good.'],
      ['retry', 'Sends again to the recipients for whom it failed.'],
      ['destroy', 'Deletes a bulk email that isn’t being sent.'],
    ].map(([verb, summary]) => [
      `mailCampaigns:${verb}`,
      { tag: bulk, summary, parameters: CAMPAIGN, answer: NOTHING },
    ]),
  ),
  'mailSuppressions:list': {
    tag: bulk,
    summary: 'Lists the addresses and domains that get no bulk email.',
    description: CONFIGURE,
    answer: { schema: { type: 'array', items: { type: 'object' } }, meta: { next: orNull(ID) } },
  },
  'mailSuppressions:create': {
    ...{ tag: bulk, summary: 'Adds addresses or domains that get no bulk email.', description: CONFIGURE },
    answer: NOTHING,
  },
  'mailSuppressions:destroy': {
    ...{
      tag: bulk,
      summary: 'Allows bulk email to such an address again.',
      description: CONFIGURE,
      answer: NOTHING,
    },
  },
};
