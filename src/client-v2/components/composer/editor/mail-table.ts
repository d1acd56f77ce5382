import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import type { Editor, Extensions } from '@tiptap/react';
import { toHex } from './palette';

const pixelsOf = (value: string | null): number | null => {
  const found = /^(\d{1,4})(?:\.\d+)?(?:px)?$/.exec(value?.trim() ?? '');
  return found ? Number(found[1]) : null;
};

/** A width as an attribute: pixels or a percentage; '' if the content decides. */
function widthOf(element: HTMLElement): string {
  const value = element.getAttribute('width') ?? element.style.width;
  if (/^\d{1,3}(?:\.\d+)?%$/.test(value)) return value;
  const width = pixelsOf(value);
  return width ? String(width) : '';
}

/**
 * A table with the attributes that Outlook's Word engine reads instead of styles. The server adds the styles for all
 * others.
 */
const MailTable = Table.extend({
  addAttributes: () => ({
    border: {
      default: '1',
      parseHTML: (element: HTMLElement) => (element.getAttribute('border') === '0' ? '0' : '1'),
    },
    width: {
      default: '100%',
      parseHTML: widthOf,
      renderHTML: ({ width }: { width?: string }) => (width ? { width } : {}),
    },
  }),
  renderHTML: ({ HTMLAttributes }) => [
    'table',
    { cellpadding: '6', cellspacing: '0', ...HTMLAttributes },
    ['tbody', 0],
  ],
});

/** What cells have beyond TipTap's own. */
const cellAttributes = {
  colwidth: {
    default: null,
    parseHTML: (element: HTMLElement): number[] | null => {
      const width = pixelsOf(element.getAttribute('width') ?? element.style.width);
      const columns = Number(element.getAttribute('colspan') ?? 1) || 1;
      return width === null ? null : Array<number>(columns).fill(Math.round(width / columns));
    },
    renderHTML: ({ colwidth }: { colwidth?: number[] | null }) =>
      colwidth ? { width: String(colwidth.reduce((sum, width) => sum + width, 0)) } : {},
  },
  background: {
    default: null,
    parseHTML: (element: HTMLElement) =>
      toHex(element.style.backgroundColor || (element.getAttribute('bgcolor') ?? '')),
    renderHTML: ({ background }: { background?: string | null }) =>
      background ? { bgcolor: background, style: `background-color: ${background}` } : {},
  },
};

/** Everything that the editor needs for tables. */
export const tableExtensions = (): Extensions => [
  MailTable.configure({ resizable: true, cellMinWidth: 40 }),
  TableRow,
  TableCell.extend({
    addAttributes() {
      return { ...this.parent?.(), ...cellAttributes };
    },
  }),
  TableHeader.extend({
    addAttributes() {
      return { ...this.parent?.(), ...cellAttributes };
    },
  }),
];

/** Inserts a table with a header row, and a line below it if there is none to continue writing. */
export function insertTable(editor: Editor, rows: number, cols: number): void {
  editor
    .chain()
    .focus()
    .insertTable({ rows, cols, withHeaderRow: rows > 1 })
    .command(({ tr, state }) => {
      const { $from } = tr.selection;
      for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name !== Table.name) continue;
        const after = $from.after(depth);
        const paragraph = state.schema.nodes.paragraph;
        if (!tr.doc.resolve(after).nodeAfter?.isTextblock && paragraph) tr.insert(after, paragraph.create());
        break;
      }
      return true;
    })
    .run();
}
