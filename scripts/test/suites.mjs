import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../install/root.mjs';

/** What `npm test` runs, in this order. A project of `vitest.config.mts` each; the database where one is used. */
const SUITES = [
  { name: 'unit', project: 'unit' },
  { name: 'server:sqlite', project: 'server', dialect: 'sqlite' },
  { name: 'server:postgres', project: 'server', dialect: 'postgres' },
  { name: 'server:mariadb', project: 'server', dialect: 'mariadb' },
  { name: 'client', project: 'client' },
  { name: 'e2e', project: 'e2e', dialect: 'sqlite' },
];

const LIMIT = 20 * 60_000;

/** All suites, or those of `--only`, where `server` stands for all of its databases. */
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

/**
 * Runs one suite; what it answers says how it went, also when it did not even start. Under CI the files that
 * failed run once more, alone: real servers and a real browser share a small machine, and what only came late
 * gets a second chance. The report names them.
 */
export async function runSuite(suite, env) {
  console.log(`\n▶ ${suite.name}`);
  const started = performance.now();
  const first = await vitest(suite, [], env);
  const again = process.env.CI ? failedFiles(first) : [];
  const second = again.length > 0 ? await vitest(suite, again, env) : { code: first.code, files: [] };
  const files = [...first.files.filter(({ name }) => !again.includes(name)), ...second.files];
  const seconds = Math.round((performance.now() - started) / 1000);
  const counted = count(files);
  return { ...suite, seconds, ...counted, again, problem: problemOf(second.code, counted) };
}

/** Which files to run again: none where most failed, which is no coincidence. */
function failedFiles({ files }) {
  const failed = files.filter(({ status }) => status !== 'passed').map(({ name }) => name);
  return failed.length <= 3 ? failed : [];
}

/** @returns the exit code, or the signal that ended it, and what the JSON reporter said of every file */
async function vitest({ project, dialect }, only, env) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mail-test-report-'));
  const file = path.join(folder, 'report.json');
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...only,
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

/** Why a suite counts as failed although no test did. */
function problemOf(code, { passed, failed, skipped }) {
  if (skipped > 0) return `${skipped} tests did not run`;
  if (passed + failed === 0) return code === 0 ? 'there are no tests' : `it did not run (${code})`;
  if (code !== 0 && failed === 0) return `an error outside the tests (${code})`;
  return null;
}
