import { defineCollection } from '@nocobase/database';

/**
 * File content in pieces of at most 256 KiB, so that any node can read and write a file of any size as a stream,
 * without a shared disk and without holding it in memory.
 */
export default defineCollection({
  name: 'mailBlobs',
  dumpRules: 'skipped',
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  indexes: [{ unique: true, fields: ['blobId', 'seq'] }],
  fields: [
    { name: 'id', type: 'snowflakeId', primaryKey: true },
    { name: 'blobId', type: 'string', allowNull: false },
    { name: 'seq', type: 'integer', allowNull: false },
    { name: 'data', type: 'blob', length: 'medium', allowNull: false },
  ],
});
