import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../install/root.mjs';

/**
 * The suites of `npm test` in order, each with its project in `vitest.config.mts` and its database, if it
 * uses one.
 */
const SUITES = [
  { name: 'unit', project: 'unit' },
  { name: 'server:sqlite', project: 'server', dialect: 'sqlite' },
  { name: 'server:postgres', project: 'server', dialect: 'postgres' },
  { name: 'server:mariadb', project: 'server', dialect: 'mariadb' },
  { name: 'client', project: 'client' },
  // One of its tests upgrades hosts on both databases.
  { name: 'e2e', project: 'e2e', dialect: 'sqlite', also: ['postgres'] },
];

/** Milliseconds that a suite may take. Most take three to ten minutes; a busy machine takes three times as long. */
const LIMIT = 45 * 60_000;

/** Returns all suites, or those of `--only`, where `server` means all of its databases. */
export function chooseSuites(only) {
  if (!only) return SUITES;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter(
    (name) => !SUITES.some((suite) => suite.name === name || suite.project === name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `No suite ${unknown.join(', ')}. There are: ${SUITES.map((suite) => suite.name).join(', ')}`,
    );
  }
  return SUITES.filter((suite) => names.includes(suite.name) || names.includes(suite.project));
}

/** Runs a suite once. The result says how it went, even if it didn't start. */
export async function runSuite(suite, env) {
  console.log(`\n▶ ${suite.name}`);
  const started = performance.now();
  const { code, files } = await vitest(suite, env);
  const seconds = Math.round((performance.now() - started) / 1000);
  const counted = count(files);
  return { ...suite, seconds, ...counted, problem: problemOf(code, counted) };
}

/** Returns the exit code, or the signal that ended it, and the JSON reporter's results for every file. */
async function vitest({ project, dialect }, env) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mail-test-report-'));
  const file = path.join(folder, 'report.json');
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, ...(dialect ? { MAIL_TEST_DIALECT: dialect } : {}) },
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT);
  const code = await new Promise((resolve) => {
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  clearTimeout(timer);
  const files = readReport(file);
  rmSync(folder, { recursive: true, force: true });
  return { code, files };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return [];
  }
}

function count(files) {
  const tests = files.flatMap((file) => file.assertionResults);
  const having = (...states) => tests.filter((test) => states.includes(test.status)).length;
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const passed = having('passed');
  const failed = having('failed') + brokenFiles.length;
  const failures = [
    ...brokenFiles.map(({ name, message }) => ({
      test: path.relative(ROOT, name),
      message: message || 'its preparation failed, see above',
    })),
    ...tests
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ test: fullName, message: failureMessages.join('\n') })),
  ];
  return { passed, failed, failures, skipped: tests.length - passed - having('failed') };
}

/** Returns why a suite counts as failed although no test failed; null if it doesn't. */
function problemOf(code, { passed, failed, skipped }) {
  if (skipped > 0) return `${skipped} tests did not run`;
  if (passed + failed === 0) return code === 0 ? 'there are no tests' : `it did not run (${code})`;
  if (code !== 0 && failed === 0) return `an error outside the tests (${code})`;
  return null;
}
