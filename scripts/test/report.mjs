/**
 * Prints what failed and why, what ran on which database, and a last line with the totals. Returns whether
 * everything passed.
 */
export function printReport(results, databases, only) {
  for (const { name, failures } of results) {
    for (const { test, message } of failures) console.log(`\n✗ ${name} > ${test}\n${indent(message)}`);
  }
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

/** Only the beginning of a message, which says what went wrong and where, rather than the whole stack. */
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
