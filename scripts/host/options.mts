import path from 'node:path';
import { ROOT } from '../build/project.mts';

export interface HostOptions {
  /** Folder for everything this host stores. Defaults to `HOST_DIR` or `.host`. */
  dir?: string;
  /** Defaults to `APP_PORT` or 13000; 0 takes a free port. */
  port?: number;
  /** The plugin's package name, for a build under another name. */
  name?: string;
  /** Folder of a package that is already built, to use instead of building one. */
  package?: string;
  /** Whether to start even if client modules don't build. */
  force?: boolean;
  /** False starts a host without the plugin, which is neither built nor enabled. */
  plugin?: boolean;
  /** `APP_PUBLIC_PATH`, with slashes at both ends. */
  publicPath?: string;
  /** Additional environment variables for the host, such as `NODE_EXTRA_CA_CERTS` or `DB_*`. */
  env?: Record<string, string>;
  /** Receives sentences about what is happening. */
  say?: (sentence: string) => void;
}

/** Returns the host's folder as an absolute path. */
export function hostDir(options: HostOptions): string {
  return path.resolve(ROOT, options.dir ?? process.env.HOST_DIR ?? '.host');
}
