import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NODE_MODULES } from '../build/project.mts';
import { clientRoot, overlayModules } from './overlay.mts';
import { hostDir, type HostOptions } from './options.mts';

/**
 * Variables that aren't passed on: those of vitest would switch the host's module loader to its test mode.
 */
const NOT_INHERITED =
  /^(VITEST|NODE_ENV$|TEST$|MODE$|DEV$|PROD$|SSR$|BASE_URL$|TINYPOOL|APP_|API_|NODE_PATH$)/;

/** Exceptions from the above, as these are set on purpose. */
const INHERITED = /^(APP_PUBLIC_PATH|APP_CLIENT_ENTRY_MODE|APP_HOST|API_BASE_PATH|APP_AES_SECRET_KEY)$/;

/**
 * Returns the host's signing key. It is random, created on the first start and readable only by its owner.
 */
function appKey(dir: string): string {
  const file = path.join(dir, 'app.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Returns a path short enough for a Unix socket (108 characters), different for each host folder. */
function socketPath(dir: string): string {
  return path.join(tmpdir(), `host-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}.sock`);
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (!NOT_INHERITED.test(entry[0]) || INHERITED.test(entry[0])),
  );
  return Object.fromEntries(entries);
}

/** Returns everything the host reads from its environment, so that it needs neither its CLI nor a `.env`. */
export function hostEnvironment(
  options: HostOptions,
  port: number,
  plugin: string | null,
): Record<string, string> {
  const dir = hostDir(options);
  const storage = path.join(dir, 'storage');
  mkdirSync(storage, { recursive: true });
  const own = { ...inherited(), ...options.env };
  const publicPath = options.publicPath ?? own.APP_PUBLIC_PATH ?? '/';
  const prefix = publicPath.replace(/\/$/, '');
  const modules = overlayModules(dir);
  const defaults: Record<string, string> = {
    DB_DIALECT: 'sqlite',
    DB_STORAGE: path.join(storage, 'nocobase.sqlite'),
    DB_UNDERSCORED: 'false',
    TZ: 'UTC',
    API_CLIENT_STORAGE_PREFIX: 'NOCOBASE_',
    API_CLIENT_STORAGE_TYPE: 'localStorage',
    API_CLIENT_SHARE_TOKEN: 'false',
    APP_CLIENT_ENTRY_MODE: 'legacy-default',
    APP_MODERN_CLIENT_PREFIX: 'v',
    LOGGER_TRANSPORT: 'file',
    LOGGER_LEVEL: 'info',
    INIT_APP_LANG: 'en-US',
    INIT_ROOT_EMAIL: 'admin@nocobase.com',
    INIT_ROOT_PASSWORD: 'admin123',
    INIT_ROOT_NICKNAME: 'Super Admin',
    ESM_CDN_BASE_URL: 'https://esm.sh',
    ESM_CDN_SUFFIX: '',
  };
  const environment: Record<string, string> = {
    ...defaults,
    ...own,
    APP_ENV: 'production',
    APP_KEY: appKey(dir),
    APP_PORT: String(port),
    APP_PUBLIC_PATH: publicPath,
    API_BASE_PATH: prefix + (own.API_BASE_PATH ?? '/api/'),
    WS_PATH: `${prefix}/ws`,
    WS_URL: '',
    CDN_BASE_URL: publicPath === '/' ? '' : publicPath,
    PLUGIN_STATICS_PATH: `${prefix}/static/plugins/`,
    STORAGE_PATH: storage,
    PLUGIN_STORAGE_PATH: path.join(storage, 'plugins'),
    LOCAL_STORAGE_DEST: path.join(storage, 'uploads'),
    SOCKET_PATH: socketPath(dir),
    NODE_MODULES_PATH: modules,
    // The plugin is found in the overlay, and what it needs from the host in the real folder.
    NODE_PATH: [modules, NODE_MODULES].join(path.delimiter),
    PLUGIN_PACKAGE_PREFIX: '@nocobase/plugin-,@nocobase/plugin-sample-,@nocobase/preset-',
    // Otherwise a start tries to download commercial packages, one of which has this plugin's name.
    DISABLE_PKG_DOWNLOAD: 'true',
    CACHE_DEFAULT_STORE: 'memory',
    APPEND_PRESET_BUILT_IN_PLUGINS: plugin ?? '',
  };
  environment.DB_TIMEZONE ??= '+00:00';
  environment.APP_PACKAGE_ROOT = clientRoot(dir, environment);
  return environment;
}
