import { defineCollection } from '@nocobase/database';
import { email, id, input, select, title } from '../fields';

export const ADDRESS_ROLES = ['from', 'to', 'cc', 'bcc', 'replyTo'] as const;

/** One address of one mail, lower case: how a customer's page finds its mails. */
export default defineCollection({
  name: 'mailAddresses',
  title: title('Mail addresses'),
  migrationRules: ['schema-only'],
  uiManageable: true,
  filterTargetKey: 'id',
  titleField: 'address',
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  // All of them here: `index` at a field makes the host forget those whose fields are defined after it.
  indexes: [
    { fields: ['accountId'] },
    { fields: ['address', 'accountId', 'receivedAt', 'mailMessageId'] },
    { fields: ['domain'] },
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
    /** Its mail's, which never changes: a person's mails by date without reading all of them. */
    { name: 'receivedAt', type: 'date', hidden: true },
  ],
});
