/**
 * A piece of SQL text. `name` is a quoted identifier, `word` an unquoted one or a keyword, `mark` a single other
 * character. `text` is its meaning: without quotes, and words in lower case.
 */
export interface Token {
  kind: 'word' | 'name' | 'string' | 'number' | 'comment' | 'mark';
  text: string;
  /** Nothing separates it from the token before. */
  glued: boolean;
  /** A string or name that contains a quote or a backslash, or never ends. */
  odd: boolean;
}

export interface Reading {
  /** Backslashes escape in strings (MySQL, MariaDB). */
  backslashes: boolean;
  /** Double quotes enclose strings (MySQL, MariaDB). */
  doubleQuotedStrings: boolean;
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\d.]*(?:e[+-]?\d+)?/iy;
const SPACE = /\s+/y;
const END_OF_LINE = /[^\n]*/y;

/** Splits SQL text into tokens, in time proportional to its length. */
export function tokensOf(sql: string, reading: Reading): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(sql)?.[0] ?? '';
  };
  const add = (kind: Token['kind'], text: string, length: number, odd = false) => {
    tokens.push({ kind, text, glued, odd });
    at += length;
    glued = true;
  };
  while (at < sql.length) {
    const space = match(SPACE);
    if (space) {
      at += space.length;
      glued = false;
      continue;
    }
    const char = sql[at];
    const two = sql.slice(at, at + 2);
    if (two === '--' || (char === '#' && reading.backslashes)) {
      add('comment', '', match(END_OF_LINE).length);
    } else if (two === '/*') {
      const end = sql.indexOf('*/', at + 2);
      add('comment', '', (end < 0 ? sql.length : end + 2) - at);
    } else if (char === "'" || char === '"' || char === '`') {
      // PostgreSQL's E'…' has backslashes too.
      const last = tokens.at(-1);
      const escapes = char === "'" && glued && last?.kind === 'word' && last.text === 'e';
      const isString = char === "'" || (char === '"' && reading.doubleQuotedStrings);
      const { text, length, odd } = quoted(sql, at, isString && (reading.backslashes || escapes));
      add(isString ? 'string' : 'name', text, length, odd);
    } else {
      const word = match(WORD);
      const number = word ? '' : match(NUMBER);
      if (word) add('word', word.toLowerCase(), word.length);
      else if (number) add('number', number, number.length);
      else add('mark', char, 1);
    }
  }
  return tokens;
}

/** Reads the quoted text that begins at `start`. */
function quoted(sql: string, start: number, backslashes: boolean) {
  const quote = sql[start];
  const parts: string[] = [];
  let odd = false;
  let from = start + 1;
  for (let at = from; at < sql.length; at++) {
    const char = sql[at];
    if (char === '\\') odd = true;
    const escape = (char === '\\' && backslashes) || (char === quote && sql[at + 1] === quote);
    if (escape) {
      odd = true;
      parts.push(sql.slice(from, at));
      from = ++at;
    } else if (char === quote) {
      parts.push(sql.slice(from, at));
      return { text: parts.join(''), length: at + 1 - start, odd };
    }
  }
  return { text: parts.join('') + sql.slice(from), length: sql.length - start, odd: true };
}
