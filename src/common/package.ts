declare const __PACKAGE_NAME__: string;

/**
 * The package's name, put in by the build from `package.json` (or `--name`), so that the plugin also
 * works under another name. It is the i18n namespace too.
 */
export const PACKAGE_NAME = __PACKAGE_NAME__;
