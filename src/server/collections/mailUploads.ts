import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A file that waits to be sent. Its content lies in `mailBlobs`. */
export default defineCollection({
  name: 'mailUploads',
  dumpRules: 'skipped',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false, index: true },
    { name: 'filename', type: 'text' },
    { name: 'contentType', type: 'string' },
    { name: 'size', type: 'bigInt', defaultValue: 0 },
    { name: 'blobId', type: 'string', hidden: true },
  ],
});
