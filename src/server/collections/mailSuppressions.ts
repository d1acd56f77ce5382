import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** An address, or a domain (`@example.com`), that gets no bulk email from anybody here. */
export default defineCollection({
  name: 'mailSuppressions',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  indexes: [{ unique: true, fields: ['address'] }],
  fields: [
    id,
    /** In lower case. */
    { name: 'address', type: 'string', length: 254, allowNull: false },
    { name: 'reason', type: 'string', length: 20, allowNull: false },
  ],
});
