import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** What an account's owner has allowed somebody else: so far, a workflow. */
export default defineCollection({
  name: 'mailGrants',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ unique: true, fields: ['accountId', 'kind', 'grantee'] }, { fields: ['kind', 'grantee'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', length: 20, allowNull: false },
    /** For a workflow: its key, which all of its versions share. */
    { name: 'grantee', type: 'string', length: 100, allowNull: false },
    /** `GrantPower[]` */
    { name: 'allows', type: 'json' },
    { name: 'grantedById', type: 'bigInt', allowNull: false },
  ],
});
