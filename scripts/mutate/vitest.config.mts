import path from 'node:path';
import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.mts';
import { FOLDERS } from './folders.mts';

// Stryker starts vitest itself and passes on nothing but the environment.
const folder = FOLDERS[process.env.MAIL_MUTATE ?? ''];
if (!folder) throw new Error('MAIL_MUTATE must name a folder');

const root = path.resolve(import.meta.dirname, '../..');
const { projects, ...test } = base.test ?? {};

export default mergeConfig(
  { ...base, test },
  {
    root,
    test: {
      include: folder.tests.map((glob) => `__tests__/${glob}`),
      // All tests share one process: modules are loaded once, and a mistake is activated while the process
      // runs.
      poolOptions: { threads: { isolate: false } },
      testTimeout: 60_000,
    },
  },
);
