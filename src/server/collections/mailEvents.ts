import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** Events of an account. The last 500 of each are kept, without subjects or addresses. */
export default defineCollection({
  name: 'mailEvents',
  dumpRules: 'skipped',
  dataCategory: 'runtime',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [{ fields: ['accountId', 'id'] }, { fields: ['at'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', allowNull: false },
    { name: 'code', type: 'string' },
    { name: 'node', type: 'string' },
    /** Identical events in a row are stored as one. */
    { name: 'count', type: 'integer', defaultValue: 1 },
    { name: 'firstAt', type: 'date', allowNull: false },
    { name: 'at', type: 'date', allowNull: false },
  ],
});
