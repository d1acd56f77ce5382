/// <reference types="vite/client" />
import './environment';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { CollectionOptions } from '@nocobase/database';
import { Application, AppSupervisor, Gateway, type PluginConfiguration } from '@nocobase/server';
import { PACKAGE_NAME } from '../../src/common';
import { PluginEmailManagerServer } from '../../src/server/plugin';
import { Caller } from './caller';
import { createDatabase, createOriginal, testDialect, type Dialect, type TestDatabase } from './databases';

export { Caller, type Answer, type CallOptions } from './caller';

// From the built package the host reads this folder itself; here it is TypeScript, which the host cannot load.
const collections = import.meta.glob<{ default: CollectionOptions }>('../../src/server/collections/*.ts', {
  eager: true,
});

const locales = import.meta.glob<{ default: Record<string, string> }>('../../src/locale/*.json', {
  eager: true,
});

class PluginUnderTest extends PluginEmailManagerServer {
  override beforeLoad(): void {
    for (const { default: collection } of Object.values(collections)) this.db.collection(collection);
    // So are the sentences, under the package's name.
    for (const [file, { default: sentences }] of Object.entries(locales)) {
      this.app.i18n.addResources(path.basename(file, '.json'), PACKAGE_NAME, sentences);
    }
  }
}

export interface BootOptions {
  dialect?: Dialect;
  /** A database that exists already: a second node, or a second start, of the same app. */
  database?: TestDatabase;
  /** Only with `database`: its tables are there. */
  installed?: boolean;
  /** The background worker; off unless asked for, so that a test says itself what happens when. */
  worker?: boolean;
  /** More of the host's plugins. */
  plugins?: string[];
  /** `false`: the host alone, without this plugin. */
  mail?: boolean;
  /** Called with the app before anything of it is loaded. */
  prepare?(app: Application): void;
}

export interface BootedApp {
  app: Application;
  url: string;
  database: TestDatabase;
  root: Caller;
  nobody: Caller;
  /** A new user with the member role, signed in. */
  user(name: string): Promise<Caller>;
  /** Every message the app pushed over WebSocket since the start. */
  pushed: Array<{ userId: unknown; message: { type: string; payload: unknown } }>;
  stop(options?: { keepDatabase?: boolean }): Promise<void>;
}

/** Starts the real NocoBase application in this process, with a real database and a real HTTP port. */
export async function bootApp(options: BootOptions = {}): Promise<BootedApp> {
  const dialect = options.dialect ?? testDialect();
  const copied = isUsual(options, dialect);
  const database =
    options.database ??
    (await createDatabase(dialect, { original: copied ? await installed(dialect) : undefined }));
  process.env.MAIL_WORKER = options.worker ? 'on' : 'off';
  const app = new Application({
    name: 'main',
    database: database.options,
    resourcer: { prefix: '/api' },
    cors: false,
    skipSupervisor: true,
    plugins: [
      'error-handler',
      'field-sort',
      'data-source-main',
      'data-source-manager',
      'users',
      'auth',
      'acl',
      'file-manager',
      'system-settings',
      ...(options.plugins ?? []),
      ...(options.mail === false
        ? []
        : [[PluginUnderTest, { name: 'email-manager' }] as PluginConfiguration]),
    ],
  });
  const pushed: BootedApp['pushed'] = [];
  app.on('ws:sendToUser', (sent: BootedApp['pushed'][number]) => pushed.push(sent));
  options.prepare?.(app);
  if (!options.installed && !copied) await app.runCommandThrowError('install', '-f');
  await app.runCommandThrowError('start');
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const root = await Caller.signIn(url, 'root@example.com', 'root-password');
  return {
    app,
    url,
    database,
    root,
    pushed,
    nobody: new Caller(url),
    async user(name) {
      const email = `${name}@example.com`;
      await app.db
        .getRepository('users')
        .create({ values: { username: name, nickname: name, email, password: `${name}-password` } });
      return Caller.signIn(url, email, `${name}-password`);
    },
    async stop(stopOptions = {}) {
      await close(server);
      await app.destroy();
      Gateway.getInstance().destroy();
      await AppSupervisor.getInstance().destroy();
      if (!stopOptions.keepDatabase) await database.drop();
    },
  };
}

/**
 * Whether the app is the one that most tests start, on a database that can be copied. Only the test runner removes the
 * originals, so that a bench has none.
 */
const isUsual = ({ database, plugins = [], mail = true, prepare }: BootOptions, dialect: Dialect): boolean =>
  process.env.VITEST_POOL_ID !== undefined &&
  dialect !== 'mariadb' &&
  !database &&
  plugins.length === 0 &&
  mail &&
  !prepare;

const originals = new Map<Dialect, Promise<TestDatabase>>();

/** A database with the usual app installed, to be copied: installing takes three quarters of what a start takes. */
function installed(dialect: Dialect): Promise<TestDatabase> {
  const install = async () => {
    const database = await createOriginal(dialect);
    const { stop } = await bootApp({ database });
    await stop({ keepDatabase: true });
    return database;
  };
  const original = originals.get(dialect) ?? install();
  originals.set(dialect, original);
  return original;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
