/** An argument of a command (RFC 3501 §4): strings are kept as octets in latin1. */
export type Token =
  { kind: 'atom'; value: string } | { kind: 'string'; value: Buffer } | { kind: 'list'; items: Token[] };

/** A command as it came: text between literals, and the literals. */
export type Segment = string | Buffer;

/** The client's words make no sense: answered with BAD. */
export class BadCommand extends Error {}

/** Reads the arguments of one command. */
export function tokenize(segments: Segment[]): Token[] {
  const stack: Token[][] = [[]];
  const add = (token: Token): void => {
    stack.at(-1)?.push(token);
  };
  for (const segment of segments) {
    if (Buffer.isBuffer(segment)) {
      add({ kind: 'string', value: segment });
      continue;
    }
    let at = 0;
    while (at < segment.length) {
      const character = segment[at];
      if (character === ' ') {
        at += 1;
      } else if (character === '(') {
        stack.push([]);
        at += 1;
      } else if (character === ')') {
        const items = stack.pop();
        if (!items || stack.length === 0) throw new BadCommand('Unbalanced parentheses');
        add({ kind: 'list', items });
        at += 1;
      } else if (character === '"') {
        const match = /"((?:[^"\\]|\\.)*)"/y;
        match.lastIndex = at;
        const found = match.exec(segment);
        if (!found) throw new BadCommand('Unterminated string');
        add({ kind: 'string', value: Buffer.from((found[1] ?? '').replace(/\\(.)/g, '$1'), 'latin1') });
        at = match.lastIndex;
      } else {
        const end = atomEnd(segment, at);
        add({ kind: 'atom', value: segment.slice(at, end) });
        at = end;
      }
    }
  }
  if (stack.length !== 1 || !stack[0]) throw new BadCommand('Unbalanced parentheses');
  return stack[0];
}

/** An atom ends at a space or parenthesis, except inside the brackets of `BODY[HEADER.FIELDS (…)]`. */
function atomEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    else if (depth <= 0 && (character === ' ' || character === '(' || character === ')')) return at;
  }
  return text.length;
}

/** A token's text, whether atom or string. */
export function textOf(token: Token | undefined): string {
  if (!token || token.kind === 'list') throw new BadCommand('Missing or wrong argument');
  return token.kind === 'atom' ? token.value : token.value.toString('latin1');
}

export function listOf(token: Token | undefined): Token[] {
  if (token?.kind !== 'list') throw new BadCommand('A list was expected');
  return token.items;
}
