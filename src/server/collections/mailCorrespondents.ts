import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * The people whom an account's messages name, one row for each address. Suggestions of recipients are ranked by it; it
 * outlives the messages, as people remember whom they wrote to.
 */
export default defineCollection({
  name: 'mailCorrespondents',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [{ unique: true, fields: ['accountId', 'address'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    /** In lower case. */
    { name: 'address', type: 'string', allowNull: false },
    { name: 'name', type: 'string', defaultValue: '' },
    /** A `STANDING` of store/correspondents/standing.ts. */
    { name: 'standing', type: 'integer', defaultValue: 0, allowNull: false },
    /** How often and how recently messages gave this standing; see store/correspondents/standing.ts. */
    { name: 'weight', type: 'double', defaultValue: 0, allowNull: false },
    /** Date of the newest message that names the person. */
    { name: 'lastAt', type: 'date' },
  ],
});
