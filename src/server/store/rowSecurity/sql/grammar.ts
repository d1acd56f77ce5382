import { Parser as MysqlParser } from 'node-sql-parser/build/mariadb';
import { Parser as PostgresParser } from 'node-sql-parser/build/postgresql';
import { Parser as SqliteParser } from 'node-sql-parser/build/sqlite';
import type { Refusal } from './refusal';
import type { Ground } from './spelling';
import type { Dialect } from './tablesIn';
import { BEFORE_PARENTHESIS, FUNCTIONS, TYPES } from './words';

interface Parser {
  astify(sql: string, options: { database: string }): unknown;
}
const PARSERS: Record<Dialect, { parser: Parser; database: string }> = {
  sqlite: { parser: new SqliteParser(), database: 'sqlite' },
  postgres: { parser: new PostgresParser(), database: 'postgresql' },
  mysql: { parser: new MysqlParser(), database: 'mariadb' },
};

/** Tells what a named table is. */
export type LookUp = (table: string) => 'known' | 'unknown' | 'mail';

/** Types of nodes in the parser's tree that compute from rows. All others are refused. */
const NODES = new Set([
  'distinct on',
  ...`
  select expr column_ref star expr_list function aggr_func window_func window case when else cast extract interval
  binary_expr unary_expr array set_op
  default origin string single_quote_string double_quote_string backticks_quote_string number bigint bool boolean null
  param var like on using asc desc distinct all dual values tables
  `
    .trim()
    .split(/\s+/),
]);
const CHANGES = new Set(['insert', 'replace', 'update', 'delete']);

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
/** A name in the tree; '' for anything else. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.why);
  }
}
const refuse = (why: Refusal['why'], name: unknown): never => {
  throw new Refused({ why, name: textOf(name).slice(0, 60) });
};

/**
 * Checks that a parser for the dialect finds exactly one SELECT (or, if rows may be changed, one INSERT, UPDATE or
 * DELETE) that names only known tables and consists only of known parts. Returns the refusal if not.
 */
export function grammarOf(sql: string, ground: Ground, lookUp: LookUp): Refusal | undefined {
  const { parser, database } = PARSERS[ground.dialect];
  try {
    const tree = parser.astify(readable(sql.trim().replace(/;$/, ''), ground), { database });
    const statements = Array.isArray(tree) ? tree : [tree];
    if (statements.length !== 1 || !isNode(statements[0])) refuse('statement', '');
    const [statement] = statements as Node[];
    if (statement.type !== 'select' && !(ground.writes && CHANGES.has(String(statement.type)))) {
      refuse('statement', statement.type);
    }
    walk(statement, { ground, lookUp, known: new Set() }, true);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    return { why: 'statement', name: '' };
  }
}

/**
 * The parser's SQLite dialect wants each window to begin with PARTITION BY. A window without it has one partition for
 * all rows anyway, and the added words change neither where a quote ends nor what is named.
 */
const readable = (sql: string, { dialect }: Ground): string =>
  dialect === 'sqlite' ? sql.replace(/\bover\s*\(\s*(?=order\b|\))/gi, 'OVER (PARTITION BY NULL ') : sql;

/** Keys of FOR UPDATE and the like in the dialects' trees. */
const LOCKS = new Set(['locking_read', 'for_update']);

interface Scope {
  ground: Ground;
  lookUp: LookUp;
  /** Names that WITH has defined so far, in lower case. */
  known: ReadonlySet<string>;
}

function walk(value: unknown, scope: Scope, outermost = false): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) walk(item, scope);
    return;
  }
  if (!isNode(value)) return;
  const { type } = value;
  const change = outermost && CHANGES.has(String(type));
  if (typeof type === 'string' && !change && !NODES.has(type.toLowerCase())) refuse('statement', type);
  // A table can be anywhere, because lists of them nest in several ways.
  if ('table' in value && 'db' in value && type !== 'column_ref') checkTable(value, scope);
  if (type === 'function') checkFunction(value);
  if (type === 'cast') checkTypes(value);
  const inner = withNames(value, scope);
  for (const [key, child] of Object.entries(value)) {
    if (key === 'with') continue;
    if (LOCKS.has(key) && child) refuse('statement', 'for update');
    if (key === 'into') checkInto(child);
    else if (!(type === 'function' && key === 'name')) walk(child, inner);
  }
}

/** The scope with the names from the statement's WITH: each is known to those after it, and to itself if recursive. */
function withNames(statement: Node, scope: Scope): Scope {
  if (!Array.isArray(statement.with)) return scope;
  const known = new Set(scope.known);
  for (const item of statement.with as Node[]) {
    const name = textOf((item.name as Node | undefined)?.value).toLowerCase();
    const recursive = statement.with.some((each: Node) => each.recursive);
    const own = { ...scope, known: new Set(known) };
    if (recursive) own.known.add(name);
    walk(item.stmt, own);
    known.add(name);
  }
  return { ...scope, known };
}

function checkTable({ table, db, schema }: Node, { ground, lookUp, known }: Scope): void {
  if (typeof table !== 'string') return refuse('table', '');
  const name = table.toLowerCase();
  const schemas = [db, schema].filter((each) => each !== null && each !== undefined);
  for (const schema of schemas) {
    const name = textOf(schema);
    if (!ground.schemas.has(name.toLowerCase())) refuse('table', `${name}.${table}`);
  }
  if (ground.ours.has(name)) refuse('mail', table);
  if (schemas.length === 0 && known.has(name)) return;
  const found = lookUp(name);
  if (found !== 'known') refuse(found === 'mail' ? 'mail' : 'table', table);
}

function checkFunction({ name }: Node): void {
  const { name: parts, schema } = (isNode(name) ? name : {}) as { name?: unknown; schema?: unknown };
  const [part, ...more] = (Array.isArray(parts) ? parts : [name]) as unknown[];
  const text = isNode(part) ? part.value : part;
  const called = typeof text === 'string' ? text.toLowerCase() : '';
  const known = FUNCTIONS.has(called) || BEFORE_PARENTHESIS.has(called);
  if (schema || more.length > 0 || !known) refuse('function', text);
}

function checkTypes({ target }: Node): void {
  for (const item of (Array.isArray(target) ? target : [target]) as unknown[]) {
    const name = isNode(item) ? item.dataType : undefined;
    if (typeof name === 'string' && !TYPES.has(name.toLowerCase().split(' ')[0])) refuse('function', name);
  }
}

function checkInto(value: unknown): void {
  if (isNode(value) && (value.type || value.expr || value.keyword)) refuse('statement', 'into');
}
