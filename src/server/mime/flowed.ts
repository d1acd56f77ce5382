import { linesOf } from '../patterns';

const SIGNATURE = '-- ';

interface Paragraph {
  /** Number of quote marks. */
  depth: number;
  pieces: string[];
  /** The next line of the same depth continues the paragraph. */
  open: boolean;
}

/**
 * Joins the lines of a `format=flowed` text (RFC 3676). Quote marks are counted first: a line flows only into one of
 * the same depth (§4.5), and the signature separator never flows (§4.3). `delSp`: the space that marks a soft break is
 * removed too (§4.2).
 */
export function unflowed(text: string, delSp: boolean): string {
  const paragraphs: Paragraph[] = [];
  for (const line of linesOf(text)) {
    const depth = depthOf(line);
    const content = line.slice(line[depth] === ' ' ? depth + 1 : depth);
    const open = content.endsWith(' ') && content !== SIGNATURE;
    const piece = open && delSp ? content.slice(0, -1) : content;
    const last = paragraphs.at(-1);
    if (last?.open && last.depth === depth && content !== SIGNATURE) {
      last.pieces.push(piece);
      last.open = open;
    } else paragraphs.push({ depth, pieces: [piece], open });
  }
  return paragraphs.map(shown).join('\n');
}

function depthOf(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth++;
  return depth;
}

function shown({ depth, pieces }: Paragraph): string {
  const content = pieces.join('');
  if (depth === 0) return content;
  return content === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${content}`;
}
