import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A part of a message that is a file. Its content stays on the server and is streamed on demand. */
export default defineCollection({
  name: 'mailAttachments',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [{ fields: ['mailMessageId'] }],
  fields: [
    id,
    { name: 'mailMessageId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false, index: true },
    /** IMAP section (RFC 3501 §6.4.5), e.g. `2.1`; `source:2.1` if only the message's source leads to it. */
    { name: 'part', type: 'string', length: 100, hidden: true },
    { name: 'encoding', type: 'string', hidden: true },
    { name: 'filename', type: 'text' },
    { name: 'contentType', type: 'string' },
    /** Decoded size in octets, estimated because BODYSTRUCTURE gives the encoded size. */
    { name: 'size', type: 'bigInt', defaultValue: 0 },
    { name: 'contentId', type: 'text' },
    { name: 'inline', type: 'boolean', defaultValue: false },
  ],
});
