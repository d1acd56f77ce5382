import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** What happened to an account, the last 500 events of each: no subjects, no addresses. */
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
    /** The same thing in a row is one event. */
    { name: 'count', type: 'integer', defaultValue: 1 },
    { name: 'firstAt', type: 'date', allowNull: false },
    { name: 'at', type: 'date', allowNull: false },
  ],
});
