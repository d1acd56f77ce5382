import { defineConfig } from 'vitest/config';
import { trustFile } from './__tests__/bed/ca.ts';
import { readPackageJson } from './scripts/build/project.mts';

// Node reads this once, when a process starts: set here, it reaches every test process.
process.env.NODE_EXTRA_CA_CERTS = trustFile();

const second = 1000;

function suite(name: string, include: string[], options: Record<string, unknown> = {}) {
  return { extends: true as const, test: { name, include, ...options } };
}

export default defineConfig({
  define: { __PACKAGE_NAME__: JSON.stringify(readPackageJson().name) },
  test: {
    pool: 'forks',
    testTimeout: 60 * second,
    hookTimeout: 120 * second,
    // A forgotten `.only` would make everything else of a file silently not run.
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      suite('unit', ['__tests__/*.test.ts', '__tests__/{bed,common,scripts}/**/*.test.ts']),
      suite('server', ['__tests__/server/**/*.test.ts']),
      suite('client', ['__tests__/client-v2/**/*.test.{ts,tsx}']),
      suite('e2e', ['__tests__/e2e/**/*.test.ts'], {
        fileParallelism: false,
        testTimeout: 180 * second,
        hookTimeout: 600 * second,
      }),
    ],
  },
});
