import { cut } from './text-pieces';

/**
 * Characters added to the page per step. The first step is larger, so that ordinary messages are complete at
 * once.
 */
const FIRST = 40_000;
const STEP = 10_000;
/** An element costs as much as this many characters. */
const ELEMENT = 20;
/**
 * Characters of text and inline elements that are laid out as one block. The browser lays out the whole block
 * again for each addition.
 */
const BLOCK = 6000;

/** Elements that don't end a line. */
const INLINE = new Set(
  'A ABBR ACRONYM B BDI BDO BIG BR CITE CODE DEL DFN EM FONT I IMG INS KBD MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TT U VAR WBR'.split(
    ' ',
  ),
);

/**
 * A block within a paragraph that is too long to be laid out at once. No message's style sheet names this
 * element.
 */
export const PART = 'mail-part';

/**
 * Moves the content of one element into another in order, and yields whenever the browser should draw what
 * has been moved. Elements with content are created again without it and then filled, so `meet` gets each
 * element complete, before it is moved. Paragraphs too long to be laid out at once are divided. Takes linear
 * time.
 */
export function* fillSteps(
  from: Element,
  to: Element,
  meet: (element: Element) => void,
): Generator<void, void, void> {
  let room = FIRST;
  yield* moveChildren(from, to);

  /** Returns the cost of the moved children as part of a paragraph; 0 once a block has ended it. */
  function* moveChildren(source: Element, target: Element): Generator<void, number, void> {
    const isPlace = !/^(?:TABLE|THEAD|TBODY|TFOOT|TR|COLGROUP|OL|UL|DL)$/.test(source.nodeName);
    let place = target;
    let length = 0;
    let canBreak = false;
    for (let child = source.firstChild; child; child = source.firstChild) {
      for (const node of divided(child)) {
        if (isPlace && isInline(node) && length > (canBreak ? BLOCK : 2 * BLOCK)) {
          place = target.appendChild(target.ownerDocument.createElement(PART));
          length = 0;
        }
        if (!isInline(node)) place = target;
        const cost = costOf(node);
        room -= cost;
        let inner = 0;
        if (node instanceof Element) {
          meet(node);
          if (node.firstChild) {
            const shell = place.appendChild(node.cloneNode(false) as Element);
            inner = yield* moveChildren(node, shell);
            node.remove();
          } else place.append(node);
        } else place.append(node);
        length = isInline(node) ? length + cost + inner : 0;
        canBreak = /^W?BR$/.test(node.nodeName) || /\s$/.test(node.textContent?.slice(-1) ?? '');
        if (room < 0) {
          yield;
          room = STEP;
        }
      }
    }
    return length;
  }
}

const isInline = (node: Node): boolean => !(node instanceof Element) || INLINE.has(node.nodeName);
const costOf = (node: Node): number => (node instanceof Element ? ELEMENT : (node.nodeValue ?? '').length);

/** Splits a long text node into several consecutive ones. */
function divided(node: ChildNode): ChildNode[] {
  if (!(node instanceof Text) || node.data.length <= BLOCK) return [node];
  const pieces = cut(node.data, BLOCK).map((piece) => new Text(piece));
  node.remove();
  return pieces;
}
