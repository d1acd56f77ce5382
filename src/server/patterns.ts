/**
 * Code that runs over whole messages applies its patterns through these functions. The host loads SES, which changes
 * `RegExp.prototype`, and V8 then leaves its fast paths: `split` by a pattern checks every single position of the text
 * and takes forty times as long, `replace` five to fifteen times. `exec` and `test` are as fast as ever, and so is
 * everything that takes a string.
 */

/** Like `text.replace(pattern, by)`. The pattern must be global and must not match an empty string. */
export function replaceEach(
  text: string,
  pattern: RegExp,
  by: string | ((match: RegExpExecArray) => string),
): string {
  pattern.lastIndex = 0;
  let made = '';
  let at = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    made += text.slice(at, match.index) + (typeof by === 'string' ? by : by(match));
    at = match.index + match[0].length;
  }
  return at === 0 ? text : made + text.slice(at);
}

/**
 * Like `text.match(pattern)`, but finds at most `limit` matches. The pattern must be global and must not match an empty
 * string.
 */
export function matchesOf(text: string, pattern: RegExp, limit = Infinity): string[] {
  pattern.lastIndex = 0;
  const found: string[] = [];
  while (found.length < limit) {
    const match = pattern.exec(text);
    if (!match) return found;
    found.push(match[0]);
  }
  return found;
}

/** Like `text.split(/\r?\n/)`. */
export const linesOf = (text: string): string[] =>
  text.split('\n').map((line, index, { length }) => {
    const ends = index < length - 1 && line.endsWith('\r');
    return ends ? line.slice(0, -1) : line;
  });

/** Splits a header section into lines and undoes folding (RFC 5322 §2.2.3). A lone CR ends a line too. */
export function unfoldedLines(header: string): string[] {
  const lines: string[] = [];
  const physical = linesOf(header);
  for (const line of header.includes('\r') ? physical.flatMap((one) => one.split('\r')) : physical) {
    let start = 0;
    while (line[start] === ' ' || line[start] === '\t') start++;
    const last = lines.length - 1;
    if (start > 0 && last >= 0) lines[last] += ` ${line.slice(start)}`;
    else lines.push(line);
  }
  return lines;
}
