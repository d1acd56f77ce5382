import { defineCollection } from '@nocobase/database';

/** The text of a message as it arrived, unsanitised. It's only read through `mailMessages:body`. */
export default defineCollection({
  name: 'mailBodies',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  fields: [
    { name: 'mailMessageId', type: 'bigInt', primaryKey: true },
    { name: 'accountId', type: 'bigInt', allowNull: false, index: true },
    /** Octets of text and HTML, so that an account's storage can be calculated without reading them. */
    { name: 'size', type: 'integer', defaultValue: 0 },
    { name: 'text', type: 'text', length: 'long' },
    { name: 'html', type: 'text', length: 'long', hidden: true },
    /** Notices to the reader: `MessageNotice[]` of common/types.ts. Always written, as in mailMessages. */
    { name: 'notices', type: 'json', hidden: true },
    /** Facts from the message's header: `MessageFacts` of messageFacts.ts. */
    { name: 'facts', type: 'json', hidden: true },
  ],
});
