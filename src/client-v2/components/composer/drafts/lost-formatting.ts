import { storedHtml } from '../editor/incoming/incoming-html';

/** Kinds of formatting that the editor may lose. The names are keys in the locale files. */
const KINDS: ReadonlyArray<readonly [name: string, amount: (root: ParentNode) => number]> = [
  ['tables', (root) => root.querySelectorAll('table').length],
  ['headings', (root) => root.querySelectorAll('h1, h2, h3').length],
  ['fonts', (root) => letters(root, 'span[style*="font-"]')],
  ['colors', (root) => letters(root, 'span[style*="color"]')],
  ['alignment', (root) => letters(root, '[style*="text-align"]')],
  ['pictures', (root) => root.querySelectorAll('img').length],
];

/** How much text is in elements of this kind. */
const letters = (root: ParentNode, selector: string): number =>
  [...root.querySelectorAll(selector)].reduce(
    (sum, { textContent }) => sum + (textContent ?? '').replace(/\s+/g, '').length,
    0,
  );

/** Returns the kinds of formatting that the editor hasn't kept: `after` has less of them than `before`. */
export function lostFormatting(before: string, after: string): string[] {
  // Written the same way, so that only what is really missing counts.
  const [had, has] = [before, after].map(
    (html) => new DOMParser().parseFromString(storedHtml(html), 'text/html').body,
  );
  return KINDS.filter(([, amount]) => amount(had) > amount(has)).map(([name]) => name);
}
