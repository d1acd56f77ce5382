import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

const lockModule = '../../scripts/install/lock.mjs';
const { missingOptional } = (await import(lockModule)) as {
  missingOptional: (lock: Lock) => Array<{ name: string; version: string }>;
};

it('the lock file holds the packages of other systems, without which npm ci refuses it', () => {
  const file = path.resolve(import.meta.dirname, '../../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  // After `npm install`: node scripts/install/lock.mjs
  expect(missingOptional(lock)).toEqual([]);
});

it('a lock file without one of them is recognised', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-darwin-x64': '1.0.0', 'a-linux-x64': '1.0.0' } },
  };
  const lock: Lock = { packages: { ...packages, 'node_modules/a-linux-x64': {} } };
  expect(missingOptional(lock)).toMatchObject([{ name: 'a-darwin-x64' }]);
});
