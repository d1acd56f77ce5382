/** What a plugin for the new client needs. */
export { Plugin } from '@nocobase/client-v2';
export type { ComponentLoader } from '@nocobase/client-v2';
