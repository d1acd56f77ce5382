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

/** Runs one suite; what it answers says how it went, also when it did not even start. */
export async function runSuite(suite, env) {
  console.log(`\n▶ ${suite.name}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'mail-test-report-'));
  const file = path.join(folder, 'report.json');
  const started = performance.now();
  const code = await vitest(suite, file, env);
  const seconds = Math.round((performance.now() - started) / 1000);
  const counted = count(file);
  rmSync(folder, { recursive: true, force: true });
  return { ...suite, seconds, ...counted, problem: problemOf(code, counted) };
}

function vitest({ project, dialect }, file, env) {
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
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve(code ?? signal);
    });
  });
}

function count(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const tests = report.testResults.flatMap((result) => result.assertionResults);
    const having = (...states) => tests.filter((test) => states.includes(test.status)).length;
    const brokenFiles = report.testResults.filter(
      (result) =>
        result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
    );
    const passed = having('passed');
    const failed = having('failed') + brokenFiles.length;
    return { passed, failed, skipped: tests.length - passed - having('failed') };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** Why a suite counts as failed although no test did. */
function problemOf(code, { passed, failed, skipped }) {
  if (skipped > 0) return `${skipped} tests did not run`;
  if (passed + failed === 0) return code === 0 ? 'there are no tests' : `it did not run (${code})`;
  if (code !== 0 && failed === 0) return `an error outside the tests (${code})`;
  return null;
}
