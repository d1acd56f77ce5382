import { toHex } from '../palette';

/** Cells beyond which a pasted table becomes lines; the editor would be slow with it, and so would every reader. */
const MOST_CELLS = 4_000;

/**
 * Prepares tables: says whether they have borders, takes apart those that only arrange a page, and writes the
 * backgrounds of rows into their cells. `isSheet`: they come from a spreadsheet, whose grid is drawn although it has no
 * borders.
 */
export function cleanTables(page: Document, isSheet: boolean): void {
  // Innermost tables first, so that a cell is complete when it is taken out.
  for (const table of [...page.querySelectorAll('table')].reverse()) {
    for (const row of [...table.rows]) if (row.style.display === 'none') row.remove();
    const cells = [...table.rows].flatMap((row) => [...row.cells]);
    if (table.caption) table.before(paragraphOf(page, table.caption));
    table.caption?.remove();
    const border = isSheet || hasBorders(table, cells);
    if (cells.length === 0) table.remove();
    else if (!border && [...table.rows].every((row) => row.cells.length <= 1)) unwrap(table, cells);
    else if (cells.length > MOST_CELLS) table.replaceWith(...linesOf(page, table));
    else {
      table.setAttribute('border', border ? '1' : '0');
      cells.forEach((cell) => paint(cell, table));
    }
  }
}

function hasBorders(table: HTMLTableElement, cells: readonly HTMLTableCellElement[]): boolean {
  const border = table.getAttribute('border');
  if (border !== null && border !== '0') return true;
  return cells.some(({ style }) =>
    [style.borderTopStyle, style.borderBottomStyle, style.borderLeftStyle].some(
      (line) => line !== '' && line !== 'none' && line !== 'hidden' && line !== 'initial',
    ),
  );
}

function unwrap(table: HTMLTableElement, cells: readonly HTMLTableCellElement[]): void {
  for (const cell of cells) {
    const line = cell.ownerDocument.createElement('div');
    line.append(...cell.childNodes);
    table.before(line);
  }
  table.remove();
}

const paragraphOf = (page: Document, { childNodes }: Element): HTMLElement => {
  const paragraph = page.createElement('p');
  paragraph.append(...childNodes);
  return paragraph;
};

const linesOf = (page: Document, table: HTMLTableElement): HTMLElement[] =>
  [...table.rows].map((row) => {
    const line = page.createElement('p');
    line.textContent = [...row.cells].map((cell) => (cell.textContent ?? '').trim()).join(' · ');
    return line;
  });

function paint(cell: HTMLTableCellElement, table: HTMLTableElement): void {
  const row = cell.parentElement;
  const own = [cell, ...(row ? [row] : []), table].map(backgroundOf).find((color) => color !== null) ?? null;
  cell.removeAttribute('bgcolor');
  cell.style.removeProperty('background');
  if (own === null || own === '#ffffff') return;
  cell.style.backgroundColor = own;
}

const backgroundOf = (element: HTMLElement): string | null =>
  toHex(element.style.backgroundColor || (element.getAttribute('bgcolor') ?? ''));
