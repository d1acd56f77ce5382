import { defineCollection } from '@nocobase/database';

/** The company's signature; its only row is called `company`. People's own signatures are in `mailIdentities`. */
export default defineCollection({
  name: 'mailSignatures',
  migrationRules: ['schema-only'],
  shared: true,
  filterTargetKey: 'name',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  fields: [
    { name: 'name', type: 'string', primaryKey: true },
    /** HTML with variables: sanitized before it's stored, and again once they're filled in. */
    { name: 'html', type: 'text', length: 'long' },
    /** The same for replies and forwarded mail; null if they have the same one. */
    { name: 'answerHtml', type: 'text', length: 'long' },
    /** `below` a person's own signature, or `instead` of it. */
    { name: 'place', type: 'string', length: 20, defaultValue: 'below' },
  ],
});
