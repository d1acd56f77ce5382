import { PLACEHOLDER } from '../../common';

/** Variables that are looked up for one template; any others count as missing. */
export const MOST_VARIABLES = 100;

const NAME = /^\$[A-Za-z][\w-]*(?:\.[A-Za-z_][\w-]*){0,4}$/;

/** The variable in a pair of braces, such as `$record.name`; null if it's something else, which stays as it is. */
export function variableIn(inner: string): string | null {
  const name = inner.replaceAll('&nbsp;', ' ').trim();
  return NAME.test(name) ? name : null;
}

/** The variables that some texts use, each once. */
export function variablesIn(...texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const pattern = new RegExp(PLACEHOLDER);
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const variable = variableIn(match[1]);
      if (variable) found.add(variable);
      if (found.size === MOST_VARIABLES) return [...found];
    }
  }
  return [...found];
}

/**
 * Replaces variables by values that are already in the form that the text needs. Variables without a value stay in the
 * text. Returns null if the result would have more than `longest` characters. Values aren't searched for variables.
 */
export function fillIn(text: string, values: ReadonlyMap<string, string>, longest: number): string | null {
  const pattern = new RegExp(PLACEHOLDER);
  const made: string[] = [];
  let length = 0;
  let at = 0;
  const add = (piece: string) => {
    made.push(piece);
    length += piece.length;
  };
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const variable = variableIn(match[1]);
    const value = variable === null ? undefined : values.get(variable);
    if (value === undefined) continue;
    add(text.slice(at, match.index));
    add(value);
    at = match.index + match[0].length;
    if (length > longest) return null;
  }
  add(text.slice(at));
  return length > longest ? null : made.join('');
}
