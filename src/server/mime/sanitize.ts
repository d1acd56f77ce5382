import sanitizeHtml from 'sanitize-html';
import { type CleanAttributes, cleanAttributes } from './attributes';

export interface SanitizedHtml {
  html: string;
  /** It names pictures on other servers. They load only after the reader asks: the frame's CSP sees to that. */
  hasRemoteContent: boolean;
  /** Only the beginning is here: the rest was beyond the limits. */
  truncated: boolean;
}

/** 2 MiB of characters; what is larger is no letter. */
const LONGEST = 2 * 1024 * 1024;
/** Start and end tags together: htmlparser2 looks through its stack of open elements for every end tag. */
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

/** Elements whose content goes with them: it is no text of the mail, or another language (SVG, MathML). */
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
 * HTML of a stranger's mail as harmless HTML: an allow-list of elements, attributes and style properties,
 * written anew by sanitize-html. It is the last step: nothing may decode, link or edit its result
 * (CVE-2024-42009). Takes bounded time and never throws.
 */
export function sanitizeMailHtml(source: string): SanitizedHtml {
  const capped = cap(source);
  let hasRemoteContent = false;
  const clean = (name: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const result: CleanAttributes = cleanAttributes(name, attributes);
    hasRemoteContent ||= result.remote;
    return { tagName: name === 'body' ? 'div' : name, attribs: result.attributes };
  };
  try {
    const html = sanitizeHtml(capped, {
      allowedTags: TAGS,
      // Whatever cleanAttributes gave back: it builds a new object from its own allow-list.
      allowedAttributes: false,
      allowedSchemes: ['http', 'https', 'mailto', 'tel'],
      allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
      allowProtocolRelative: false,
      transformTags: { '*': clean },
      nonTextTags: DROPPED_WHOLE,
      nestingLimit: DEEPEST,
      // safeStyle has written it anew; a second CSS parser could only read it differently.
      parseStyleAttributes: false,
    });
    return { html, hasRemoteContent, truncated: capped.length < source.length };
  } catch {
    return { html: '', hasRemoteContent: false, truncated: true };
  }
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
