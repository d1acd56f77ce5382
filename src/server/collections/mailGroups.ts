import { defineCollection } from '@nocobase/database';
import { LONGEST_GROUP_NAME } from '../../common';
import { id } from '../fields';

/** People whom somebody often writes to together, under a name that only this user sees. */
export default defineCollection({
  name: 'mailGroups',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ fields: ['userId'] }],
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'name', type: 'string', length: LONGEST_GROUP_NAME, allowNull: false },
    { name: 'members', type: 'json' },
  ],
});
