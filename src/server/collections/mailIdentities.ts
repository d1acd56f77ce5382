import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** An address that an account may send from, with its name and signature. */
export default defineCollection({
  name: 'mailIdentities',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ unique: true, fields: ['accountId', 'address'] }],
  fields: [
    id,
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'name', type: 'string', defaultValue: '' },
    { name: 'address', type: 'string', allowNull: false },
    /** HTML as it was saved: sanitised before it's stored, and again before it's sent or shown. */
    { name: 'signature', type: 'text', length: 'long' },
    /** The same for replies and forwards; null if they have the same one. */
    { name: 'answerSignature', type: 'text', length: 'long' },
    { name: 'isDefault', type: 'boolean', defaultValue: false },
  ],
});
