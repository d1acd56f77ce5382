import { LETTER_FONT } from '../../../../../common';
import { HIGHLIGHTS, inkOn, isGray, toHex } from '../palette';
import { isLetterSize, nearestSize, pixels } from '../sizes';

/** What a text looks like because of the elements around it. */
interface Look {
  color?: string;
  background?: string;
  /** The color of the cell or block behind it, which has its own place. */
  behind?: string;
  size?: string;
  family?: string;
  /** Of a cell: the editor reads it only from what is inside. */
  weight?: string;
  align?: string;
}
type Origin = 'pasted' | 'stored';

const OWN = ['color', 'background', 'background-color', 'font-size', 'font-family', 'font'];
/** Their formatting is their own. */
const VERBATIM = 'pre, code';
const CELLS = 'td, th';
const LINES = 'p, h1, h2, h3, h4, h5, h6';
const BOLD = 'h1, h2, h3, h4, h5, h6, th';
/** Between these there is only space for readers of the source. */
const WITHOUT_TEXT = /^(?:TABLE|TBODY|THEAD|TFOOT|TR|COLGROUP|UL|OL|DL|BODY)$/;

/**
 * Writes colors, sizes and fonts that apply to a text into one `span` around it, and the alignment of a block into its
 * lines: the editor knows them only there. Takes linear time.
 */
export function spreadTextStyles(root: HTMLElement, origin: Origin): void {
  walk(root, {}, origin);
}

function walk(parent: HTMLElement, look: Look, origin: Origin): void {
  for (const child of [...parent.childNodes]) {
    if (child instanceof Text || child.nodeType === Node.TEXT_NODE) wrap(child as Text, parent, look);
    else if (isElement(child) && !child.matches(VERBATIM)) {
      const next = lookOf(child, look, origin);
      if (child.matches(LINES)) align(child, next);
      // They are bold anyway.
      if (child.matches(BOLD)) child.style.removeProperty('font-weight');
      OWN.forEach((name) => {
        if (!(name.startsWith('background') && child.matches(CELLS))) child.style.removeProperty(name);
      });
      if (child.getAttribute('style') === '') child.removeAttribute('style');
      walk(child, next, origin);
    }
  }
}

/** Of the parsed document, whose classes may be those of another window. */
const isElement = (node: Node): node is HTMLElement => node.nodeType === Node.ELEMENT_NODE && 'style' in node;

function wrap(text: Text, parent: HTMLElement, { color, background, size, family, weight }: Look): void {
  if (!(color ?? background ?? size ?? family ?? weight)) return;
  if (WITHOUT_TEXT.test(parent.tagName) && (text.data.trim() === '' || parent.tagName !== 'BODY')) return;
  const span = parent.ownerDocument.createElement('span');
  const style = {
    color,
    'background-color': background,
    'font-size': size,
    'font-family': family,
    'font-weight': weight,
  };
  // Written as text, because a browser would turn `#d92d20` into `rgb(…)`.
  span.setAttribute(
    'style',
    Object.entries(style)
      .flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
      .join('; '),
  );
  text.replaceWith(span);
  span.append(text);
}

function lookOf(element: HTMLElement, around: Look, origin: Origin): Look {
  const look = { ...around };
  const { style } = element;
  const isCell = element.matches(CELLS);
  if (isCell) {
    // A cell is aligned itself.
    delete look.align;
    delete look.background;
    look.weight = /^(?:bold|[6-9]00)$/.test(style.fontWeight) ? 'bold' : undefined;
    look.behind = toHex(style.backgroundColor) ?? undefined;
  }
  const back =
    element.matches('mark') && !style.backgroundColor ? HIGHLIGHTS[0]?.value : style.backgroundColor;
  if (!isCell && back) setBackground(look, back, origin);
  const color = style.color || (element.matches('font') ? (element.getAttribute('color') ?? '') : '');
  if (color || isCell) setColor(look, element, color, origin);
  // The editor's headings have their own size.
  const size = element.matches('h1, h2, h3, h4, h5, h6') ? '' : style.fontSize;
  if (size) look.size = sizeFor(size, origin);
  const family = style.fontFamily || (element.matches('font') ? (element.getAttribute('face') ?? '') : '');
  if (family && origin === 'stored') look.family = isLetterFont(family) ? undefined : family;
  const align = style.textAlign || (isCell ? '' : (element.getAttribute('align') ?? ''));
  if (align && !isCell) look.align = align.toLowerCase();
  return look;
}

function align(line: HTMLElement, { align: side }: Look): void {
  if (side === 'center' || side === 'right' || side === 'justify') line.style.textAlign = side;
  else line.style.removeProperty('text-align');
}

function setBackground(look: Look, value: string, origin: Origin): void {
  const hex = toHex(value);
  if (hex === null || hex === '#ffffff') delete look.background;
  // A page's own gray is no highlight.
  else if (origin === 'pasted' && isGray(hex)) delete look.background;
  else look.background = hex;
  if (look.background) look.color ??= inkOn(look.background);
}

function setColor(look: Look, element: HTMLElement, value: string, origin: Origin): void {
  const hex = toHex(value);
  const behind = look.background ?? look.behind;
  if (hex === null) {
    if (element.matches(CELLS)) look.color = behind ? inkOn(behind) : undefined;
    return;
  }
  // Black is what a text has anyway; written down, it would be invisible in a dark theme.
  const isPlain = hex === '#000000' || (origin === 'pasted' && isGray(hex));
  // The link itself looks like one.
  const isLink = origin === 'pasted' && element.closest('a[href]') !== null;
  if (isLink || (isPlain && !behind)) delete look.color;
  else look.color = isPlain && behind ? inkOn(behind) : hex;
}

function sizeFor(value: string, origin: Origin): string | undefined {
  if (origin === 'pasted') return nearestSize(value) ?? undefined;
  return pixels(value) === null || isLetterSize(value) ? undefined : value;
}

const isLetterFont = (family: string): boolean =>
  family
    .replace(/["']/g, '')
    .split(',')
    .map((name) => name.trim())
    .join(', ') === LETTER_FONT;
