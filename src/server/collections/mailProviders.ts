import { defineCollection } from '@nocobase/database';

/** One row a provider that an admin has set up. `secrets` is an encrypted JSON object. */
export default defineCollection({
  name: 'mailProviders',
  migrationRules: ['schema-only'],
  shared: true,
  filterTargetKey: 'name',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  fields: [
    { name: 'name', type: 'string', primaryKey: true },
    { name: 'enabled', type: 'boolean', defaultValue: false },
    { name: 'settings', type: 'json', defaultValue: {} },
    { name: 'secrets', type: 'text', hidden: true },
    { name: 'secretsSavedAt', type: 'json', defaultValue: {} },
  ],
});
