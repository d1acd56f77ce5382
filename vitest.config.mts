import { defineConfig } from 'vitest/config';
import { trustFile } from './__tests__/bed/ca.ts';
import { readPackageJson } from './scripts/build/project.mts';

// Node reads this once, when a process starts: set here, it reaches every test process.
process.env.NODE_EXTRA_CA_CERTS = trustFile();

const second = 1000;

/** Tests of the server's rooms that need no database, so once is enough. */
const ROOMS = [
  '__tests__/server/{imap,mime,providers,smtp}/**/*.test.ts',
  '__tests__/server/accounts/redirect.test.ts',
  '__tests__/server/actions/sqlText.test.ts',
  '__tests__/server/outbox/plan.test.ts',
  '__tests__/server/store/search/*.test.ts',
  '__tests__/server/sync/{compare,threads}.test.ts',
  '__tests__/server/worker/decisions.test.ts',
];

/** What is about Microsoft's answers: the database has no part in it, so SQLite is enough. */
const WIRE = [
  '__tests__/server/accounts/check.test.ts',
  '__tests__/server/worker/{faults,sendFaults}.test.ts',
];

function suite(name: string, include: string[], options: Record<string, unknown> = {}) {
  return { extends: true as const, test: { name, include, ...options } };
}

export default defineConfig({
  define: { __PACKAGE_NAME__: JSON.stringify(readPackageJson().name) },
  test: {
    pool: 'forks',
    // Most of the time is spent waiting for servers; two at a time suit the smallest machine.
    poolOptions: { forks: { minForks: 1, maxForks: 2 } },
    testTimeout: 60 * second,
    hookTimeout: 120 * second,
    // A forgotten `.only` would make everything else of a file silently not run.
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      suite('unit', ['__tests__/*.test.ts', '__tests__/{bed,common,scripts}/**/*.test.ts', ...ROOMS]),
      suite('server', ['__tests__/server/**/*.test.ts'], {
        exclude: (process.env.MAIL_TEST_DIALECT ?? 'sqlite') === 'sqlite' ? ROOMS : [...ROOMS, ...WIRE],
      }),
      suite('client', ['__tests__/client-v2/**/*.test.{ts,tsx}']),
      suite('e2e', ['__tests__/e2e/**/*.test.ts'], {
        fileParallelism: false,
        testTimeout: 180 * second,
        hookTimeout: 600 * second,
      }),
    ],
  },
});
