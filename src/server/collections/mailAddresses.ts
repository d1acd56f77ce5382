import { defineCollection } from '@nocobase/database';
import { READ_ONLY, email, id, input, select, title } from '../fields';

export const ADDRESS_ROLES = ['from', 'to', 'cc', 'bcc', 'replyTo'] as const;

/** One address of one message, in lower case. A customer's page finds its messages through these. */
export default defineCollection({
  name: 'mailAddresses',
  title: title('Mail addresses'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  availableActions: READ_ONLY,
  filterTargetKey: 'id',
  titleField: 'address',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  // All indexes are listed here: with `index` on a field, the host forgets those whose fields are defined after it.
  indexes: [
    { fields: ['accountId'] },
    { fields: ['address', 'accountId', 'receivedAt', 'mailMessageId'] },
    { fields: ['domain', 'accountId', 'receivedAt', 'mailMessageId'] },
    { fields: ['mailMessageId'] },
  ],
  fields: [
    id,
    { name: 'mailMessageId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    select('role', 'Role', ADDRESS_ROLES),
    email('address', 'Address'),
    input('domain', 'Domain'),
    input('name', 'Name', 'text'),
    /** The message's date, which never changes: it finds a person's messages by date without reading all of them. */
    { name: 'receivedAt', type: 'date', hidden: true },
  ],
});
