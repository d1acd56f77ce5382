import { SIGNATURE_MARK as MARK } from '../../../../common';

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DIV DL DD DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);

/**
 * A formatted text as lines, each in a paragraph: lists have bullets and numbers, the cells of a table have tabs between
 * them, quotes have `>`, and links are followed by their addresses. The signature keeps its block.
 */
export function plainHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const signature = page.querySelector(`div[${MARK}]`);
  signature?.remove();
  const text = linesIn(page.body);
  const written = text.map(paragraph).join('') || '<p></p>';
  return signature
    ? `${written}<div ${MARK}="">${linesIn(signature).map(paragraph).join('') || '<p></p>'}</div>`
    : written;
}

const paragraph = (line: string): string =>
  `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`;

/** Collects lines; a block begins a new one unless the present one is still empty. */
class Lines {
  readonly done: string[] = [];
  private current: string | null = null;

  add(text: string): void {
    this.current = (this.current ?? '') + text;
  }
  /** Ends the line if anything is in it. */
  end(): void {
    if (this.current !== null) this.done.push(this.current.trimEnd());
    this.current = null;
  }
  /** Ends the line, even an empty one. */
  break(): void {
    this.current ??= '';
    this.end();
  }
}

function linesIn(root: Element): string[] {
  const lines = new Lines();
  walk(root, lines, false);
  lines.end();
  return lines.done;
}

function walk(parent: Element, lines: Lines, verbatim: boolean): void {
  for (const child of parent.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) addText(child.textContent ?? '', lines, verbatim);
    else if (child.nodeType === Node.ELEMENT_NODE) addElement(child as Element, lines, verbatim);
  }
}

function addText(text: string, lines: Lines, verbatim: boolean): void {
  if (!verbatim) {
    const folded = text.replace(/[\n\r]+/g, ' ');
    if (folded.trim() !== '' || /^[ \u00a0]+$/.test(text)) lines.add(folded);
    return;
  }
  text.split('\n').forEach((line, index) => {
    if (index > 0) lines.break();
    if (line !== '') lines.add(line);
  });
}

function addElement(element: Element, lines: Lines, verbatim: boolean): void {
  const { tagName } = element;
  if (tagName === 'BR') return lines.break();
  if (tagName === 'IMG' || tagName === 'STYLE' || tagName === 'SCRIPT') return;
  if (tagName === 'HR') {
    lines.end();
    lines.add('---');
    return lines.end();
  }
  if (!BLOCKS.has(tagName)) {
    walk(element, lines, verbatim);
    if (tagName === 'A') lines.add(addressOf(element));
    return;
  }
  lines.end();
  const inside =
    tagName === 'TR' ? [cellsOf(element)] : tagName === 'UL' || tagName === 'OL' ? itemsOf(element) : null;
  if (inside) {
    for (const line of inside) {
      lines.add(line);
      lines.end();
    }
  } else if (tagName === 'BLOCKQUOTE') {
    for (const line of linesIn(element)) {
      lines.add(`> ${line}`);
      lines.end();
    }
  } else {
    walk(element, lines, verbatim || tagName === 'PRE');
    // An empty paragraph is an empty line.
    if (tagName === 'P' && element.childNodes.length === 0) lines.break();
  }
  lines.end();
}

const cellsOf = (row: Element): string =>
  [...row.children].map((cell) => linesIn(cell).join(' ').trim()).join('\t');

function itemsOf(list: Element): string[] {
  const first = Number(list.getAttribute('start') ?? 1) || 1;
  const items = [...list.children].filter(({ tagName }) => tagName === 'LI');
  return items.flatMap((item, index) => {
    const mark = list.tagName === 'OL' ? `${first + index}. ` : '- ';
    return linesIn(item).map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line);
  });
}

function addressOf(link: Element): string {
  const href = link.getAttribute('href') ?? '';
  const shown = link.textContent?.trim() ?? '';
  const isSame = [href, `mailto:${shown}`, `tel:${shown}`].some(
    (each) =>
      each.replace(/\/$/, '') === shown.replace(/\/$/, '') || (each === href && href === `mailto:${shown}`),
  );
  return isSame || href === '' || !shown ? '' : ` <${href}>`;
}

/** Whether a text would lose anything as plain text: formatting, links or pictures. */
export function hasFormatting(html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html');
  // The signature is the same for every message, so nobody has to be asked about it.
  page.querySelector(`div[${MARK}]`)?.remove();
  return (
    page.body.querySelector('*:not(p, br, div)') !== null || page.body.querySelector('p[style]') !== null
  );
}
