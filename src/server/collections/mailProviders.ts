import { defineCollection } from '@nocobase/database';

/** One row per provider that an admin has set up. `secrets` is an encrypted JSON object. */
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
    /** The tenant-wide consent that was returned to us: `{tenant, grantedAt}`. */
    { name: 'consent', type: 'json' },
    /** The last warning about the secret's expiry, in days before it: 30, 7 or 1; null before the first warning. */
    { name: 'expiryWarned', type: 'integer' },
  ],
});
