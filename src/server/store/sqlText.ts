/** Statements that change or describe tables but read no rows, unless they contain a query. */
const SCHEMA = /^\s*(?:alter|create|drop|comment|pragma|show|describe|desc|analyze|vacuum)\b/i;

/** SQL string literals: doubled quotes everywhere, and backslashes where the dialect (or PostgreSQL's E'…') has them. */
const PLAIN_LITERAL = /'(?:[^']|'')*'/g;
const ESCAPED_LITERAL = /'(?:[^'\\]|''|\\[^])*'/g;

/** What finds the names of `tables` in SQL text, as whole words. */
export const tablePattern = (tables: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\w$])(?:${tables.map((table) => table.replace(/[^\w]/g, '\\$&')).join('|')})(?![\\w$])`,
    'gi',
  );

/**
 * The tables out of `pattern` that a statement reads or writes, in lower case. Names inside string literals
 * are data; where the text could be read in two ways, the way with more names counts.
 */
export function tablesIn(sql: string, pattern: RegExp, backslashes: boolean): Set<string> {
  const names = (text: string) => new Set((text.match(pattern) ?? []).map((name) => name.toLowerCase()));
  if (names(sql).size === 0) return new Set();
  if (SCHEMA.test(sql) && !/\bselect\b/i.test(sql)) return new Set();
  const plain = names(sql.replace(PLAIN_LITERAL, "''"));
  if (!backslashes && !/\be'/i.test(sql)) return plain;
  return new Set([...plain, ...names(sql.replace(ESCAPED_LITERAL, "''"))]);
}
