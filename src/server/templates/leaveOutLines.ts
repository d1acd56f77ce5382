import { PLACEHOLDER } from '../../common';
import { variableIn } from './variables';

/** Elements within a line; every other one begins or ends a line. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup u var wbr'.split(
    ' ',
  ),
);
/** Elements that mean nothing once all of their lines are gone. A table keeps its cells. */
const REMOVABLE = new Set('p div h1 h2 h3 h4 h5 h6 li ul ol blockquote pre address'.split(' '));
const ENTITY = /&(?:nbsp|amp|lt|gt|quot|#\d{1,7}|#x[\da-f]{1,6});/gi;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Leaves out lines of sanitized HTML that consist only of variables without a value, with what separates them. A line
 * that says anything else stays, as do lines without variables, even empty ones.
 */
export function leaveOutLines(html: string, missing: ReadonlySet<string>): string {
  if (missing.size === 0) return html;
  const kept: string[] = [];
  let line: string[] = [];
  /** Whether what was before this line has been left out, so that its element may now be empty. */
  let justLeftOut = false;
  const end = (tag: string) => {
    const isLeftOut = saysNothing(line, missing);
    const isEmpty = line.every((piece) => !piece.trim());
    if (!isLeftOut && !(isEmpty && justLeftOut)) {
      kept.push(...line, tag);
      justLeftOut = false;
    } else {
      if (isLeftOut) for (const piece of line.filter(isTag)) addInline(kept, piece);
      justLeftOut = closeLine(kept, tag, isLeftOut);
    }
    line = [];
  };
  for (const piece of piecesOf(html)) {
    if (isTag(piece) && !INLINE.has(nameOf(piece))) end(piece);
    else line.push(piece);
  }
  end('');
  return kept.join('');
}

/** Ends a line that was left out. Returns whether its element has nothing else in it so far. */
function closeLine(kept: string[], tag: string, isLeftOut: boolean): boolean {
  const name = nameOf(tag);
  const isClosing = tag.startsWith('</');
  // The break belonged to the line.
  if (name === 'br' && isLeftOut) return true;
  const last = kept.at(-1) ?? '';
  if (isClosing && REMOVABLE.has(name) && opens(last, name)) {
    kept.pop();
    return true;
  }
  // The line above is now the last one.
  if (isClosing && isLeftOut && isTag(last) && nameOf(last) === 'br') kept.pop();
  kept.push(tag);
  return false;
}

/** Keeps the formatting of the lines around; an element that is empty because of that goes. */
function addInline(kept: string[], tag: string): void {
  if (tag.startsWith('</') && opens(kept.at(-1) ?? '', nameOf(tag))) kept.pop();
  else kept.push(tag);
}

/** Whether a line has a variable without a value, and nothing else that anybody could read. */
function saysNothing(line: readonly string[], missing: ReadonlySet<string>): boolean {
  if (line.some((piece) => isTag(piece) && nameOf(piece) === 'img')) return false;
  let hasMissing = false;
  const rest = line
    .filter((piece) => !isTag(piece))
    .join('')
    .replace(PLACEHOLDER, (placeholder, inner: string) => {
      const variable = variableIn(inner);
      if (variable === null || !missing.has(variable)) return placeholder;
      hasMissing = true;
      return '';
    });
  return hasMissing && !WORD.test(rest.replace(ENTITY, ' '));
}

/** The tags of a sanitized text and what is between them. */
function piecesOf(html: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start < 0) break;
    if (start > at) pieces.push(html.slice(at, start));
    const end = html.indexOf('>', start);
    at = end < 0 ? html.length : end + 1;
    pieces.push(html.slice(start, at));
  }
  if (at < html.length) pieces.push(html.slice(at));
  return pieces;
}

const isTag = (piece: string): boolean => piece.startsWith('<');
const nameOf = (tag: string): string => /^<\/?([a-z\d]{1,20})/i.exec(tag)?.[1].toLowerCase() ?? '';
const opens = (piece: string, name: string): boolean =>
  isTag(piece) && !piece.startsWith('</') && nameOf(piece) === name;
