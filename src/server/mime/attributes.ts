import { BODY_CLASS } from './selector';
import { cascade, safeDeclarations, writeStyle, type SafeDeclaration } from './style';
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
/** Shown as they are; the serializer escapes them. */
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

/** What the message's style sheet adds to an element. */
export interface FromSheet {
  /** Classes and ids that its rules refer to: elements keep these. */
  names: ReadonlySet<string>;
  /** What its rules say about the element, if they are written into the element itself. */
  declarations: readonly SafeDeclaration[];
}

/** A link that leads nowhere must not look like one. */
const DEAD_LINK = safeDeclarations('color:inherit!important;text-decoration:none!important');

const NO_SHEET: FromSheet = { names: new Set(), declarations: [] };

/**
 * The attributes that an element keeps, in a new object: those on the allow-list with a value of the expected form.
 * `class` and `id` are kept only as far as the message's own style sheet uses them, for a document without scripts that
 * shows nothing else. `name` isn't allowed (it would interfere with the page's own names), nor is any handler, `srcset`
 * or `ping`.
 */
export function cleanAttributes(
  tag: string,
  source: Record<string, string>,
  sheet: FromSheet = NO_SHEET,
): CleanAttributes {
  const attributes: Record<string, string> = {};
  const patterns = { ...EVERYWHERE, ...(Object.hasOwn(BY_TAG, tag) ? BY_TAG[tag] : {}) };
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value !== undefined && pattern.test(value)) attributes[name] = value;
  }
  if (tag === 'a') setLink(attributes, source.href ?? '');
  const isDead = tag === 'a' && Boolean(source.href) && attributes.href === undefined;
  setNames(attributes, tag, source, sheet.names);
  const declared = writeStyle(
    cascade([
      ...safeDeclarations(presentation(tag, source)),
      ...sheet.declarations,
      ...safeDeclarations(source.style ?? ''),
      ...(isDead ? DEAD_LINK : []),
    ]),
  );
  if (declared.style) attributes.style = declared.style;
  let remote = declared.remote;
  if (tag === 'img') remote = setImage(attributes, source.src ?? '') || remote;
  return { attributes, remote };
}

function setNames(
  attributes: Record<string, string>,
  tag: string,
  source: Record<string, string>,
  names: ReadonlySet<string>,
): void {
  if (names.size === 0) return;
  const classes = (source.class ?? '').split(/\s+/).filter((name) => names.has(name));
  if (tag === 'body') classes.push(BODY_CLASS);
  if (classes.length) attributes.class = [...new Set(classes)].join(' ');
  if (source.id !== undefined && names.has(source.id)) attributes.id = source.id;
}

function setImage(attributes: Record<string, string>, source: string): boolean {
  const image = safeImage(source);
  if (!image) return false;
  attributes.src = image.url;
  return image.remote;
}

/** Opens links in a new tab that doesn't know where it was opened from. */
function setLink(attributes: Record<string, string>, target: string): void {
  const href = safeLink(target);
  if (!href) return;
  Object.assign(attributes, { href, target: '_blank', rel: 'noopener noreferrer' });
}

/** `background` and the attributes of `body` as a style: the body becomes a `div`, which supports neither. */
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
