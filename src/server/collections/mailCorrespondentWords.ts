import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** The words by which a row of `mailCorrespondents` is found while somebody types: parts of the name and address. */
export default defineCollection({
  name: 'mailCorrespondentWords',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [{ fields: ['accountId', 'word', 'address'] }, { fields: ['accountId', 'address'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'address', type: 'string', allowNull: false },
    /** The word's first octets as hexadecimal digits, which every database sorts the same way. */
    { name: 'word', type: 'string', length: 80, allowNull: false },
  ],
});
