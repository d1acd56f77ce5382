import { defineCollection } from '@nocobase/database';

/** The text of a mail as it came, unsanitised: read through `mailMessages:body` alone. */
export default defineCollection({
  name: 'mailBodies',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  fields: [
    { name: 'mailMessageId', type: 'bigInt', primaryKey: true },
    { name: 'accountId', type: 'bigInt', allowNull: false, index: true },
    /** Octets of text and HTML, so that an account's storage can be told without reading them. */
    { name: 'size', type: 'integer', defaultValue: 0 },
    { name: 'text', type: 'text', length: 'long' },
    { name: 'html', type: 'text', length: 'long', hidden: true },
  ],
});
