import { Node } from '@tiptap/react';

/** The gap between two cells of a table row: a tab, which other mail clients also display as one. */
export const CellGap = Node.create({
  name: 'cellGap',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  parseHTML: () => [{ tag: 'span[data-mail-tab]' }],
  renderHTML: () => ['span', { 'data-mail-tab': '', style: 'white-space: pre' }, '\t'],
  renderText: () => '\t',
});

const BLOCKS = 'p, div, li, ul, ol, blockquote, h1, h2, h3, h4, h5, h6, pre, br';

/** Converts tables in pasted HTML to one line per row, with tabs between the cells to keep figures apart. */
export function linesForRows(html: string): string {
  if (!/<table\b/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, 'text/html');
  // Innermost tables first, so that the cells of outer ones contain only lines.
  for (const table of [...page.querySelectorAll('table')].reverse()) {
    const lines = page.createDocumentFragment();
    if (table.caption) lines.append(lineOf(page, [table.caption]));
    for (const { cells } of table.rows) {
      const [only] = cells;
      // A table with one column is there for its looks, so its content keeps its own lines.
      if (cells.length === 1 && only) lines.append(...only.childNodes);
      else lines.append(lineOf(page, [...cells]));
    }
    table.replaceWith(lines);
  }
  return page.body.innerHTML;
}

function lineOf(page: Document, cells: Element[]): HTMLElement {
  const line = page.createElement('p');
  cells.forEach((cell, index) => {
    // Line breaks within a cell become spaces.
    for (const block of [...cell.querySelectorAll(BLOCKS)].reverse())
      block.replaceWith(...block.childNodes, ' ');
    if (index > 0) {
      const gap = page.createElement('span');
      gap.setAttribute('data-mail-tab', '');
      line.append(gap);
    }
    line.append(...cell.childNodes);
  });
  return line;
}
