/** Consecutive lines with the same level of quotation. */
export interface TextBlock {
  text: string;
  /** The level of quotation, shown as bars (`> `, RFC 3676 §4.5); 0 for what the author wrote. */
  depth: number;
}

/** Deeper quotes are drawn with this many bars. */
const MOST_BARS = 10;

/** Separates quotes from what was written. Takes linear time. */
export function splitQuotes(text: string): TextBlock[] {
  const blocks: Array<{ depth: number; lines: string[] }> = [];
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const { depth, rest } = quotedLine(line);
    const block = blocks.at(-1);
    if (block?.depth === depth) block.lines.push(rest);
    else blocks.push({ depth, lines: [rest] });
  }
  return blocks.map(({ depth, lines }) => ({ depth, text: lines.join('\n') }));
}

/** `>> two` and `> > two` are both at level two. */
function quotedLine(line: string): { depth: number; rest: string } {
  let depth = 0;
  let at = 0;
  while (line[at] === '>') {
    depth++;
    at += line[at + 1] === ' ' && line[at + 2] === '>' ? 2 : 1;
  }
  return { depth: Math.min(depth, MOST_BARS), rest: line.slice(depth > 0 && line[at] === ' ' ? at + 1 : at) };
}
