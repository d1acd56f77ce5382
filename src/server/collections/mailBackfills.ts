import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * Work that an upgrade still has to do on the rows of an account, because nobody should have to wait for it.
 * Migrations schedule it (store/accounts/backfills.ts), and `backfills/` carries it out.
 */
export default defineCollection({
  name: 'mailBackfills',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  indexes: [{ unique: true, fields: ['name', 'accountId'] }],
  fields: [
    id,
    /** A `BackfillName` of common/accounts.ts. */
    { name: 'name', type: 'string', length: 50, allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'state', type: 'string', length: 20, defaultValue: 'waiting' },
    /** Where to continue, in a format that depends on the backfill; null at the beginning. */
    { name: 'cursor', type: 'string' },
    /** Rows processed, and the number of rows there were at the start. */
    { name: 'done', type: 'integer', defaultValue: 0 },
    { name: 'total', type: 'integer', defaultValue: 0 },
    /** The error code that stopped the last attempt. */
    { name: 'reason', type: 'string' },
    /** A node is working on it until then: milliseconds since the epoch, by the database's clock. */
    { name: 'until', type: 'bigInt', defaultValue: 0 },
    { name: 'startedAt', type: 'date' },
    { name: 'finishedAt', type: 'date' },
  ],
});
