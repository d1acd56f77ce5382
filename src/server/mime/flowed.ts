import { linesOf } from '../patterns';

const SIGNATURE = '-- ';

/** Joins the lines of a text with `format=flowed` (RFC 3676 §4.2); `delSp`: the space that marks a break goes with it. */
export function unflowed(text: string, delSp: boolean): string {
  const paragraphs: string[] = [];
  /** Of the paragraph at hand, none of them empty: joined once, or a long one would be copied with each line. */
  const pieces: string[] = [];
  for (const [index, line] of linesOf(text).entries()) {
    const last = pieces.at(-1) ?? '';
    const flows = last.endsWith(' ') && !(pieces.length === 1 && last === SIGNATURE);
    if (!flows && index > 0) paragraphs.push(pieces.splice(0).join(''));
    if (flows && delSp) {
      pieces.pop();
      if (last !== ' ') pieces.push(last.slice(0, -1));
    }
    if (line !== '') pieces.push(line);
  }
  if (pieces.length > 0) paragraphs.push(pieces.join(''));
  // Stuffed, where a line begins with what means something (§4.4).
  return paragraphs.map((one) => (one.startsWith(' ') ? one.slice(1) : one)).join('\n');
}
