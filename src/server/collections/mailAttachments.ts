import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A part of a mail that is a file. Its content stays on the server and is streamed when asked for. */
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
    /** IMAP section (RFC 3501 §6.4.5), e.g. `2.1`; `source:2.1` where only the whole mail's source leads to it. */
    { name: 'part', type: 'string', length: 100, hidden: true },
    { name: 'encoding', type: 'string', hidden: true },
    { name: 'filename', type: 'text' },
    { name: 'contentType', type: 'string' },
    /** Decoded size; an estimate (BODYSTRUCTURE gives the encoded one). */
    { name: 'size', type: 'bigInt', defaultValue: 0 },
    { name: 'contentId', type: 'text' },
    { name: 'inline', type: 'boolean', defaultValue: false },
  ],
});
