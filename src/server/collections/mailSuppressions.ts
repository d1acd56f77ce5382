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
  // The host removes a unique index on a single column when it synchronizes the table.
  indexes: [{ unique: true, fields: ['address', 'scope'] }],
  fields: [
    id,
    /** In lower case. */
    { name: 'address', type: 'string', length: 254, allowNull: false },
    /** Whose bulk email: so far, always everybody's. */
    { name: 'scope', type: 'string', length: 20, defaultValue: 'all', allowNull: false },
    { name: 'reason', type: 'string', length: 20, allowNull: false },
  ],
});
