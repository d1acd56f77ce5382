import { defineCollection } from '@nocobase/database';

/** A sign-in in progress: one row for ten minutes, deleted by the callback that uses it (RFC 6749 §10.12). */
export default defineCollection({
  name: 'mailConnects',
  dumpRules: 'skipped',
  dataCategory: 'runtime',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  fields: [
    /** SHA-256 of the state parameter, hex. */
    { name: 'stateHash', type: 'string', primaryKey: true },
    /** SHA-256 of the browser's cookie, hex. */
    { name: 'browserHash', type: 'string', allowNull: false },
    { name: 'userId', type: 'bigInt', allowNull: false },
    /** `connect`: a person's mailbox; `consent`: an administrator's consent for the whole organization. */
    { name: 'purpose', type: 'string', allowNull: false, defaultValue: 'connect' },
    { name: 'provider', type: 'string', allowNull: false },
    { name: 'accountId', type: 'bigInt' },
    /** Encrypted: PKCE verifier and nonce. */
    { name: 'proof', type: 'text', hidden: true },
    { name: 'redirectUri', type: 'string', length: 1000 },
    /** A path of this app, never another site. */
    { name: 'returnTo', type: 'string', length: 1000 },
    { name: 'expiresAt', type: 'date', allowNull: false },
  ],
});
