/**
 * npm test [-- --only unit,server:sqlite,…]
 *
 * Runs everything, even from a fresh clone: installs what is missing if allowed, starts the databases and
 * runs every suite. Plain JavaScript without packages, because it runs before anything is installed.
 */
import { parseArgs } from 'node:util';
import { startDatabases } from './test/databases.mjs';
import { ensurePackages } from './install/packages.mjs';
import { printReport } from './test/report.mjs';
import { chooseSuites, runSuite } from './test/suites.mjs';
import { ensureBuildTools, ensureSystem } from './test/system.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

let databases;
try {
  const suites = chooseSuites(values.only);
  ensureBuildTools();
  ensurePackages();
  ensureSystem(suites);
  databases = await startDatabases(suites);
  const results = [];
  for (const suite of suites) results.push(await runSuite(suite, databases.env));
  process.exitCode = printReport(results, databases.described, values.only) ? 0 : 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
} finally {
  await databases?.stop();
}
