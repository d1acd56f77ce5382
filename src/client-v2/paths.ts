import { PACKAGE_NAME } from '../common';

/** The plugin's own part of its package name: `@nocobase/plugin-email-manager` → `email-manager`. */
export const SETTINGS_KEY = PACKAGE_NAME.replace(/^.*\//, '').replace(/^plugin-/, '');

/** Paths inside the host's router, which puts the public path and the client's prefix before them. */
export const SETTINGS_PATH = `/admin/settings/${SETTINGS_KEY}`;
export const MAIL_PATH = '/admin/mail';
