import { defineCollection } from '@nocobase/database';
import { LONGEST_LABEL_NAME } from '../../common';
import { id } from '../fields';

/** A label that somebody puts on messages. Only this user sees it. */
export default defineCollection({
  name: 'mailLabels',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ unique: true, fields: ['userId', 'nameKey'] }],
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'name', type: 'string', length: LONGEST_LABEL_NAME, allowNull: false },
    /** The name as it's compared: `labelKey`. */
    { name: 'nameKey', type: 'string', allowNull: false },
    { name: 'color', type: 'string', length: 20, allowNull: false },
  ],
});
