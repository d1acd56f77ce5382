import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const TESTS = path.resolve(import.meta.dirname, '../../__tests__');

/**
 * A folder of `src` that can be named on the command line, and the tests that should notice mistakes in it.
 */
export interface MutatedFolder {
  /** Relative to `src`. */
  sources: string[];
  /** Which of their files to mutate. Defaults to all. */
  only?: RegExp;
  /** Globs below `__tests__`. */
  tests: string[];
}

const server = (name: string): MutatedFolder => ({
  sources: [`server/${name}`],
  tests: [`server/${name}/**/*.test.ts`],
});

/** Returns tests that don't start a browser, because mistakes can't be activated in a browser's pages. */
const withoutBrowser = (folder: string): string[] =>
  readdirSync(path.join(TESTS, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join(folder, file))
    .filter((file) => !/\/browser|esbuild/.test(readFileSync(path.join(TESTS, file), 'utf8')));

export const FOLDERS: Record<string, MutatedFolder> = {
  common: {
    sources: ['common'],
    tests: [
      'common/**/*.test.ts',
      'client-v2/components/{composer/reply,composer/draft,shared/addresses}.test.ts',
    ],
  },
  mime: {
    sources: ['server/mime'],
    tests: ['server/mime/**/*.test.ts', 'server/sync/bodies/bothWays.test.ts'],
  },
  smtp: server('smtp'),
  imap: {
    sources: ['server/imap'],
    tests: ['server/imap/**/*.test.ts', 'server/sync/{bodies/bothWays,folders/excludedFolders}.test.ts'],
  },
  outbox: server('outbox'),
  sync: server('sync'),
  store: server('store'),
  worker: server('worker'),
  actions: server('actions'),
  accounts: server('accounts'),
  // Components and hooks are left out, because they run in a browser.
  client: {
    sources: ['client-v2'],
    only: /^(?!.*\/use[A-Z]).*\.ts$/,
    tests: withoutBrowser('client-v2'),
  },
};
