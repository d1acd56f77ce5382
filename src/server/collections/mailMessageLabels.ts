import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A label on a message. Messages keep their rows when they're moved, so they keep their labels. */
export default defineCollection({
  name: 'mailMessageLabels',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  indexes: [
    { unique: true, fields: ['mailMessageId', 'labelId'] },
    { fields: ['labelId', 'receivedAt', 'mailMessageId'] },
    { fields: ['accountId'] },
  ],
  fields: [
    id,
    { name: 'labelId', type: 'bigInt', allowNull: false },
    { name: 'mailMessageId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    /** The message's date, which never changes: it finds a label's messages by date without reading all of them. */
    { name: 'receivedAt', type: 'date', allowNull: false },
  ],
});
