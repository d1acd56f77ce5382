import type { Refusal } from './refusal';
import type { Dialect } from './tablesIn';
import { tokensOf, type Token } from './tokens';
import { BEFORE_PARENTHESIS, FUNCTIONS, REFUSED_WORDS, TYPES } from './words';

/** Maximum length in characters: a parser needs some 40 ms per 1,000 characters. */
const MAX_LENGTH = 10_000;
/** Maximum depth of parentheses, so that the parser doesn't run out of stack. */
const MAX_DEPTH = 50;
const MARKS: Record<Dialect, RegExp> = {
  sqlite: /^[-+*/%<>=!|&~.,;:?()$]$/,
  // Brackets access an array's element; # belongs to JSON and never begins a comment.
  postgres: /^[-+*/%<>=!|&~.,;:?()$@[\]#^]$/,
  // Without @, because variables keep values from one statement to the next.
  mysql: /^[-+*/%<>=!|&~.,;:?()$^]$/,
};

/** What people's SQL is checked against. */
export interface Ground {
  dialect: Dialect;
  /** Our tables, in lower case. */
  ours: ReadonlySet<string>;
  /** Schemas that a table of this database may be qualified with, in lower case. */
  schemas: ReadonlySet<string>;
  /** It may also change rows, because an administrator wrote it into a workflow. */
  writes: boolean;
}

/**
 * Refuses text that could be read in two ways, names one of our tables, or calls something unknown, before any parser
 * sees it. Without comments, escapes, quotes within quotes and functions that take text as a query, the only way to
 * name a table is to write its name.
 */
export function spellingOf(sql: string, ground: Ground): Refusal | undefined {
  const { dialect } = ground;
  if (sql.length > MAX_LENGTH) return { why: 'length', name: '' };
  // For characters that look like others: a database may fold them into a letter of a name.
  const tokens = tokensOf(sql.normalize('NFKC'), {
    backslashes: dialect === 'mysql',
    doubleQuotedStrings: dialect === 'mysql',
  });
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.text === '(' && ++depth > MAX_DEPTH) return { why: 'length', name: '' };
    if (token.text === ')') depth--;
    const refusal =
      oddSpelling(token, tokens[at - 1], at === tokens.length - 1, MARKS[dialect]) ??
      nameOfOurs(tokens, at, ground) ??
      unknownWord(tokens, at, ground.writes);
    if (refusal) return refusal;
  }
  return undefined;
}

function oddSpelling(
  token: Token,
  before: Token | undefined,
  last: boolean,
  marks: RegExp,
): Refusal | undefined {
  const { kind, text, glued, odd } = token;
  const refused: Refusal = { why: 'spelling', name: kind === 'comment' ? '--' : text.slice(0, 40) };
  if (kind === 'comment' || odd) return refused;
  if (kind === 'string' || kind === 'name') {
    // E'…', U&'…', X'…', _utf8'…', and $tag'…
    const prefix = glued && before !== undefined && (before.kind !== 'mark' || /[&$@\\]/.test(before.text));
    return prefix ? refused : undefined;
  }
  // PostgreSQL's $tag$ quotes.
  if (kind === 'word' && text.includes('$')) return refused;
  if (kind !== 'mark') return undefined;
  if (text === ';') return last ? undefined : { why: 'statement', name: ';' };
  // $1 and $name are parameters; $$ is a quote.
  if (text === '$' && before?.text === '$' && glued) return refused;
  return marks.test(text) ? undefined : refused;
}

/** Refuses one of our names unless it's another table's column or an alias. */
function nameOfOurs(tokens: Token[], at: number, { ours, schemas }: Ground): Refusal | undefined {
  const { kind, text } = tokens[at];
  const name = text.toLowerCase();
  if (kind === 'mark' || !ours.has(name)) return undefined;
  const before = tokens[at - 1];
  const alias = before?.kind === 'word' && before.text === 'as';
  const column = before?.text === '.' && !schemas.has(tokens[at - 2]?.text.toLowerCase() ?? '');
  // SQLite accepts a string where a name is required.
  return kind !== 'string' && (alias || column) ? undefined : { why: 'mail', name };
}

/** Words that a statement needs to change rows. */
const WRITING = new Set(['into', 'set']);

function unknownWord(tokens: Token[], at: number, writes: boolean): Refusal | undefined {
  const { kind, text } = tokens[at];
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (kind === 'mark' || kind === 'number') return undefined;
  // Strings too: depending on a setting of the database (ANSI_QUOTES), they may be names.
  const cast = before?.text === ':' && tokens[at - 2]?.text === ':';
  if (cast && (kind !== 'word' || !TYPES.has(text))) return { why: 'function', name: text };
  if (kind === 'word' && before?.text !== '.' && REFUSED_WORDS.has(text) && !(writes && WRITING.has(text))) {
    return { why: 'statement', name: text };
  }
  if (next?.text !== '(' || next.kind !== 'mark' || cast) return undefined;
  // `WITH name (columns) AS` and `INSERT INTO name (columns)` are recognised by the word before the name.
  const names = ['with', 'recursive', ...(writes ? ['into'] : [])];
  if (kind !== 'string' && before?.kind === 'word' && names.includes(before.text)) return undefined;
  const known =
    kind === 'word' && before?.text !== '.' && (FUNCTIONS.has(text) || BEFORE_PARENTHESIS.has(text));
  return known ? undefined : { why: 'function', name: text };
}
