/**
 * node scripts/install/lock.mjs, after `npm install` has changed the lock file
 *
 * npm leaves packages for other systems out of the lock file if the registry doesn't have them or
 * node_modules already exists (npm/cli issue 4828), and `npm ci` then refuses that file. This script adds
 * them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './root.mjs';

const FILE = path.join(ROOT, 'package-lock.json');
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** Returns optional dependencies that the lock file names but doesn't contain. */
export function missingOptional({ packages }) {
  return Object.entries(packages).flatMap(([folder, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`${folder}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** Builds the lock file's entry for another system's package from its name: `@x/binding-linux-x64-musl`. */
function entryFor({ name, version, dev }) {
  const parts = name.split('/').pop().split('-');
  const at = parts.findIndex((part) => SYSTEMS.includes(part));
  const wasm = parts.includes('wasm32');
  if (!/^\d+\.\d+\.\d+/.test(version) || (at < 0 && !wasm)) {
    throw new Error(`${name}@${version} is missing in package-lock.json and no package of one system`);
  }
  const libc = LIBRARIES[parts[at + 2]];
  return {
    version,
    cpu: [wasm ? 'wasm32' : parts[at + 1]],
    ...(dev ? { dev } : {}),
    ...(libc && parts[at] === 'linux' ? { libc: [libc] } : {}),
    optional: true,
    ...(wasm ? {} : { os: [parts[at]] }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(FILE, 'utf8'));
  const missing = missingOptional(lock);
  for (const found of missing) lock.packages[`node_modules/${found.name}`] = entryFor(found);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(missing.length === 0 ? 'Complete.' : `Added ${missing.map(({ name }) => name).join(', ')}`);
}
