import { defineConfig } from 'vitest/config';
import { trustFile } from './__tests__/bed/ca.ts';
import { readPackageJson } from './scripts/build/project.mts';

// Node reads this once, when a process starts: set here, it reaches every test process.
process.env.NODE_EXTRA_CA_CERTS = trustFile();

const second = 1000;

/** Tests of the server's rooms that need no database, so once is enough. */
const ROOMS = [
  '__tests__/server/{appState,causeText,publicPost,withTimeout}.test.ts',
  '__tests__/server/{imap,mime,providers,smtp}/**/*.test.ts',
  '__tests__/server/accounts/redirect.test.ts',
  '__tests__/server/actions/parameters.test.ts',
  '__tests__/server/automation/values.test.ts',
  '__tests__/server/outbox/changes/plan.test.ts',
  '__tests__/server/store/{search,rowSecurity/sql}/*.test.ts',
  '__tests__/server/store/correspondents/{standing,words}.test.ts',
  '__tests__/server/templates/*.test.ts',
  '__tests__/server/sync/{bodies/bothWays,headers/compare,threads}.test.ts',
  '__tests__/server/worker/decisions.test.ts',
];

/** What is about requests and Microsoft's answers: the database has no part in it, so SQLite is enough. */
const WIRE = [
  '__tests__/server/accounts/{check,connect,consent,exampleProvider,secret}.test.ts',
  '__tests__/server/actions/{attachmentFaults,errors,providers,requestLog}.test.ts',
  '__tests__/server/sync/{folders/folderTrouble,bodies/substitute,swallowed}.test.ts',
  '__tests__/server/worker/{faults,missed,sendFaults}.test.ts',
];

/** What runs every statement of our own SQL, and meets each database's locks: where one could differ from another. */
const OWN_SQL = [
  '__tests__/server/automation/events.test.ts',
  '__tests__/server/*.test.ts',
  '__tests__/server/store/**/*.test.ts',
  '__tests__/server/campaigns/campaigns.test.ts',
  '__tests__/server/outbox/{drafts/*,changes/changes,send/invitations,send/unsubscribe,send/killed,send/later,send/once,send/queue,send/remind,send/send}.test.ts',
  '__tests__/server/sync/{folders/folders,folders/syncOptions,bodies/unreadable,cautions,notices,pull}.test.ts',
  '__tests__/server/accounts/disconnect.test.ts',
  '__tests__/server/actions/{addressBooks,admin,charts,groups,labels,limits,neighbours,recordAddresses,recordFiles,recordLinks,requests,signatures,sql,templates,templateValues,workflows}.test.ts',
];

/**
 * Each test runs where it can fail for a reason of its own: all of them on PostgreSQL, or those of the wire on
 * SQLite, and our own SQL on all three. Everything everywhere would take more than an hour on two cores, most of it
 * for starting the same app to ask the same questions.
 */
const SERVER = {
  sqlite: {
    include: [
      ...OWN_SQL,
      ...WIRE,
      '__tests__/server/outbox/send/{background,international,serverLimits}.test.ts',
    ],
    exclude: ROOMS,
  },
  postgres: { include: ['__tests__/server/**/*.test.ts'], exclude: [...ROOMS, ...WIRE] },
  mariadb: { include: [...OWN_SQL, '__tests__/server/accounts/rotation.test.ts'], exclude: ROOMS },
}[process.env.MAIL_TEST_DIALECT ?? 'sqlite'];
if (!SERVER) throw new Error('MAIL_TEST_DIALECT must be sqlite, postgres or mariadb');

function suite(name: string, include: string[], options: Record<string, unknown> = {}) {
  return { extends: true as const, test: { name, include, ...options } };
}

export default defineConfig({
  define: { __PACKAGE_NAME__: JSON.stringify(readPackageJson().name) },
  test: {
    pool: 'forks',
    // Most of the time is spent waiting for servers; two at a time suit the smallest machine.
    // They are not started anew for each file: half of what a file takes would be loading the host once more.
    poolOptions: { forks: { minForks: 1, maxForks: 2, isolate: false } },
    testTimeout: 60 * second,
    hookTimeout: 120 * second,
    // A busy machine may take more than the usual second until something is on screen.
    expect: { poll: { timeout: 10 * second } },
    // A forgotten `.only` would make everything else of a file silently not run.
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      suite('unit', [
        '__tests__/*.test.ts',
        '__tests__/{bed,common,pumped,quiet,scripts,swagger}/**/*.test.ts',
        ...ROOMS,
      ]),
      suite('server', SERVER.include, {
        exclude: SERVER.exclude,
        setupFiles: ['__tests__/quiet/setup.ts'],
        globalSetup: ['__tests__/server/originals.ts'],
      }),
      suite('client', ['__tests__/client-v2/**/*.test.{ts,tsx}']),
      suite('e2e', ['__tests__/e2e/**/*.test.ts'], {
        fileParallelism: false,
        testTimeout: 600 * second,
        hookTimeout: 600 * second,
      }),
    ],
  },
});
