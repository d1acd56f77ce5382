import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * The blind-copy recipients of a message of ours (RFC 5322 §3.6.3). No copy of the message names them, not even the one
 * that the server files in Sent. They're kept as long as the account exists, so that they're still known after
 * everything has been reloaded.
 */
export default defineCollection({
  name: 'mailBlindCopies',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  indexes: [{ unique: true, fields: ['accountId', 'token'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    /** The message's token; its Message-ID and private header are made from it. */
    { name: 'token', type: 'string', length: 64, allowNull: false },
    { name: 'recipients', type: 'json' },
  ],
});
