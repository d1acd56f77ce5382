import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedVersion } from './build/project.mts';
import { hostEnvironment } from './host/environment.mts';
import { hostDir, type HostOptions } from './host/options.mts';
import { freePort, runHost, spawnHost, stopHost, waitReady } from './host/process.mts';
import { schemaFingerprint, stage } from './host/stage.mts';

export { stage } from './host/stage.mts';
export type { HostOptions } from './host/options.mts';

/** A running NocoBase. */
export interface Host {
  /** For example `http://localhost:13000/`; ends with the public path. */
  readonly url: string;
  /** For example `http://localhost:13000/api/`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly dir: string;
  /** The package's name; null for a host without the plugin. */
  readonly plugin: string | null;
  readonly root: { email: string; password: string };
  readonly pid: number;
  stop(): Promise<void>;
  /** Kills it without warning, as a power cut would. */
  kill(): Promise<void>;
  /**
   * Starts it again on the same port and data, with the plugin files that are in its folder by then. With `quickstart`
   * it upgrades first, as a container of the host's image does at each start.
   */
  restart(options?: { quickstart?: boolean }): Promise<void>;
  /** Stops it and brings its database up to date, as `nocobase upgrade` does; {@link restart} starts it again. */
  upgrade(): Promise<void>;
}

/** The database that was installed, and with which schema. Tells the next start what it can skip. */
interface Marker {
  database: string;
  schema: string;
}

const MARKER = 'installed.json';

function markerOf(env: Record<string, string>, folder: string | null): Marker {
  const parts = ['DB_DIALECT', 'DB_STORAGE', 'DB_HOST', 'DB_PORT', 'DB_DATABASE', 'DB_SCHEMA'];
  return {
    database: createHash('sha256')
      .update(JSON.stringify(parts.map((part) => env[part])))
      .digest('hex'),
    schema: `${installedVersion('@nocobase/server')} ${folder ? schemaFingerprint(folder) : ''}`,
  };
}

function readMarker(dir: string): Marker | null {
  const file = path.join(dir, MARKER);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Marker) : null;
}

/** Creates the tables on the first start, and upgrades them when collections have changed. */
async function prepareDatabase(
  dir: string,
  env: Record<string, string>,
  marker: Marker,
  say: (text: string) => void,
) {
  const before = readMarker(dir);
  const sqliteGone = env.DB_DIALECT === 'sqlite' && !existsSync(env.DB_STORAGE ?? '');
  if (!before || before.database !== marker.database || sqliteGone) {
    say(
      `Installing NocoBase ${installedVersion('@nocobase/server')} on ${env.DB_DIALECT} (first time only, about 20 s) …`,
    );
    await runHost('install', dir, env);
  } else if (before.schema !== marker.schema) {
    say("The plugin's collections have changed; upgrading the database …");
    await runHost('upgrade', dir, env);
  }
  writeFileSync(path.join(dir, MARKER), JSON.stringify(marker));
}

/**
 * Starts a real NocoBase with the plugin built, staged and enabled. Several can run side by side, each with
 * its own `dir` and `port`.
 */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const say = options.say ?? (() => undefined);
  const dir = hostDir(options);
  const port = await freePort(options.port ?? Number(process.env.APP_PORT ?? 13000));
  let staged: { name: string; folder: string } | null = null;
  if (options.plugin !== false) {
    say('Building the plugin …');
    staged = await stage(options);
  }
  const env = hostEnvironment(options, port, staged?.name ?? null);
  await prepareDatabase(dir, env, markerOf(env, staged?.folder ?? null), say);

  const apiUrl = `http://localhost:${port}${env.API_BASE_PATH}`;
  const launch = async (command = 'start') => {
    // A host that was killed leaves its socket behind.
    rmSync(env.SOCKET_PATH ?? '', { force: true });
    const child = spawnHost(command, dir, env);
    try {
      await waitReady(child, `${apiUrl}__health_check`, dir);
    } catch (error) {
      await stopHost(child);
      throw error;
    }
    return child;
  };
  say('Starting …');
  let child = await launch();
  return {
    url: `http://localhost:${port}${env.APP_PUBLIC_PATH}`,
    apiUrl,
    port,
    dir,
    plugin: staged?.name ?? null,
    root: { email: env.INIT_ROOT_EMAIL ?? '', password: env.INIT_ROOT_PASSWORD ?? '' },
    get pid() {
      return child.pid ?? 0;
    },
    stop: () => stopHost(child),
    kill: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.kill('SIGKILL')) await gone;
    },
    restart: async ({ quickstart = false } = {}) => {
      await stopHost(child);
      child = await launch(quickstart ? 'start --quickstart' : 'start');
    },
    upgrade: async () => {
      await stopHost(child);
      await runHost('upgrade', dir, env);
    },
  };
}
