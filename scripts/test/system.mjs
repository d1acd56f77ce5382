import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../install/root.mjs';

/** Returns the full path of a program, even outside a normal user's PATH; null if it isn't installed. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'].filter(Boolean);
  for (const file of names.flatMap((name) => folders.map((folder) => path.join(folder, name)))) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here, so the next path is tried.
    }
  }
  return null;
}

/** Returns the folder of the newest PostgreSQL server's programs, which Debian keeps out of PATH. */
export function postgresFolder() {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const debian = versions
    .map((version) => path.join(base, version, 'bin'))
    .find((bin) => existsSync(path.join(bin, 'initdb')));
  const found = debian ?? (findProgram('initdb') && path.dirname(findProgram('initdb')));
  return found && existsSync(path.join(found, 'postgres')) ? found : null;
}

function hasDovecotPart(name) {
  return ['/usr/lib/dovecot', '/usr/libexec/dovecot'].some((folder) => existsSync(path.join(folder, name)));
}

const BROWSER = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** Debian packages, each with a check whether it is installed. */
const PARTS = {
  chromium: () => Boolean(process.env.CHROMIUM_PATH) || findProgram(...BROWSER) !== null,
  'dovecot-core': () => findProgram('dovecot') !== null,
  'dovecot-imapd': () => hasDovecotPart('imap'),
  'dovecot-lmtpd': () => hasDovecotPart('lmtp'),
  postgresql: () => postgresFolder() !== null,
  'mariadb-server': () => findProgram('mariadbd', 'mysqld') !== null,
};

function mayInstall() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== null;
}

function aptInstall(packages) {
  console.log(`Installing Debian packages: ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const install = () => run('install', '-y', '-q', '--no-install-recommends', ...packages);
  // An outdated package list names files that no longer exist, so it is refreshed first. If that fails,
  // installing is tried anyway.
  run('update', '-q');
  // Not every release has this package. With it, tests in a browser take a third of the time.
  if (packages.includes('chromium'))
    spawnSync('apt-get', ['install', '-y', 'chromium-headless-shell'], { env, stdio: 'ignore' });
  return install();
}

/** Installs what is missing, or throws an error that says what has to be installed by hand. */
export function ensureParts(parts) {
  const missing = () => parts.filter((part) => !PARTS[part]());
  if (missing().length === 0) return;
  if (mayInstall()) aptInstall(missing());
  if (missing().length > 0) {
    throw new Error(
      `Missing: ${missing().join(', ')}.\nOn Debian or Ubuntu: sudo apt-get install ${missing().join(' ')}`,
    );
  }
}

/** Ensures what the chosen suites run against. `databases.mjs` takes care of database servers. */
export function ensureSystem(suites) {
  const parts = new Set();
  for (const suite of suites) {
    if (suite.project !== 'client')
      ['dovecot-core', 'dovecot-imapd', 'dovecot-lmtpd'].forEach((part) => parts.add(part));
    if (suite.project !== 'server') parts.add('chromium');
  }
  ensureParts([...parts]);
}

/** Installs build tools, because the host's SQLite driver is compiled if no prebuilt one is available. */
export function ensureBuildTools() {
  if (existsSync(path.join(ROOT, 'node_modules/sqlite3/build'))) return;
  const tools = { python3: 'python3', make: 'make', 'g++': 'g++' };
  const missing = Object.keys(tools).filter((name) => findProgram(name) === null);
  if (missing.length > 0 && mayInstall()) aptInstall(missing.map((name) => tools[name]));
}
