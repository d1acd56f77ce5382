import { defineCollection } from '@nocobase/database';

/** A collection of the host's whose records are suggested as recipients, as an administrator has chosen it. */
export default defineCollection({
  name: 'mailAddressBooks',
  migrationRules: ['schema-only'],
  filterTargetKey: 'collection',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  fields: [
    { name: 'collection', type: 'string', primaryKey: true },
    /** Suggestions of a lower one come first. */
    { name: 'position', type: 'integer', defaultValue: 0 },
    { name: 'enabled', type: 'boolean', defaultValue: false, allowNull: false },
    /** Names of fields that together make the person's name, and of those that contain an address. */
    { name: 'names', type: 'json' },
    { name: 'emails', type: 'json' },
    /** A field, or one of the record that an association leads to (`company.name`), as a second line; null for none. */
    { name: 'detail', type: 'string' },
    /** Paths of fields that are shown of a record beside a message, and the address of the page that shows one. */
    { name: 'shown', type: 'json' },
    { name: 'page', type: 'text' },
  ],
});
