import { endsWithAttribution, findQuote, isBlankText, type QuoteLine } from './find-quote';
import { LONGEST_LINE } from './quote-lines';

/** What the server recognised from the names a mail client gave to an element (mime/quoteMarks.ts). */
const MARK = 'data-mail-quote';
/** Marks folded elements, which the frame's style sheet hides. */
export const FOLDED = 'data-mail-folded';

/** Elements that don't end a line. */
const INLINE = new Set(
  'A ABBR B BDI BDO BIG CITE CODE DEL DFN EM FONT I IMG INS KBD MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TT U VAR WBR'.split(
    ' ',
  ),
);
/** Elements that may contain only certain elements, so a button can't be put into them. */
const STRICT = new Set('TABLE THEAD TBODY TFOOT TR COLGROUP OL UL DL'.split(' '));

interface Line extends QuoteLine {
  /** The line's first node, or the quoted element. */
  node: ChildNode;
}

/**
 * Marks the quote at the end of a message as folded and puts a button before it; nothing else changes. Takes
 * linear time. Returns whether anything was folded.
 */
export function foldQuote(body: Element, button: Element): boolean {
  const lines = textLines(body);
  const found = findQuote(lines);
  const begin = found && lines[found.first]?.node;
  if (!begin) return false;
  const lastLine = found.last === null ? undefined : lines[found.last];
  const last = lastLine && raisedEnd(lastLine.node, body);
  const first = withRule(raisedStart(begin, body, last));
  first.before(button);
  for (const node of covering(first, last ?? null, body)) fold(node);
  return true;
}

/** Returns the message's visible lines, with each quote as one line. */
function textLines(body: Element): Line[] {
  const lines: Line[] = [];
  const boxes = ancestorsOf(body.querySelectorAll(`blockquote[type="cite" i], blockquote[${MARK}]`), body);
  let line: Line | null = null;
  const add = (node: ChildNode, text: string, kind: QuoteLine['kind']) => {
    if (!line || line.kind !== kind) lines.push((line = { node, text: '', kind }));
    if (line.text.length <= LONGEST_LINE) line.text += text.slice(0, LONGEST_LINE + 1);
  };
  const visit = (parent: Element, kind: QuoteLine['kind']): void => {
    for (const node of parent.childNodes) {
      if (node instanceof Text) {
        if (!isBlankText(node.data) || line) add(node, node.data.replaceAll('\n', ' '), kind);
        continue;
      }
      if (!(node instanceof Element)) continue;
      const mark = node.getAttribute(MARK);
      if (node.nodeName === 'IMG') {
        if (!isDot(node)) add(node, '▣', kind);
      } else if (isQuote(node, mark, boxes.has(node), lines)) {
        lines.push({ node, text: '', kind: 'quote' });
        line = null;
      } else {
        const isBlock = !INLINE.has(node.nodeName);
        if (isBlock) line = null;
        const own = isKind(mark) ? mark : kind;
        if (node.nodeName === 'BR' || node.nodeName === 'HR') continue;
        if (own === 'original') lines.push({ node, text: '', kind: own });
        visit(node, own === 'original' ? kind : own);
        if (isBlock) line = null;
      }
    }
  };
  visit(body, 'text');
  return lines;
}

const isKind = (mark: string | null): mark is 'by' | 'original' | 'signature' =>
  mark === 'by' || mark === 'original' || mark === 'signature';

/** Whether an element is a quote, by its mark or as a plain `blockquote` below a line that introduces it. */
function isQuote(node: Element, mark: string | null, holdsQuote: boolean, lines: readonly Line[]): boolean {
  // A box around a quote also contains the line above it, and anything that was written between the quotes.
  if (mark === 'quote' || (mark === 'box' && !holdsQuote)) return true;
  if (node.nodeName !== 'BLOCKQUOTE') return false;
  return node.getAttribute('type')?.toLowerCase() === 'cite' || endsWithAttribution(lines.slice(-4));
}

/** Whether a picture is invisible, as tracking pixels are. */
const isDot = (image: Element): boolean =>
  ['width', 'height'].some((side) => /^[01](?:px)?$/.test(image.getAttribute(side) ?? ''));

function ancestorsOf(elements: Iterable<Element>, body: Element): Set<Element> {
  const all = new Set<Element>();
  for (const element of elements) {
    let above = element.parentElement;
    while (above && above !== body && !all.has(above)) {
      all.add(above);
      above = above.parentElement;
    }
  }
  return all;
}

/** Returns the largest element that ends with this node. */
function raisedEnd(node: ChildNode, body: Element): ChildNode {
  let raised = node;
  for (let above = raised.parentElement; above && above !== body; above = raised.parentElement) {
    if (STRICT.has(above.nodeName) || !blankBeyond(raised, 'nextSibling')) break;
    raised = above;
  }
  return raised;
}

/** Returns the largest element that begins with this node and contains nothing but what is folded. */
function raisedStart(node: ChildNode, body: Element, last: ChildNode | undefined): ChildNode {
  let raised = node;
  for (let above = raised.parentElement; above && above !== body; above = raised.parentElement) {
    const isWithin = !last || above === last || !above.contains(last);
    const isPlace = above.parentElement && !STRICT.has(above.parentElement.nodeName);
    if (raised === last || !isWithin || !isPlace || !blankBeyond(raised, 'previousSibling')) break;
    raised = above;
  }
  return raised;
}

/** Includes the rule and the blank lines that separate the quote from what was written. */
function withRule(node: ChildNode): ChildNode {
  let first = node;
  for (let above = first.previousSibling; above; above = above.previousSibling) {
    if (above.nodeName !== 'HR' && !isBlankNode(above)) break;
    first = above;
  }
  return first;
}

function blankBeyond(node: ChildNode, side: 'previousSibling' | 'nextSibling'): boolean {
  for (let beside = node[side]; beside; beside = beside[side]) if (!isBlankNode(beside)) return false;
  return true;
}

const isBlankNode = (node: ChildNode): boolean =>
  node.nodeName !== 'HR' &&
  isBlankText(node.textContent ?? '') &&
  !(node instanceof Element && (node.matches('img') || node.querySelector('img, hr')));

/** Returns the nodes that together cover everything from `first` to `last`, or to the end of the message. */
function covering(first: ChildNode, last: ChildNode | null, body: Element): ChildNode[] {
  const around = last ? ancestorsOf([last as Element], body) : new Set<Node>();
  const nodes: ChildNode[] = [];
  let node: ChildNode | null = first;
  while (node) {
    if (around.has(node)) {
      node = node.firstChild;
      continue;
    }
    nodes.push(node);
    if (node === last) break;
    node = nextBeyond(node, body);
  }
  return nodes;
}

function nextBeyond(node: ChildNode, body: Element): ChildNode | null {
  let at: Element | ChildNode | null = node;
  while (at && at !== body) {
    if (at.nextSibling) return at.nextSibling;
    at = at.parentElement;
  }
  return null;
}

/**
 * Marks a node as folded. Text is wrapped in an element that can be hidden and has no effect while it is
 * shown.
 */
function fold(node: ChildNode): void {
  if (node instanceof HTMLElement) {
    node.setAttribute(FOLDED, '');
    // No style sheet can override an important inline style.
    const { style } = node;
    if (style.getPropertyPriority('display')) style.setProperty('display', style.getPropertyValue('display'));
  } else if (node instanceof Text && !isBlankText(node.data)) {
    const box = node.ownerDocument.createElement('mail-folded');
    box.setAttribute(FOLDED, '');
    node.replaceWith(box);
    box.append(node);
  }
}
