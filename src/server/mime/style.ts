import { cssUrl, safeImage } from './url';

export interface SafeStyle {
  style: string;
  remote: boolean;
}

const SIDES = ['top', 'right', 'bottom', 'left'];

/** What newsletters need to look right. Nothing that positions, animates, generates content or names a resource. */
const PROPERTIES = new Set([
  ...[
    'color',
    'background',
    'background-color',
    'background-image',
    'background-position',
    'background-repeat',
  ],
  ...['background-size', 'font', 'font-family', 'font-size', 'font-style', 'font-variant', 'font-weight'],
  ...[
    'line-height',
    'letter-spacing',
    'word-spacing',
    'text-align',
    'text-decoration',
    'text-decoration-color',
  ],
  ...['text-decoration-line', 'text-decoration-style', 'text-indent', 'text-transform', 'text-overflow'],
  ...['text-shadow', 'vertical-align', 'white-space', 'word-break', 'word-wrap', 'overflow-wrap', 'hyphens'],
  ...['direction', 'unicode-bidi', 'width', 'min-width', 'max-width', 'height', 'min-height', 'max-height'],
  ...[
    'display',
    'float',
    'clear',
    'overflow',
    'overflow-x',
    'overflow-y',
    'visibility',
    'opacity',
    'box-sizing',
  ],
  ...[
    'box-shadow',
    'object-fit',
    'table-layout',
    'caption-side',
    'empty-cells',
    'list-style',
    'list-style-type',
  ],
  ...[
    'list-style-position',
    'align-items',
    'align-self',
    'justify-content',
    'flex',
    'flex-basis',
    'flex-direction',
  ],
  ...['flex-grow', 'flex-shrink', 'flex-wrap', 'gap', 'padding', 'margin', 'border', 'border-collapse'],
  ...['border-spacing', 'border-color', 'border-style', 'border-width', 'border-radius', 'outline'],
  ...[
    'border-top-left-radius',
    'border-top-right-radius',
    'border-bottom-left-radius',
    'border-bottom-right-radius',
  ],
  ...SIDES.flatMap((side) => [`padding-${side}`, `margin-${side}`, `border-${side}`]),
  ...SIDES.flatMap((side) => ['color', 'style', 'width'].map((what) => `border-${side}-${what}`)),
]);

const FUNCTIONS = new Set([
  'rgb',
  'rgba',
  'hsl',
  'hsla',
  'calc',
  'min',
  'max',
  'clamp',
  'linear-gradient',
  'radial-gradient',
]);
const QUOTED = /"[^"'\\<>{}();@]*"|'[^"'\\<>{}();@]*'/g;
const PLAIN = /^[\p{L}\p{N}\s#%.,+*/()_-]*$/u;
const LONGEST = 8192;

/**
 * The inline style with only what is known to be harmless left in it. Values are matched against a grammar
 * without escapes, comments and at-rules, and written anew, so that no spelling of `url()`, `expression()`
 * or `var()` can hide; `!important` goes, so that the page's own rules win.
 */
export function safeStyle(source: string): SafeStyle {
  if (source.length > LONGEST) return { style: '', remote: false };
  const kept: string[] = [];
  let remote = false;
  for (const [property, value] of declarations(source)) {
    if (!PROPERTIES.has(property)) continue;
    const safe = safeValue(property, value);
    if (!safe) continue;
    remote ||= safe.remote;
    kept.push(`${property}:${safe.style}`);
  }
  return { style: kept.join(';'), remote };
}

function safeValue(property: string, value: string): SafeStyle | null {
  if (/url\s*\(/i.test(value))
    return property.startsWith('background') ? backgroundWithImage(property, value) : null;
  const bare = value.replace(/\s*!\s*important\s*$/i, '').trim();
  return bare && isPlain(bare) ? { style: bare, remote: false } : null;
}

/** `background: #fff url(…) no-repeat`: one web address, and the rest plain. */
function backgroundWithImage(property: string, value: string): SafeStyle | null {
  if (property !== 'background' && property !== 'background-image') return null;
  const found =
    /^([^(]*)\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)([^(]*(?:\([^()]*\)[^()]*)?)$/i.exec(value);
  if (!found) return null;
  const [, before = '', double, single, bare, after = ''] = found;
  const image = safeImage(double ?? single ?? bare ?? '');
  const rest = [before, after.replace(/\s*!\s*important\s*$/i, '')];
  if (!image || image.url.startsWith('cid:') || !rest.every(isPlain)) return null;
  return { style: `${rest[0]}url("${cssUrl(image.url)}")${rest[1]}`.trim(), remote: image.remote };
}

function isPlain(value: string): boolean {
  const bare = value.replace(QUOTED, '');
  if (!PLAIN.test(bare) || bare.includes('/*')) return false;
  if (bare.split('(').length !== bare.split(')').length) return false;
  return Array.from(bare.matchAll(/([\p{L}\p{N}_-]*)\s*\(/gu)).every(([, name = '']) =>
    name === '' ? /calc/i.test(bare) : FUNCTIONS.has(name.toLowerCase()),
  );
}

/** `property: value` pairs, split at semicolons outside quotes and brackets (CSS Syntax 3 §5.4.4, simplified). */
function declarations(source: string): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  let start = 0;
  let quote = '';
  let depth = 0;
  for (let at = 0; at <= source.length; at++) {
    const char = source[at] ?? ';';
    if (at < source.length) {
      if (quote) {
        if (char === quote) quote = '';
        continue;
      }
      if (char === '"' || char === "'") quote = char;
      else if (char === '(') depth++;
      else if (char === ')') depth = Math.max(0, depth - 1);
    }
    if (char !== ';' || (depth > 0 && at < source.length)) continue;
    const colon = source.indexOf(':', start);
    if (colon > 0 && colon < at)
      pairs.push([source.slice(start, colon).trim().toLowerCase(), source.slice(colon + 1, at).trim()]);
    start = at + 1;
  }
  return pairs;
}
