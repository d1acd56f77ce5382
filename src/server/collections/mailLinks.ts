import { defineCollection } from '@nocobase/database';
import { LONGEST_RECORD_PART } from '../../common';
import { id } from '../fields';

/** Made of its columns, the name would be longer than MariaDB allows. PostgreSQL has one namespace for all tables. */
const BY_RECORD = `${process.env.DB_TABLE_PREFIX ?? ''}mail_links_by_record`;

/** A link from a message to a record. Messages keep their rows when they're moved, so they keep their links. */
export default defineCollection({
  name: 'mailLinks',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  indexes: [
    { unique: true, fields: ['mailMessageId', 'collection', 'recordKey', 'dataSource'] },
    { name: BY_RECORD, fields: ['collection', 'recordKey', 'accountId', 'receivedAt', 'mailMessageId'] },
    { fields: ['accountId'] },
  ],
  fields: [
    id,
    /** Who linked it: the mailbox's owner. */
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    { name: 'mailMessageId', type: 'bigInt', allowNull: false },
    /** `main` for the app's own database. */
    { name: 'dataSource', type: 'string', length: 50, allowNull: false },
    { name: 'collection', type: 'string', length: LONGEST_RECORD_PART, allowNull: false },
    /** The value of the collection's key, as text. */
    { name: 'recordKey', type: 'string', length: LONGEST_RECORD_PART, allowNull: false },
    /** A `LINK_ORIGIN`. */
    { name: 'origin', type: 'string', length: 20, allowNull: false },
    /** The message's date, which never changes: it finds a record's messages by date without reading all of them. */
    { name: 'receivedAt', type: 'date', allowNull: false },
  ],
});
