/**
 * Prints what ran on what, and as the last line the sum.
 * @returns whether all is well
 */
export function printReport(results, databases, only) {
  console.log(`\n${only ? `Only ${only}` : 'All suites'}:`);
  for (const { name, dialect, passed, failed, seconds, problem } of results) {
    const where = dialect ? ` on ${databases[dialect]}` : '';
    const trouble = problem ? ` — FAILED: ${problem}` : '';
    console.log(`  ${name}${where}: ${passed} passed, ${failed} failed, ${seconds} s${trouble}`);
  }
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed + (result.problem ? 1 : 0)));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
