import { spreadTextStyles } from './spread-text-styles';
import { inlineStyleSheets } from './style-sheets';
import { cleanTables } from './tables';
import { listsOfWord } from './word-lists';

/** Elements without words of the text. */
const DROPPED = 'script, style, meta, link, title, template, noscript';

/**
 * Pasted HTML in the form that the editor understands. It keeps what has a meaning (headings, lists, tables, emphasis,
 * colors) and leaves out what only made it look like the page it came from (fonts, black text, exact sizes). The editor's
 * schema still decides what is allowed.
 */
export function pastedHtml(html: string): string {
  // Copied from an editor like this one, which has it in the right form and marks it so.
  if (html.includes('data-pm-slice')) return html;
  const page = new DOMParser().parseFromString(html, 'text/html');
  // Before styles are changed: browsers drop Word's own properties then.
  listsOfWord(page);
  const isSheet =
    /urn:schemas-microsoft-com:office:excel|google-sheets-html-origin|name="?ProgId"? content="?Excel/i.test(
      html.slice(0, 5000),
    );
  inlineStyleSheets(page);
  page.querySelectorAll(DROPPED).forEach((element) => element.remove());
  cleanTables(page, isSheet);
  linesAsParagraphs(page);
  spreadTextStyles(page.body, 'pasted');
  return page.body.innerHTML;
}

/** A stored text in the same form. It keeps sizes and fonts: somebody chose them in another program. */
export function storedHtml(html: string): string {
  // Most texts were written here, and have neither.
  if (!/<(?:font|center|div|table|mark)\b|style=|align=/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, 'text/html');
  cleanTables(page, false);
  linesAsParagraphs(page);
  spreadTextStyles(page.body, 'stored');
  return page.body.innerHTML;
}

const BLOCKS =
  'address, article, aside, blockquote, center, div, dl, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, ul';

/** Outlook on the web and others write each line as a `div`, which can be aligned only as a paragraph. */
function linesAsParagraphs(page: Document): void {
  for (const line of page.querySelectorAll<HTMLElement>('div, center')) {
    if (line.hasAttribute('data-mail-signature') || line.querySelector(BLOCKS)) continue;
    const paragraph = renamed(line, 'p');
    if (line.matches('center')) paragraph.style.textAlign = 'center';
  }
  for (const small of page.querySelectorAll<HTMLElement>('h4, h5, h6')) renamed(small, 'h3');
  // Word fills empty lines with a space, and so do we in what is sent.
  for (const line of page.querySelectorAll('p'))
    if (line.textContent?.trim() === '' && !line.querySelector('img, br ~ br')) line.replaceChildren();
}

function renamed(element: HTMLElement, tag: 'p' | 'h3'): HTMLElement {
  const next = element.ownerDocument.createElement(tag);
  for (const name of ['style', 'align']) {
    const value = element.getAttribute(name);
    if (value !== null) next.setAttribute(name, value);
  }
  next.append(...element.childNodes);
  element.replaceWith(next);
  return next;
}
