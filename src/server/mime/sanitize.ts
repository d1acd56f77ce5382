import sanitizeHtml from 'sanitize-html';
import { cleanAttributes } from './attributes';
import { inlinerOf } from './inlineStyles';
import { QUOTE_MARK, quoteMark } from './quoteMarks';
import { styleElements } from './styleElements';
import { readSheet, writeSheet, type Sheet } from './styleSheet';

export interface SanitizedHtml {
  html: string;
  /** Its style sheets, for a document that shows nothing but this message; '' if they are written into its elements. */
  css: string;
  /**
   * The HTML refers to images on other servers. They load only when the reader asks for them, which the frame's CSP
   * enforces.
   */
  hasRemoteContent: boolean;
  /** Only the beginning is here; the rest exceeded the limits. */
  truncated: boolean;
}

/** 2 Mi characters; nothing longer is a letter. */
const LONGEST = 2 * 1024 * 1024;
/** Start and end tags together: htmlparser2 searches its stack of open elements for every end tag. */
const MOST_TAGS = 50_000;
const DEEPEST = 400;

const TAGS = [
  ...[
    'a',
    'abbr',
    'address',
    'article',
    'aside',
    'b',
    'bdi',
    'bdo',
    'big',
    'blockquote',
    'br',
    'caption',
    'center',
  ],
  ...[
    'cite',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'dfn',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'font',
  ],
  ...[
    'footer',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'main',
    'mark',
  ],
  ...[
    'nav',
    'ol',
    'p',
    'pre',
    'q',
    's',
    'samp',
    'section',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
  ],
  ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
];

/**
 * Elements that are removed with their content, because it isn't text of the message or is another language (SVG,
 * MathML).
 */
const DROPPED_WHOLE = [
  ...[
    'script',
    'style',
    'title',
    'textarea',
    'select',
    'option',
    'xmp',
    'svg',
    'math',
    'object',
    'iframe',
    'noframes',
  ],
  ...['noembed', 'template', 'plaintext', 'audio', 'video', 'canvas', 'applet', 'frameset'],
];

/**
 * Makes the HTML of untrusted messages harmless: an allow-list of elements, attributes and style properties, rewritten
 * by sanitize-html. This must be the last step: nothing may decode, link or edit its result (CVE-2024-42009). Takes
 * bounded time and never throws. `styles`: whether the message's style sheets are written into its elements, for mail
 * programs that drop style sheets, or returned beside the HTML, for a frame. `defaults`: a style sheet that comes before
 * the message's own.
 */
export function sanitizeMailHtml(
  source: string,
  styles: 'inline' | 'beside' = 'inline',
  defaults = '',
): SanitizedHtml {
  const capped = cap(source);
  const truncated = capped.length < source.length;
  try {
    const sheet = readSheet(defaults + styleElements(capped, DROPPED_WHOLE));
    return { ...(styles === 'inline' ? inlined(capped, sheet) : beside(capped, sheet)), truncated };
  } catch {
    return { html: '', css: '', hasRemoteContent: false, truncated: true };
  }
}

type Sanitized = Omit<SanitizedHtml, 'truncated'>;

function beside(source: string, sheet: Sheet): Sanitized {
  let hasRemoteContent = sheet.rules.some(({ declarations }) => declarations.some(({ remote }) => remote));
  const html = rewritten(source, {}, (name, attributes) => {
    const clean = cleanAttributes(name, attributes, { names: sheet.names, declarations: [] });
    hasRemoteContent ||= clean.remote;
    const mark = quoteMark(name, attributes);
    return mark ? { ...clean.attributes, [QUOTE_MARK]: mark } : clean.attributes;
  });
  return { html, css: writeSheet(sheet), hasRemoteContent };
}

function inlined(source: string, sheet: Sheet): Sanitized {
  const inliner = sheet.rules.length ? inlinerOf(sheet) : null;
  const follow = inliner ? { onOpenTag: inliner.open, onCloseTag: inliner.close } : {};
  let hasRemoteContent = false;
  const html = rewritten(source, follow, (name, attributes) => {
    const declarations = inliner?.declarations() ?? [];
    const clean = cleanAttributes(name, attributes, { names: new Set(), declarations });
    hasRemoteContent ||= clean.remote;
    return clean.attributes;
  });
  return { html, css: '', hasRemoteContent };
}

function rewritten(
  source: string,
  follow: Pick<sanitizeHtml.IOptions, 'onOpenTag' | 'onCloseTag'>,
  clean: (name: string, attributes: sanitizeHtml.Attributes) => sanitizeHtml.Attributes,
): string {
  return sanitizeHtml(source, {
    ...follow,
    allowedTags: TAGS,
    // Allows everything that cleanAttributes returns: it builds a new object from its own allow-list.
    allowedAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
    allowProtocolRelative: false,
    transformTags: {
      '*': (name, attributes) => ({
        tagName: name === 'body' ? 'div' : name,
        attribs: clean(name, attributes),
      }),
    },
    nonTextTags: DROPPED_WHOLE,
    nestingLimit: DEEPEST,
    // safeDeclarations has rewritten it; a second CSS parser might read it differently.
    parseStyleAttributes: false,
  });
}

function cap(source: string): string {
  const shortened = source.length > LONGEST ? source.slice(0, LONGEST) : source;
  let at = -1;
  for (let tags = 0; tags < MOST_TAGS; tags++) {
    at = shortened.indexOf('<', at + 1);
    if (at === -1) return shortened;
  }
  return shortened.slice(0, at);
}

/** Whether {@link sanitizeMailHtml} would return only the beginning. Much cheaper than trying. */
export const isTooLong = (source: string): boolean => cap(source).length < source.length;
