import { compile } from 'html-to-text';

const LONGEST = 2 * 1024 * 1024;

/** Text that the sanitizer lets through isn't nested this deeply and isn't much longer than {@link LONGEST}. */
export const WHOLE_TEXT = { maxInputLength: 16 * LONGEST, maxDepth: 1000 };

/** How HTML becomes text. */
export const TEXT_OPTIONS = {
  wordwrap: false as const,
  selectors: [
    { selector: 'img', format: 'skip' },
    // As written by sanitizeMailHtml.
    { selector: '[style*="display:none"]', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'table', options: { colSpacing: 2 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
};

/** Compiled once, because that takes longer than most texts. */
const convert = compile({ ...TEXT_OPTIONS, limits: { maxInputLength: LONGEST, maxDepth: 200 } });
const convertWhole = compile({ ...TEXT_OPTIONS, limits: WHOLE_TEXT });

/** An HTML text as readable text; of a very long one, only the beginning. */
export const htmlToText = (html: string): string => convert(html).trim();

/** The complete text/plain alternative of an HTML text to be sent (RFC 2046 §5.1.4). */
export const alternativeText = (html: string): string => convertWhole(html).trim();
