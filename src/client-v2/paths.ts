import { MAIL_PATH, PACKAGE_NAME, type Id } from '../common';

export { MAIL_PATH };

/** The plugin's own part of its package name: `@nocobase/plugin-email-manager` → `email-manager`. */
export const SETTINGS_KEY = PACKAGE_NAME.replace(/^.*\//, '').replace(/^plugin-/, '');

/** Paths within the host's router, which prepends the public path and the client's prefix. */
export const SETTINGS_PATH = `/admin/settings/${SETTINGS_KEY}`;
/** A message in its own window. */
export const MESSAGE_ROUTE = `${MAIL_PATH}/message/:id`;
export const messagePath = (id: Id): string => MESSAGE_ROUTE.replace(':id', encodeURIComponent(String(id)));
/** The mail page in the host's mobile layouts, relative to the layout's path. */
export const MOBILE_MAIL_PATH = 'page/mail/center';
/**
 * The same as a route. It has a parameter `name` because the new client's mobile layout only renders pages with one.
 */
export const MOBILE_MAIL_ROUTE = 'page/:name/center';

/** Path of the mail page for a user at `pathname`: the mobile layout's if it's open there, otherwise the usual one. */
export const mailPathFrom = (pathname: string): string =>
  pathname.endsWith(`/${MOBILE_MAIL_PATH}`) ? pathname : MAIL_PATH;
