import path from 'node:path';
import { ROOT } from '../build/project.mts';

export interface HostOptions {
  /** Folder with everything this host stores; `HOST_DIR` or `.host` unless given. */
  dir?: string;
  /** `APP_PORT` or 13000 unless given; 0 takes a free one. */
  port?: number;
  /** The plugin's package name, for a build under another name. */
  name?: string;
  /** Start although client modules do not build. */
  force?: boolean;
  /** False starts a stock host: neither built nor enabled. */
  plugin?: boolean;
  /** `APP_PUBLIC_PATH`, with slashes at both ends. */
  publicPath?: string;
  /** More environment for the host, for instance `NODE_EXTRA_CA_CERTS` or `DB_*`. */
  env?: Record<string, string>;
  /** Told what is going on, in sentences. */
  say?: (sentence: string) => void;
}

/** The host's folder, absolute. */
export function hostDir(options: HostOptions): string {
  return path.resolve(ROOT, options.dir ?? process.env.HOST_DIR ?? '.host');
}
