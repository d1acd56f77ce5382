import { defineCollection } from '@nocobase/database';
import { id } from '../fields';

/**
 * A message being written. This row is the authoritative version; a copy for other mail programs is saved later in the
 * mailbox's Drafts folder.
 */
export default defineCollection({
  name: 'mailDrafts',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [
    { unique: true, fields: ['userId', 'key'] },
    { fields: ['accountId'] },
    { fields: ['token'] },
    { fields: ['fileAt'] },
  ],
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'accountId', type: 'bigInt', allowNull: false },
    /** Made by the composer; sending the message uses the same one. */
    { name: 'key', type: 'string', length: 64, allowNull: false },
    /** `open`; `sending` while a send has it; `sent` or `discarded` once its copy has to be removed. */
    { name: 'state', type: 'string', length: 20, allowNull: false },
    /** Rises with each change. */
    { name: 'version', type: 'integer', allowNull: false },
    /** The composer that saved it last, and the number of its request. */
    { name: 'editor', type: 'string', length: 64 },
    { name: 'turn', type: 'integer' },
    /** A DraftInput. */
    { name: 'payload', type: 'json' },
    /** The files that it needs: ids as in the payload, readable without the text. */
    { name: 'uploadIds', type: 'json' },
    /** Octets of the text. */
    { name: 'octets', type: 'bigInt' },
    /** SHA-256 of the payload, in hex: saving the same again changes nothing. */
    { name: 'digest', type: 'string', length: 64 },
    /** For a draft from another program: the headers that make it a reply to a message that isn't stored. */
    { name: 'thread', type: 'json' },
    { name: 'imported', type: 'boolean' },
    /** Together with the version, this makes the Message-ID of the copy. */
    { name: 'token', type: 'string', length: 36, allowNull: false },
    /** The copy in the mailbox: where it is, and which version. */
    { name: 'folderId', type: 'bigInt' },
    { name: 'uidValidity', type: 'string' },
    { name: 'uid', type: 'bigInt' },
    { name: 'filedVersion', type: 'integer' },
    /** The version that is being appended, so that we look for a copy from an interrupted attempt. */
    { name: 'appending', type: 'integer' },
    /** UIDs of replaced copies that are still to be deleted, with their folder and UIDVALIDITY. */
    { name: 'stale', type: 'json' },
    /** When the copy is due to be updated. */
    { name: 'fileAt', type: 'date' },
  ],
});
