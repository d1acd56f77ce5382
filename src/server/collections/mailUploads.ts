import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/** A file waiting to be sent. Its content is in `mailBlobs`. */
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
    /** For a picture in a message's text: its Content-ID, without angle brackets. */
    { name: 'contentId', type: 'string' },
    /** Octets; until the whole file has arrived, those reserved for it. */
    { name: 'size', type: 'bigInt', defaultValue: 0 },
    /** Null while the file is being uploaded. */
    { name: 'blobId', type: 'string', hidden: true },
  ],
});
