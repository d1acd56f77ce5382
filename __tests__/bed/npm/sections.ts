import type { Part } from './mime';
import { BadCommand } from './tokens';

/** What `BODY[…]` asks for (RFC 3501 §6.4.5). Nothing where the part does not exist. */
export function section(root: Part, spec: string): Buffer | null {
  const match = /^((?:\d+\.)*\d+)?\.?(HEADER\.FIELDS(?:\.NOT)?|HEADER|TEXT|MIME)?\s*(?:\(([^)]*)\))?$/i.exec(
    spec,
  );
  if (!match) throw new BadCommand('Unknown section');
  const [, path, word = '', names = ''] = match;
  const part = path === undefined ? root : partAt(root, path.split('.').map(Number));
  if (!part) return null;
  const slice = (from: number, to: number): Buffer => root.raw.subarray(from, to);
  const name = word.toUpperCase();
  if (name === 'MIME') return slice(part.start, part.body);
  // HEADER and TEXT of a numbered part are those of the message inside it.
  const message = path === undefined ? part : part.children[0];
  switch (name) {
    case '':
      return path === undefined ? slice(part.start, part.end) : slice(part.body, part.end);
    case 'HEADER':
      return message ? slice(message.start, message.body) : null;
    case 'TEXT':
      return message ? slice(message.body, message.end) : null;
    default: {
      if (!message) return null;
      const wanted = new Set(names.toLowerCase().replace(/"/g, '').split(/\s+/).filter(Boolean));
      const not = name.endsWith('.NOT');
      const fields = message.header.filter((field) => wanted.has(field.name) !== not);
      return Buffer.from(`${fields.map(({ raw }) => raw).join('')}\r\n`, 'latin1');
    }
  }
}

/** Part 1 of what is no multipart is its whole body. */
function partAt(root: Part, path: number[]): Part | undefined {
  let part: Part | undefined = root;
  for (const number of path) {
    if (!part) return undefined;
    // The parts of a message/rfc822 are those of the message in it.
    const holder: Part = part.type === 'message' && part.children[0] ? part.children[0] : part;
    if (holder.type === 'multipart' && holder.children.length) part = holder.children[number - 1];
    else part = number === 1 && (holder !== part || part === root) ? holder : undefined;
  }
  return part;
}
