import path from 'node:path';
import { ROOT } from '../install/root.mjs';

/**
 * Prints what failed and why, what ran on what, and as the last line the sum.
 * @returns whether all is well
 */
export function printReport(results, databases, only) {
  for (const { name, failures } of results) {
    for (const { test, message } of failures) console.log(`\n✗ ${name} > ${test}\n${indent(message)}`);
  }
  console.log(`\n${only ? `Only ${only}` : 'All suites'}:`);
  for (const { name, dialect, passed, failed, seconds, problem, again } of results) {
    const where = dialect ? ` on ${databases[dialect]}` : '';
    const trouble = problem ? ` — FAILED: ${problem}` : '';
    const twice =
      again.length > 0 ? ` (ran twice: ${again.map((file) => path.relative(ROOT, file)).join(', ')})` : '';
    console.log(`  ${name}${where}: ${passed} passed, ${failed} failed, ${seconds} s${twice}${trouble}`);
  }
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed + (result.problem ? 1 : 0)));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

/** The beginning of a message: what went wrong and where, not the whole stack. */
function indent(message) {
  return message
    .split('\n')
    .slice(0, 15)
    .map((line) => `    ${line}`)
    .join('\n');
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
