import { defineCollection } from '@nocobase/database';
import { LONGEST_TEMPLATE_FOLDER, LONGEST_TEMPLATE_SUBJECT, LONGEST_TEMPLATE_TITLE } from '../../common';
import { id } from '../fields';

/** A text that a person keeps to write messages with, alone or together with others who have one of its roles. */
export default defineCollection({
  name: 'mailTemplates',
  migrationRules: ['schema-only'],
  filterTargetKey: 'id',
  autoGenId: false,
  createdAt: true,
  updatedAt: true,
  indexes: [{ fields: ['userId'] }, { fields: ['isShared'] }],
  fields: [
    id,
    { name: 'userId', type: 'bigInt', allowNull: false },
    { name: 'folder', type: 'string', length: LONGEST_TEMPLATE_FOLDER, defaultValue: '' },
    { name: 'title', type: 'string', length: LONGEST_TEMPLATE_TITLE, allowNull: false },
    { name: 'subject', type: 'string', length: LONGEST_TEMPLATE_SUBJECT, defaultValue: '' },
    /** HTML with variables: sanitized before it's stored, and again once they're filled in. */
    { name: 'html', type: 'text', length: 'long' },
    /** The beginning of the text, for lists. */
    { name: 'preview', type: 'text' },
    /** BCP 47; '' for the writer's own language. */
    { name: 'language', type: 'string', length: 20, defaultValue: '' },
    /** Names of the roles whose members may use it, and whether there are any. */
    { name: 'roles', type: 'json' },
    { name: 'isShared', type: 'boolean', defaultValue: false, allowNull: false },
    /** Ids of the owner's uploads; no message has the same ones. */
    { name: 'uploadIds', type: 'json' },
  ],
});
