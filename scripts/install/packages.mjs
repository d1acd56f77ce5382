import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.mjs';

function readJson(file) {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

/** Whether node_modules contains what the lock file asks for. */
function upToDate() {
  if (!existsSync(path.join(ROOT, 'node_modules/.package-lock.json'))) return false;
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    // Optional packages that aren't installed are for other systems.
    ([folder, { version, optional, peer }]) =>
      folder === '' || installed[folder]?.version === version || (!installed[folder] && (optional || peer)),
  );
}

const OLDEST_NODE = 20;

/** Runs `npm ci` if node_modules is missing or outdated, and says so. */
export function ensurePackages() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new Error(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
  }
  if (upToDate()) return;
  console.log('Installing packages (npm ci). The first time, this takes a few minutes …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (npm.status !== 0)
    throw new Error('npm ci failed, see above. SQLite’s driver may need python3, make and g++.');
}
