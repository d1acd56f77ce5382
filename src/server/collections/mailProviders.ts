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
    /** The tenant-wide consent that came back to us: `{tenant, grantedAt}`. */
    { name: 'consent', type: 'json' },
    /** Days before the secret's expiry that was last warned of: 30, 7 or 1; null before the first warning. */
    { name: 'expiryWarned', type: 'integer' },
  ],
});
