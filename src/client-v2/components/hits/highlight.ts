import type { FindHits } from './find-hits';

/** The highlight's name in style sheets. */
export const HIT = 'mail-hit';
/** At most this many matches are marked in a text, and at most this many characters are searched. */
const MOST = 1000;
const MOST_TEXT = 200_000;

/** Elements that don't end a word. */
const INLINE = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DEL DFN EM FONT I INS KBD MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TT U VAR WBR'.split(
    ' ',
  ),
);
const UNSEEN = new Set(['STYLE', 'SCRIPT', 'TITLE', 'BUTTON']);

/** The text within an element as one string, and where each text node begins in it. */
interface Collected {
  text: string;
  nodes: Array<{ node: Text; start: number }>;
}

/**
 * Marks the searched words in an element without changing the element: the browser paints them (CSS Custom
 * Highlight API). Browsers without it mark nothing. Returns a function that removes the marks.
 */
export function highlight(root: Element, find: FindHits): () => void {
  const view = root.ownerDocument.defaultView;
  if (!view?.CSS?.highlights || !view.Highlight) return () => undefined;
  const ranges = hitRanges(root, find);
  const known = view.CSS.highlights.get(HIT);
  const marks = known ?? new view.Highlight();
  if (!known) view.CSS.highlights.set(HIT, marks);
  for (const range of ranges) marks.add(range);
  return () => ranges.forEach((range) => marks.delete(range));
}

function hitRanges(root: Element, find: FindHits): Range[] {
  const { text, nodes } = collect(root);
  let at = 0;
  /** Returns the text node at an offset. Must be called with increasing offsets. */
  const placeOf = (offset: number, isEnd: boolean): [Text, number] => {
    while (at + 1 < nodes.length && nodes[at + 1].start + (isEnd ? 1 : 0) <= offset) at++;
    const { node, start } = nodes[at];
    return [node, Math.min(node.data.length, offset - start)];
  };
  return find(text, 'text', MOST).map(({ start, end }) => {
    const range = root.ownerDocument.createRange();
    range.setStart(...placeOf(start, false));
    range.setEnd(...placeOf(end, true));
    return range;
  });
}

function collect(root: Element): Collected {
  const pieces: string[] = [];
  const nodes: Collected['nodes'] = [];
  let length = 0;
  const add = (text: string) => {
    pieces.push(text);
    length += text.length;
  };
  let node: Node | null = root;
  while (node && length < MOST_TEXT) {
    if (node.nodeType === Node.TEXT_NODE) {
      nodes.push({ node: node as Text, start: length });
      add((node as Text).data);
    } else if (!INLINE.has(node.nodeName)) add('\n');
    const inner: Node | null = UNSEEN.has(node.nodeName) ? null : node.firstChild;
    if (inner) {
      node = inner;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node && !INLINE.has(node.nodeName)) add('\n');
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  return { text: pieces.join('').slice(0, MOST_TEXT), nodes };
}
