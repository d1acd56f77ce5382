/**
 * What the process under test prints, line by line: kept back while tests pass, shown when one fails, and read for
 * errors that no test expects.
 */

/** The host reports each request that it refuses as an error: an answer below 500 is not a fault. */
const REFUSALS = [
  /"method":"jwt\.decode"/,
  /"err":"(?:Unauthorized|Forbidden|BadRequest|NotFound|MethodNotAllowed)Error:/,
];

interface Watch {
  lines: string[];
  unexpected: string[];
  expected: Array<{ pattern: RegExp; seen: boolean }>;
}

const watch: Watch = { lines: [], unexpected: [], expected: [] };

/** Takes one printed text; a part of a line is not printed by anybody here. */
export function take(text: string): void {
  watch.lines.push(text);
  for (const line of text.split('\n')) if (isError(line)) note(line);
}

function isError(line: string): boolean {
  if (!line.startsWith('{"level":"error","message":')) return false;
  return !REFUSALS.some((known) => known.test(line));
}

/** Puts down what nobody expects; a process warning (too many listeners) counts as an error does. */
export function note(line: string): void {
  const known = watch.expected.filter(({ pattern }) => pattern.test(line));
  known.forEach((entry) => (entry.seen = true));
  if (known.length === 0) watch.unexpected.push(line);
}

/** What was printed since the last call. */
export const printed = (): string => watch.lines.splice(0).join('');

/**
 * Says which lines at level `error` the tests of this file cause on purpose. Call it at the top of the file. Each
 * pattern has to be seen: one that no longer is would hide the next fault.
 */
export function expectErrors(...patterns: RegExp[]): void {
  watch.expected.push(...patterns.map((pattern) => ({ pattern, seen: false })));
}

/** Ends a file. @returns a sentence for each unexpected error and each expected one that did not come */
export function settle(): string[] {
  const { unexpected, expected } = watch;
  watch.unexpected = [];
  watch.expected = [];
  return [
    ...unexpected.map((line) => `logged an error that no test expects: ${line.slice(0, 2000)}`),
    ...expected
      .filter(({ seen }) => !seen)
      .map(({ pattern }) => `did not log the error that its tests expect: ${String(pattern)}`),
  ];
}
