import { perProcess } from '../../../appState';
import { tokensOf, type Token } from './tokens';

export type Dialect = 'sqlite' | 'postgres' | 'mysql';

/** The SQL dialect of an app's database. */
export const dialectOf = (name: string): Dialect =>
  name === 'sqlite' ? 'sqlite' : name === 'mysql' || name === 'mariadb' ? 'mysql' : 'postgres';

/** Statements that change or describe tables but read no rows, unless they contain a query. */
const SCHEMA = new Set('alter create drop comment pragma show describe desc analyze vacuum'.split(' '));
/** Statements whose grammar is known well enough to tell tables from columns. */
const ROWS = new Set(['select', 'with', 'insert', 'update', 'delete', 'replace', 'explain', '(']);
/** A table follows each of these words, and each comma until one of {@link BEYOND}. */
const BEFORE_TABLE = new Set([
  'from',
  'join',
  'into',
  'update',
  'table',
  'using',
  'truncate',
  'straight_join',
]);
/** Words at which a query's tables end. */
const BEYOND = new Set(
  'select where group having order limit offset union intersect except window set values returning fetch for'.split(
    ' ',
  ),
);

/**
 * Which of `tables` (in lower case) a statement reads or writes. For statements that the host or a library wrote: in
 * those, names in string literals are data, and a column or an alias may have the same name as a table. If the text
 * could be read in two ways, the one with more names counts.
 */
export function tablesIn(sql: string, tables: ReadonlySet<string>, dialect: Dialect): Set<string> {
  // Most statements contain none of the names and need no closer look.
  if (!anyOf(tables).test(sql)) return new Set();
  const found = new Set<string>();
  const readings = dialect === 'mysql' ? [true, false] : [false];
  for (const backslashes of readings) {
    const tokens = tokensOf(sql, { backslashes, doubleQuotedStrings: false }).filter(
      ({ kind }) => kind !== 'comment',
    );
    for (const name of namedTables(tokens, tables)) found.add(name);
  }
  return found;
}

const patterns = perProcess('tablePatterns', () => new WeakMap<ReadonlySet<string>, RegExp>());

/** Finds text that may contain one of these names; made once per set. */
function anyOf(tables: ReadonlySet<string>): RegExp {
  let pattern = patterns().get(tables);
  if (!pattern) {
    const names = [...tables].map((table) => table.replace(/[^\w]/g, '\\$&'));
    patterns().set(tables, (pattern = new RegExp(names.join('|') || '(?!)', 'i')));
  }
  return pattern;
}

function namedTables(tokens: Token[], tables: ReadonlySet<string>): Set<string> {
  const first = tokens[0]?.text ?? '';
  const names = (at: number) => {
    const { kind, text } = tokens[at];
    return (kind === 'word' || kind === 'name') && tables.has(text.toLowerCase());
  };
  const all = () => tokens.filter((_, at) => names(at)).map(({ text }) => text.toLowerCase());
  if (SCHEMA.has(first)) {
    return new Set(tokens.some(({ kind, text }) => kind === 'word' && text === 'select') ? all() : []);
  }
  if (!ROWS.has(first)) return new Set(all());
  const found = new Set<string>();
  // For each open parenthesis: whether tables are being named.
  const within = [false];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (text === '(' && kind === 'mark') {
      // The list of tables continues within `FROM (a JOIN b)`, but not within columns, conditions and arguments.
      within.push((within.at(-1) ?? false) && opensTables(tokens[at - 1]));
    } else if (text === ')' && kind === 'mark') {
      if (within.length > 1) within.pop();
    } else if (kind === 'word' && BEFORE_TABLE.has(text) && !isQualified(tokens, at)) {
      // `ON DUPLICATE KEY UPDATE` is followed by columns.
      within[within.length - 1] = tokens[at - 1]?.text !== 'key';
    } else if (kind === 'word' && BEYOND.has(text) && !isQualified(tokens, at)) {
      within[within.length - 1] = false;
    } else if (within.at(-1) && names(at) && !isColumn(tokens, at)) {
      found.add(text.toLowerCase());
    }
  }
  return found;
}

const opensTables = ({ kind, text }: Token): boolean =>
  kind === 'mark' || (kind === 'word' && ['from', 'join', 'only', 'lateral', 'straight_join'].includes(text));
const isQualified = (tokens: Token[], at: number): boolean => tokens[at - 1]?.text === '.';

/** Whether a name among a query's tables is an alias after AS, a column's qualifier, or a qualified column. */
function isColumn(tokens: Token[], at: number): boolean {
  if (tokens[at + 1]?.text === '.') return true;
  const before = tokens[at - 1];
  if (before.kind === 'word' && before.text === 'as') return true;
  // `schema.table` occurs where a table is named; `alias.column` occurs in a condition.
  return before.text === '.' && !startsTable(tokens[at - 3]);
}

const startsTable = (token: Token | undefined): boolean =>
  token?.text === ',' ||
  token?.text === '(' ||
  (token?.kind === 'word' && (BEFORE_TABLE.has(token.text) || token.text === 'only'));
