import { compile } from 'html-to-text';

const LONGEST = 2 * 1024 * 1024;

/** Made once: that takes longer than most texts. */
const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'table', options: { colSpacing: 2 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
  limits: { maxInputLength: LONGEST, maxDepth: 200 },
});

/** The text/plain alternative of an HTML text (RFC 2046 §5.1.4). */
export const htmlToText = (html: string): string => convert(html).trim();
