declare const __PACKAGE_NAME__: string;

/**
 * The package's name, inserted by the build from `package.json` (or `--name`), so that the plugin also works under
 * another name. It is also the i18n namespace.
 */
export const PACKAGE_NAME = __PACKAGE_NAME__;
