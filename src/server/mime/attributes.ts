import { safeStyle } from './style';
import { safeImage, safeLink } from './url';

export interface CleanAttributes {
  attributes: Record<string, string>;
  remote: boolean;
}

const NUMBER = /^[+-]?\d{1,5}(?:\.\d{1,4})?(?:px|%|pt|em)?$/i;
const COLOUR = /^#?[a-z0-9]{1,30}$/i;
const WORD = /^[a-z-]{1,20}$/i;
const LANGUAGE = /^[a-z0-9-]{1,35}$/i;
const FONTS = /^[\p{L}\p{N}\s,'"_-]{1,300}$/u;
/** Shown as they are: the serialiser escapes them. */
const TEXT = /^[^]{0,2000}$/;

const EVERYWHERE: Record<string, RegExp> = {
  dir: WORD,
  lang: LANGUAGE,
  title: TEXT,
  align: WORD,
  valign: WORD,
  width: NUMBER,
  height: NUMBER,
  bgcolor: COLOUR,
};

const BY_TAG: Record<string, Record<string, RegExp>> = {
  table: {
    border: NUMBER,
    cellpadding: NUMBER,
    cellspacing: NUMBER,
    bordercolor: COLOUR,
    rules: WORD,
    frame: WORD,
    summary: TEXT,
  },
  td: { colspan: NUMBER, rowspan: NUMBER, nowrap: /^(?:nowrap|true)?$/i },
  th: { colspan: NUMBER, rowspan: NUMBER, nowrap: /^(?:nowrap|true)?$/i, scope: WORD },
  col: { span: NUMBER },
  colgroup: { span: NUMBER },
  font: { color: COLOUR, face: FONTS, size: NUMBER },
  img: { alt: TEXT, border: NUMBER, hspace: NUMBER, vspace: NUMBER },
  hr: { size: NUMBER, color: COLOUR, noshade: /^(?:noshade)?$/i },
  ol: { start: NUMBER, type: /^[1aAiI]$/ },
  ul: { type: WORD },
  li: { value: NUMBER, type: /^[\w]{1,10}$/ },
  br: { clear: WORD },
  /** `type="cite"` marks a quote. */
  blockquote: { type: WORD },
};

/**
 * The attributes that an element keeps, in a new object: those of the allow-list whose value is of the
 * expected form. `id`, `name` and `class` are not in it (they would reach into the page's own names),
 * nor is any handler, `srcset` or `ping`.
 */
export function cleanAttributes(tag: string, source: Record<string, string>): CleanAttributes {
  const attributes: Record<string, string> = {};
  const patterns = { ...EVERYWHERE, ...(Object.hasOwn(BY_TAG, tag) ? BY_TAG[tag] : {}) };
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value !== undefined && pattern.test(value)) attributes[name] = value;
  }
  const declared = safeStyle([source.style ?? '', presentation(tag, source)].filter(Boolean).join(';'));
  if (declared.style) attributes.style = declared.style;
  let remote = declared.remote;
  if (tag === 'img') remote = setImage(attributes, source.src ?? '') || remote;
  if (tag === 'a') setLink(attributes, source.href ?? '');
  return { attributes, remote };
}

function setImage(attributes: Record<string, string>, source: string): boolean {
  const image = safeImage(source);
  if (!image) return false;
  attributes.src = image.url;
  return image.remote;
}

/** A new tab that knows nothing of where it was opened from. */
function setLink(attributes: Record<string, string>, target: string): void {
  const href = safeLink(target);
  if (!href) return;
  Object.assign(attributes, { href, target: '_blank', rel: 'noopener noreferrer' });
}

/** `background` and the attributes of `body` as style: the body becomes a `div`, which knows neither. */
function presentation(tag: string, source: Record<string, string>): string {
  const parts: string[] = [];
  if (source.background)
    parts.push(`background-image:url("${source.background.trim().replace(/"/g, '%22')}")`);
  if (tag === 'body') {
    if (COLOUR.test(source.bgcolor ?? '')) parts.push(`background-color:${source.bgcolor}`);
    if (COLOUR.test(source.text ?? '')) parts.push(`color:${source.text}`);
  }
  return parts.join(';');
}
